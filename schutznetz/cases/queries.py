"""Reads that span tables: the inbox, one report with all that was said, and the seal of a proposal."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, MessageKind, Neutral, Question, ReportState, Urgency
from schutznetz.cases.models import Message, Report, ReportChild, Triage, UrgencyLowering
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import holidays
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.choices import Rung, Step
from schutznetz.work.queries import stand_in_for

COLLEAGUES = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)
NOBODY_ELSE = gettext_noop(
    "Es ist keine zweite Fachkraft eingetragen. Bitte geben Sie zuerst jemandem einen Zugang."
)
PAGE = 25
TRIAGE_CONTENT = (
    "competence",
    "weighty_indications",
    "urgency",
    "further_children",
    "source_has_access",
    "history",
    "outcome",
    "advice",
    "reasons",
)
LOWERING_CONTENT = ("before", "after", "reasons")


def seal_of(proposal: Triage | UrgencyLowering) -> str:
    """Return a keyed mark over what the second person sees: the proposal, its author, and the report so far.

    Anything new about the report, a message or another class, gives another mark.
    """
    content = TRIAGE_CONTENT if isinstance(proposal, Triage) else LOWERING_CONTENT
    report = Report.objects.only("urgency", "state").get(pk=proposal.report_id)
    body = {
        "proposal": [str(proposal.pk), str(proposal.proposed_by_id)],
        "content": [str(getattr(proposal, name)) for name in content],
        "report": [str(report.pk), report.state, report.urgency],
        "messages": Message.objects.filter(report=report).count(),
    }
    return salted_hmac("cases.proposal", json.dumps(body), algorithm="sha256").hexdigest()


def second_for(ctx: Context, *people: UUID | None) -> UUID:
    """Return another professional, or refuse: nobody acts alone in the protection of a child."""
    second = stand_in_for(*people, roles=COLLEAGUES, at=ctx.now)
    if second is None:
        raise Conflict(NOBODY_ELSE)
    return second


def ladder(lead_told_after: timedelta) -> tuple[Step, ...]:
    """First the owner, then the stand-in, then the lead; the class says how soon."""
    minutes = max(int(lead_told_after.total_seconds() // 60), 1)
    return (
        Step(minutes // 2, Rung.OWNER),
        Step(minutes * 3 // 4, Rung.SUBSTITUTE),
        Step(minutes, Rung.TEAM_LEAD),
    )


def working_days(ctx: Context) -> Callable[[date], bool]:
    """Return the calendar of the office's Land."""
    land = Network.objects.values_list("land", flat=True).get(pk=ctx.network_id)
    return partial(holidays.is_working_day, land=land)


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


def inbox(ctx: Context, *, after: str = "") -> Inbox:
    """Return one page of the open reports the actor may read, the one whose time runs out first on top."""
    reports = policy.rows(ctx, ReportAction.READ, Report).filter(state__in=OPEN)
    found = list(beyond(reports, after).order_by("due_at", "id").values(*INBOX_FIELDS)[: PAGE + 1])
    page = found[:PAGE]
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


STATUS = {
    ReportState.RECEIVED: gettext_noop("Ihre Nachricht ist eingegangen."),
    ReportState.TRIAGE: gettext_noop("Ihre Nachricht wird bearbeitet."),
}
CHECKED = gettext_noop("Ihre Nachricht wurde geprüft. Mehr dürfen wir Ihnen dazu nicht sagen.")


REPORTER = {MessageKind.ANSWER, MessageKind.ADDITION}
SENTENCES = {each.value: each.label for each in (*Question, *Neutral)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as the reporter may see it: their own words are not repeated."""

    kind: MessageKind
    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    received_at: datetime
    status: str
    lines: Sequence[Line]

    @property
    def questions(self) -> list[Line]:
        """Return the questions that came after the reporter's last words."""
        said = [number for number, line in enumerate(self.lines, start=1) if line.kind in REPORTER]
        since = self.lines[said[-1] :] if said else self.lines
        return [line for line in since if line.kind is MessageKind.QUESTION]


def conversation_of(report: Report) -> Conversation:
    """Return what was said between office and reporter, without the reporter's own words."""
    return Conversation(
        received_at=report.received_at,
        status=STATUS.get(report.state, CHECKED),
        lines=[_line(message) for message in report.messages.order_by("at", "id")],
    )


def _line(message: Message) -> Line:
    return Line(
        kind=message.kind,
        at=message.at,
        sentence=str(SENTENCES.get(message.sentence) or MessageKind(message.kind).label),
    )
