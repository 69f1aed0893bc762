"""The inbox: open reports by permission, the one whose time runs out first on top."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, ReportState, Urgency
from schutznetz.cases.models import Report, ReportChild
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One open report as the list shows it: whose turn it is and how long there is."""

    id: UUID
    reference: str
    state: ReportState
    urgency: Urgency | str
    danger_now: bool
    channel: IntakeChannel
    received_at: datetime
    due_at: datetime
    responsible: str
    child: str
    children: int
    is_mine: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    rows: list[InboxRow]
    after: str  # the mark of the next page, empty on the last one


def inbox(ctx: Context, network: Network, *, after: str = "") -> Inbox:
    """Return one page of the open reports the actor may read, the one whose time runs out first on top.

    It names children, so that somebody looked, and at how many, is on record before anything is shown.
    """
    reports = policy.rows(ctx, ReportAction.READ, Report).filter(state__in=OPEN)
    found = list(beyond(reports, after).order_by("due_at", "id").values(*INBOX_FIELDS)[: PAGE + 1])
    page = found[:PAGE]
    audit.record(ctx, ReportAction.LIST, network, count=len(page))
    children = _children([row["id"] for row in page])
    more = f"{page[-1]['due_at'].isoformat()}~{page[-1]['id']}" if len(found) > PAGE else ""
    return Inbox(rows=[_inbox_row(ctx, row, children.get(row["id"], [])) for row in page], after=more)


OPEN = (ReportState.RECEIVED, ReportState.TRIAGE)
INBOX_FIELDS = (
    "id",
    "reference",
    "state",
    "urgency",
    "danger_now",
    "channel",
    "received_at",
    "due_at",
    "responsible_id",
    "second_id",
    "responsible__first_name",
    "responsible__last_name",
    "responsible__username",
)


def _children(report_ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for child in ReportChild.objects.filter(report__in=report_ids).order_by("report_id", "position"):
        found.setdefault(child.report_id, []).append(child.description.get("child_name", ""))
    return found


def _inbox_row(ctx: Context, row: dict[str, Any], children: list[str]) -> InboxRow:
    full_name = f"{row['responsible__first_name'] or ''} {row['responsible__last_name'] or ''}".strip()
    return InboxRow(
        id=row["id"],
        reference=row["reference"],
        state=ReportState(row["state"]),
        urgency=row["urgency"],
        danger_now=row["danger_now"],
        channel=IntakeChannel(row["channel"]),
        received_at=row["received_at"],
        due_at=row["due_at"],
        responsible=full_name or row["responsible__username"] or "",
        child=children[0] if children else "",
        children=len(children),
        is_mine=ctx.actor_id in {row["responsible_id"], row["second_id"]},
        is_late=row["due_at"] < ctx.now,
    )


def beyond(rows: QuerySet[Report], after: str) -> QuerySet[Report]:
    """Continue behind the last row of the page before; a mark nobody issued starts from the top."""
    due, _, pk = after.partition("~")
    try:
        at, last = datetime.fromisoformat(due), UUID(pk)
    except ValueError:
        return rows
    if at.tzinfo is None:
        return rows
    return rows.filter(Q(due_at__gt=at) | Q(due_at=at, id__gt=last))
