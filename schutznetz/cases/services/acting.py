"""Acting at once for a child in danger, wherever its report stands; what was done goes on in its case."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Manner, ProtectionMeasure
from schutznetz.cases.models import ImmediateProtection, Report
from schutznetz.cases.services.measures.taking import carry_over_taking
from schutznetz.cases.services.protection import begin_protection
from schutznetz.cases.services.triage import void_triage
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.law.urgency import WITHOUT_DELAY

ENDED = gettext_noop(
    "Dieses Verfahren ist beendet. Bitte nehmen Sie eine neue Meldung auf und halten Sie es dort fest."
)


@command(ReportAction.PROTECT)
def protect(
    ctx: Context,
    report: Report,
    *,
    measures: Sequence[ProtectionMeasure] = (),
    what: str = "",
    place: str = "",
    second_id: UUID | None = None,
    told_at: datetime | None = None,
    told_by: Manner | str = "",
) -> ImmediateProtection:
    """Write down that somebody acts. Nothing missing ever stops it: what is missing becomes a task.

    Only where no procedure is left to carry it on it begins with a report of its own.
    """
    now = Report.objects.select_for_update().get(pk=report.pk)  # whoever puts it aside waits, or was first
    open_cases = list(report.cases.filter(closed_at=None).order_by("number"))
    if now.decided_at and not open_cases:
        raise Conflict(ENDED, WITHOUT_DELAY)
    protection = begin_protection(
        ctx,
        report,
        measures=measures,
        what=what,
        place=place,
        second_id=second_id,
        told_at=told_at,
        told_by=told_by,
    )
    carry_over_taking(ctx, protection, open_cases)
    void_triage(ctx, report, ask_again=True)
    return protection
