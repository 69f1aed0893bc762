"""A wrong kind of reporter is put right beside the report: what is owed follows the law's table from then."""

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import MarkKind, ReporterKind
from schutznetz.cases.models import Case, KindCorrection, Mark, Report
from schutznetz.cases.queries import is_owed
from schutznetz.cases.reporters import kind_of
from schutznetz.cases.services.answers import KNOWN_ALREADY, open_feedback
from schutznetz.cases.services.marks import mark_report
from schutznetz.cases.services.results import void_result
from schutznetz.cases.services.triage import void_triage
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

WHY = gettext_noop("Bitte schreiben Sie, woher Sie das wissen.")


@command(ReportAction.CORRECT_KIND)
def correct_kind(
    ctx: Context, report: Report, *, reporter_kind: ReporterKind, reasons: str
) -> KindCorrection:
    """Say who reported in truth, and why; what was said first stays, and who signs sees the new one."""
    if reporter_kind == kind_of(report):
        raise Conflict(KNOWN_ALREADY)
    if not reasons.strip():
        raise Conflict(WHY)
    correction = KindCorrection.objects.create(
        report=report,
        reporter_kind=reporter_kind,
        reasons=reasons.strip(),
        corrected_by_id=ctx.person_id,
        corrected_at=ctx.now,
    )
    void_triage(ctx, report, ask_again=True)
    for case in Case.objects.filter(origin=report, closed_at=None).order_by("number"):
        void_result(ctx, case)
        _keep_secrecy(ctx, case, report)
    if is_owed(report):
        open_feedback(ctx, report)
    else:
        work.settle_tasks(ctx, report, kind=TaskKind.GIVE_FEEDBACK)
    return correction


@consequence
def _keep_secrecy(ctx: Context, case: Case, report: Report) -> None:
    """What somebody bound to secrecy said is marked from here on; only two people lift such a mark."""
    marked = Mark.objects.filter(case=case, record=report.pk, kind=MarkKind.SECRECY, lifted_at=None)
    if not marked.exists():
        mark_report(ctx, case)
