"""The inbox: open reports by permission, the one whose time runs out first on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from schutznetz import pages, prepared
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, ReportState, Urgency
from schutznetz.cases.conflicts import shut_to
from schutznetz.cases.models import KnownPerson, Report, ReportChild
from schutznetz.kernel import audit, keys, policy
from schutznetz.kernel.catalogue import Data
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
    earlier: int  # reports before this one about a child of the same name and birth date
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
    found = _found(ctx, *(pages.read(after) or (None, None)))
    page = found[:PAGE]
    audit.record(ctx, ReportAction.LIST, network, count=len(page))
    more = pages.mark(page[-1][0].due_at, page[-1][0].id) if len(found) > PAGE else ""
    return Inbox(rows=[_inbox_row(ctx, line, children) for line, children in page], after=more)


OPEN = (ReportState.RECEIVED, ReportState.TRIAGE)


class _Line(NamedTuple):
    """A report with one of its children, named as the columns are asked for."""

    network_id: UUID
    record: UUID | None  # the child, as what its name is sealed for
    position: int
    sealed: Any
    id: UUID
    reference: str
    state: str
    urgency: str
    danger_now: bool
    channel: str
    received_at: datetime
    due_at: datetime
    responsible_id: UUID | None
    second_id: UUID | None
    first_name: str | None
    last_name: str | None
    username: str | None
    earlier: int | None
    key: Sequence[Any]


WIDTH = len(_Line._fields) - 1


def _asked(ctx: Context, at: datetime | None, last: UUID | None) -> QuerySet[Any, Any]:
    """Ask for one stretch of the index of the open reports, and for what belongs to those on the page."""
    reports = policy.rows(ctx, ReportAction.READ, Report).filter(state__in=OPEN)
    if at and last:
        reports = reports.filter(Q(due_at__gt=at) | Q(id__gt=last), due_at__gte=at)
    page = reports.order_by("due_at", "id").values("pk")[: PAGE + 1]
    person = {name: F(f"responsible__{name}") for name in ("first_name", "last_name", "username")}
    child = {"record": F("children__id"), "sealed": F("children__description")}
    asked = Report.objects.filter(pk__in=page).annotate(
        position=F("children__position"), earlier=_earlier(ctx), **child, **person
    )
    return asked.values_list(*_Line._fields[:WIDTH])


def _earlier(ctx: Context) -> Subquery:
    """Count the reports before this one that name the same child, as far as names and birth date say so.

    What the actor shut to herself is not counted for her: the number would tell that there is something.
    """
    this = KnownPerson.objects.filter(source=OuterRef(OuterRef("children__id"))).exclude(same=None)
    others = KnownPerson.objects.filter(
        ~shut_to(ctx, KnownPerson),
        Q(report__received_at__lt=OuterRef("received_at"))
        | Q(report__received_at=OuterRef("received_at"), report__lt=OuterRef("pk")),
        same__in=this.values("same"),
    )
    return Subquery(
        others.order_by().values("network").annotate(n=Count("report", distinct=True)).values("n")
    )


def _found(ctx: Context, at: datetime | None, last: UUID | None) -> list[tuple[_Line, list[_Line]]]:
    """Return reports in their order, each with its children: reports, children and keys are one query."""
    along = keys.ALONG.format(Data.CONTENT)
    rows = policy.ask(ctx, ReportAction.READ, Report, _asked, at, last, around=along)
    lines = sorted(
        (_Line._make((*row[:WIDTH], row[WIDTH:])) for row in rows),
        key=lambda line: (line.due_at, line.id, line.position or 0),
    )
    together = [list(group) for _report, group in groupby(lines, key=lambda line: line.id)]
    return [(group[0], [line for line in group if line.record]) for group in together]


def _name(child: _Line) -> str:
    row = prepared.record(
        ReportChild, [child.record, child.network_id, child.id, child.position, child.sealed]
    )
    keys.came_along(row, Data.CONTENT, child.key)
    return str(row.description.get("child_name", ""))


def _inbox_row(ctx: Context, line: _Line, children: list[_Line]) -> InboxRow:
    full_name = f"{line.first_name or ''} {line.last_name or ''}".strip()
    return InboxRow(
        id=line.id,
        reference=line.reference,
        state=ReportState(line.state),
        urgency=line.urgency,
        danger_now=line.danger_now,
        channel=IntakeChannel(line.channel),
        received_at=line.received_at,
        due_at=line.due_at,
        responsible=full_name or line.username or "",
        child=_name(children[0]) if children else "",
        children=len(children),
        earlier=max((child.earlier or 0 for child in children), default=0),
        is_mine=ctx.actor_id in {line.responsible_id, line.second_id},
        is_late=line.due_at < ctx.now,
    )
