"""What happened around a child, from all sources of its case, newest first and page by page."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Value

from schutznetz.accounts.models import User
from schutznetz.cases.choices import IntakeChannel, MessageKind
from schutznetz.cases.models import (
    Case,
    CaseEntry,
    CourtReferral,
    Inquiry,
    Mark,
    Message,
    MissedAppointment,
    Report,
    Result,
    SafetyPlan,
    TakingIntoCare,
    Talk,
    TalkInvitation,
    UrgencyLowering,
    UrgencyRaise,
    Visit,
)
from schutznetz.cases.queries.disputes import Note, is_disputed, notes_of, restricted_in
from schutznetz.cases.queries.marks import marks_of
from schutznetz.law.text import gettext_noop

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where lines come from, when they happened, and how one is put into words."""

    kind: str
    model: type[models.Model]
    at: str
    title: Callable[[Any], Any]
    text: Callable[[Any], str]
    author: str = "author_id"
    of: str = "case"
    paper: str = ""  # the address of its letter or record
    mark_page: str = ""  # where a mark is set on it


ENTRY = gettext_noop("Eintrag")
SOURCES = (
    Source(
        kind=ENTRY,
        model=CaseEntry,
        at="at",
        title=lambda row: row.kind.label,
        text=lambda row: row.text,
        mark_page="cases:mark_entry",
    ),
    Source(
        kind=gettext_noop("Gespräch"),
        model=Talk,
        at="at",
        title=lambda row: row.with_whom.label,
        text=lambda row: row.text,
        mark_page="cases:mark_talk",
    ),
    Source(
        kind=gettext_noop("Besuch"),
        model=Visit,
        at="at",
        title=lambda row: row.place.label,
        text=lambda row: row.text,
        paper="cases:visit_pdf",
        mark_page="cases:mark_visit",
    ),
    Source(
        kind=gettext_noop("Entscheidung"),
        model=Inquiry,
        at="at",
        title=lambda row: row.topic.label,
        text=lambda row: row.reasons,
        mark_page="cases:mark_inquiry",
    ),
    Source(
        kind=gettext_noop("Ergebnis"),
        model=Result,
        at="proposed_at",
        title=lambda row: row.outcome.label,
        text=lambda row: row.reasons,
        author="proposed_by_id",
    ),
    Source(
        kind=gettext_noop("Schutzplan"),
        model=SafetyPlan,
        at="written_at",
        title=lambda row: row.state.label,
        text=lambda row: row.goal,
        author="written_by_id",
    ),
    Source(
        kind=gettext_noop("Familiengericht"),
        model=CourtReferral,
        at="decided_at",
        title=lambda row: row.state.label,
        text=lambda row: row.reasons,
        author="decided_by_id",
    ),
    Source(
        kind=gettext_noop("Inobhutnahme"),
        model=TakingIntoCare,
        at="started_at",
        title=lambda row: row.state.label,
        text=lambda row: row.end_note or "",
        author="started_by_id",
    ),
    Source(
        kind=gettext_noop("Verpasster Termin"),
        model=MissedAppointment,
        at="noted_at",
        title=lambda row: "",
        text=lambda row: row.what,
        author="noted_by_id",
    ),
    Source(
        kind=gettext_noop("Einladung"),
        model=TalkInvitation,
        at="invited_at",
        title=lambda row: row.occasion.label,
        text=lambda row: row.recipient,
        author="invited_by_id",
        paper="cases:invitation_pdf",
    ),
    Source(
        kind=gettext_noop("Nachricht"),
        model=Message,
        at="at",
        title=lambda row: row.kind.label,
        text=lambda row: row.text,
        of="report",
    ),
    Source(
        kind=gettext_noop("Dringlichkeit erhöht"),
        model=UrgencyRaise,
        at="raised_at",
        title=lambda row: row.after.label,
        text=lambda row: row.reasons,
        author="raised_by_id",
        of="report",
    ),
    Source(
        kind=gettext_noop("Herabstufung"),
        model=UrgencyLowering,
        at="proposed_at",
        title=lambda row: f"{row.after.label} · {row.state.label}",
        text=lambda row: row.reasons,
        author="proposed_by_id",
        of="report",
    ),
    Source(
        kind=gettext_noop("Meldung"),
        model=Report,
        at="received_at",
        title=lambda row: row.channel.label,
        text=lambda row: row.statement.get("observed", ""),
        author="entered_by_id",
        of="id",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened; the row stands beside it for what else it says."""

    at: datetime
    kind: str
    title: Any
    text: str
    who: str
    row: Any
    notes: Sequence[Note] = ()
    paper: str = ""
    marks: Sequence[Mark] = ()
    mark_page: str = ""
    is_restricted: bool = False

    @property
    def is_disputed(self) -> bool:
        return is_disputed(self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    lines: Sequence[Line]
    page: int
    has_more: bool

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def chronology(case: Case, *, page: int = 1) -> Chronology:
    """Return one page; of each source only the newest rows are looked at, and only those shown are opened."""
    start = (max(page, 1) - 1) * PAGE
    sources = [source for source in SOURCES if source.of == "case" or case.origin_id]
    first, *others = (_marks(number, source, case) for number, source in enumerate(sources))
    marks = list(first.union(*others, all=True).order_by("-moment", "-id")[start : start + PAGE + 1])
    shown = [(pk, sources[number]) for _moment, pk, number in marks[:PAGE]]
    lines = _lines(case, shown, marks_of(case, [pk for pk, _source in shown]))
    return Chronology(lines=lines, page=max(page, 1), has_more=len(marks) > PAGE)


def _marks(number: int, source: Source, case: Case) -> models.QuerySet[Any, Any]:
    about = case.pk if source.of == "case" else case.origin_id
    rows = source.model._base_manager.filter(**{source.of: about}).order_by()
    marked: models.QuerySet[Any, Any] = rows.annotate(moment=F(source.at), number=Value(number))
    return marked.values_list("moment", "id", "number")


def _lines(
    case: Case, marks: Sequence[tuple[UUID, Source]], limits: Mapping[UUID, Sequence[Mark]]
) -> list[Line]:
    """Fetch what is shown with one query for each kind, and put it into words."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for pk, source in marks:
        wanted[source.kind].append(pk)
    rows: dict[UUID, Any] = {}
    for source in {source.kind: source for _pk, source in marks}.values():
        found = source.model._base_manager.filter(pk__in=wanted[source.kind]).order_by("pk")
        rows |= {row.pk: row for row in found}
    authors = {getattr(rows[pk], source.author) for pk, source in marks}
    people = {user.pk: user.display_name for user in User.objects.filter(pk__in=authors).order_by("pk")}
    notes, restricted = notes_of(case, [pk for pk, _source in marks]), restricted_in(case)
    lines = [_line(source, rows[pk], people, notes.get(pk, ())) for pk, source in marks]
    return [
        replace(line, marks=limits.get(line.row.pk, ()), is_restricted=restricted(line.row.pk) is not None)
        for line in lines
    ]


def _who(source: Source, row: Any, people: Mapping[UUID, str]) -> str:
    """Return who wrote it; whoever reported or added to it is named in the report, to whom may open that."""
    if isinstance(row, Message) and row.kind in {MessageKind.ANSWER, MessageKind.ADDITION}:
        return ""
    if isinstance(row, Report) and row.channel == IntakeChannel.PARTNER:
        return ""
    return people.get(getattr(row, source.author), "")


def _line(source: Source, row: Any, people: Mapping[UUID, str], notes: Sequence[Note]) -> Line:
    return Line(
        at=getattr(row, source.at),
        kind=source.kind,
        title=source.title(row),
        text=source.text(row),
        who=_who(source, row, people),
        row=row,
        notes=notes,
        paper=source.paper,
        mark_page=source.mark_page,
    )


def record_in(case: Case, pk: UUID) -> Line | None:
    """Return the record of that identifier as a line, whatever table of the case holds it."""
    for source in SOURCES:
        about = case.pk if source.of == "case" else case.origin_id
        if about and (row := source.model._base_manager.filter(pk=pk, **{source.of: about}).first()):
            return _line(source, row, {}, ())
    return None
