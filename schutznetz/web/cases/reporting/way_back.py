"""Where a step about a report leads back to: the report, or the case of a team that has no look at it."""

from django.urls import reverse

from schutznetz.cases.actions import CaseAction, ReportAction
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context


def way_back(ctx: Context, report: Report) -> str:
    """Return the page to go on with; whoever may take the step may read one of the two."""
    slug = report.network.slug
    if not policy.may(ctx, ReportAction.READ, report):
        case = policy.rows(ctx, CaseAction.READ, Case).filter(origin=report).order_by("number").first()
        if case:
            return reverse("cases:detail", args=[slug, case.pk])
    return reverse("intake:detail", args=[slug, report.pk])
