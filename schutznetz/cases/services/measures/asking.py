"""How measures ask people: a task for two, which rises to the lead when its time comes."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import models

from schutznetz.cases.models import Case
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

DAY = 24 * 60  # minutes
AHEAD = gettext_noop("Dieser Tag liegt in der Zukunft. Bitte eintragen, wenn es geschehen ist.")


@consequence
def ask(
    ctx: Context,
    about: models.Model,
    kind: TaskKind,
    due_at: datetime,
    *,
    case: Case,
    owner_id: UUID | None = None,
    substitute_id: UUID | None = None,
    ladder: Sequence[Step] = (),
) -> None:
    """Put something on the list of the case's lead, or of whoever is named, with a stand-in."""
    owner, stand_in = owner_id or case.lead_id, substitute_id or case.substitute_id
    if owner == stand_in:
        stand_in = case.lead_id if owner != case.lead_id else case.substitute_id
    work.open_task(
        ctx,
        about,
        kind=kind,
        due_at=due_at,
        owner_id=owner,
        substitute_id=stand_in,
        ladder=ladder or rising(ctx, due_at),
        protective=True,
    )


def refuse_ahead(ctx: Context, day: date) -> None:
    """What is written down has happened: a mere intention protects nobody and counts for nothing."""
    if day > ctx.now.astimezone(BERLIN).date():
        raise Conflict(AHEAD)


def rising(ctx: Context, due_at: datetime) -> tuple[Step, ...]:
    """A day before the owner is reminded, then the stand-in; what is overdue is the lead's at once."""
    left = max(int((due_at - ctx.now).total_seconds() // 60), 1)
    return (
        Step(max(left - DAY, left // 2), Rung.OWNER),
        Step(max(left - DAY // 4, left * 3 // 4), Rung.SUBSTITUTE),
        Step(left, Rung.TEAM_LEAD),
    )


ALARM = (Step(0, Rung.OWNER), Step(1, Rung.SUBSTITUTE), Step(15, Rung.TEAM_LEAD))
