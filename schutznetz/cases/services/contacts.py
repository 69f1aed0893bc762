"""Who reported is covered after the answer; whoever needs to know it again says why."""

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.models import ContactUncovering, Report
from schutznetz.cases.queries.contacts import is_covered
from schutznetz.cases.services.access import LEAST_WORDS, SAY_MORE
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

NOT_COVERED = gettext_noop("Wer gemeldet hat, ist bei dieser Meldung nicht verdeckt.")


@command(ReportAction.UNCOVER_CONTACT)
def uncover_contact(ctx: Context, report: Report, *, reasons: str) -> ContactUncovering:
    """Let the actor, and nobody else, see for an hour who reported; the reason stays."""
    if len(reasons.strip()) < LEAST_WORDS:
        raise Conflict(SAY_MORE)
    if not is_covered(report):
        raise Conflict(NOT_COVERED)
    return ContactUncovering.objects.create(
        report=report, reasons=reasons, uncovered_by_id=ctx.person_id, uncovered_at=ctx.now
    )
