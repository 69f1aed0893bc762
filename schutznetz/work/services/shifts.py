"""The rota: who answers when, and who stands in."""

from datetime import datetime
from uuid import UUID

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Shift


@command(WorkAction.PLAN_SHIFT)
def plan_shift(
    ctx: Context,
    network: Network,
    *,
    person_id: UUID,
    substitute_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
) -> Shift:
    """Put two people on duty for a stretch of time; it may cross midnight."""
    if person_id == substitute_id:
        raise Conflict(gettext_noop("Im Dienst und in Vertretung müssen zwei Menschen sein."))
    if ends_at <= starts_at:
        raise Conflict(gettext_noop("Der Dienst endet, bevor er beginnt."))
    return Shift.objects.create(
        person_id=person_id, substitute_id=substitute_id, starts_at=starts_at, ends_at=ends_at
    )


@command(WorkAction.CANCEL_SHIFT)
def cancel_shift(ctx: Context, shift: Shift) -> None:
    """Take a shift back; the gap it leaves shows on the page."""
    shift.delete()
