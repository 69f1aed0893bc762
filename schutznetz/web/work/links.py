"""Where a task leads: the page of the record it is about."""

from uuid import UUID

from django.urls import reverse

from schutznetz.kernel.context import Context
from schutznetz.web.navigation import may_enter
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import TaskRow

PAGES = {
    "cases.Report": "intake:detail",
    "cases.ImmediateProtection": "intake:protection",
    "cases.Departure": "intake:departure",
    "cases.Case": "cases:detail",
    "cases.SafetyPlan": "measures:plan",
    "cases.WatchedItem": "measures:item",
    "cases.HelpOffer": "measures:answer_help",
    "cases.CourtReferral": "measures:court",
    "cases.TakingIntoCare": "measures:taking",
    "cases.EmergencyAccess": "secrets:emergency",
    "cases.Handover": "handover:detail",
    "cases.Arrival": "handover:arrival",
    "offers.Offer": "offers:entry",
    "concerns.Concern": "concerns:hold",
    "advice.Consultation": "advice:detail",
}
# Tasks that lead to a step of their record rather than to its page.
STEPS = {TaskKind.PROPOSE_HANDOVER: "handover:propose"}


def address(ctx: Context, slug: str, row: TaskRow) -> str:
    """Return the page on which the task can be done; empty when this role cannot open it."""
    return record_address(ctx, slug, row.about_type, row.about_id, STEPS.get(row.kind, ""))


def record_address(ctx: Context, slug: str, about_type: str, about_id: UUID, step: str = "") -> str:
    """Return the page of a record that is named by type and id; empty when this role cannot open it."""
    page = step or PAGES.get(about_type)
    path = reverse(page, args=[slug, about_id]) if page else ""
    return path if path and may_enter(ctx, path) else ""


def addresses(ctx: Context, slug: str, rows: list[TaskRow]) -> dict[UUID, str]:
    return {row.id: address(ctx, slug, row) for row in rows}
