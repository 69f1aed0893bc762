"""Where a task leads: the page of the record it is about."""

from collections import defaultdict
from uuid import UUID

from django.apps import apps
from django.urls import reverse

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Action
from schutznetz.web.navigation import action_behind, may_enter
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
    "cases.Clearance": "secrets:clearance",
    "cases.Doubt": "secrets:doubt",
    "cases.Handover": "handover:detail",
    "cases.Arrival": "handover:arrival",
    "cases.AccessRequest": "access:detail",
    "cases.Restriction": "disputes:lift",
    "cases.Deferral": "deferrals:detail",
    "cases.Deletion": "keeping:deletion",
    "offers.Offer": "offers:entry",
    "concerns.Concern": "concerns:hold",
    "advice.Consultation": "advice:detail",
    "volunteers.Volunteer": "volunteers:detail",
    "volunteers.Match": "volunteers:match",
    "care.Family": "care:detail",
    "care.Referral": "care:referral",
    "care.CallBack": "care:call",
    "visiting.VisitRequest": "visiting:family",
    "visiting.MidwifeProof": "visiting:renew_proof",
}
# Tasks that lead to a step of their record rather than to its page.
STEPS = {
    TaskKind.PROPOSE_HANDOVER: "handover:propose",
    TaskKind.LONG_WAIT: "visiting:place",
    TaskKind.ASK_CONSENT: "visiting:hours",
    TaskKind.NOTE_WITHDRAWAL: "visiting:hours",
    TaskKind.ANSWER_DOUBT: "secrets:answer_doubt",
    TaskKind.REVIEW_VISITS: "visiting:review",
    TaskKind.GIVE_FEEDBACK: "reporting:feedback",  # also for a case team that has no look at the report
}


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


def open_addresses(ctx: Context, slug: str, rows: list[TaskRow]) -> dict[UUID, str]:
    """Return where each task leads, and nothing for a record that this person herself may not see.

    On the page of duty stand the tasks of everybody. Each kind of page asks one query, however many rows.
    """
    led = addresses(ctx, slug, rows)
    doors: dict[tuple[Action, str], set[UUID]] = defaultdict(set)
    for row in rows:
        if action := action_behind(led[row.id]):
            doors[action, row.about_type].add(row.about_id)
    seen: set[UUID] = set()
    for (action, about_type), pks in doors.items():
        allowed = policy.rows(ctx, action, apps.get_model(about_type))
        seen |= set(allowed.filter(pk__in=pks).order_by().values_list("pk", flat=True))
    return {row.id: led[row.id] if row.about_id in seen else "" for row in rows}
