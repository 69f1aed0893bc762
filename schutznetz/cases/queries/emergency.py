"""What must be known when nothing else answers: the procedures that are still open, with what they hold."""

from collections.abc import Iterator

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.models import Report
from schutznetz.cases.queries.page import ReportPage, report_page
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context


def open_procedures(ctx: Context) -> Iterator[ReportPage]:
    """Yield what is neither ended nor handed over, most pressing first; each look leaves its entry first."""
    for report in policy.rows(ctx, ReportAction.LIST_FOR_EMERGENCY, Report).order_by("due_at", "id"):
        audit.record(ctx, ReportAction.LIST_FOR_EMERGENCY, report)
        yield report_page(report)
