"""What professionals gather about a child: each adds, nobody changes, and a waiting result is void."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from schutznetz.accounts.one_human import are_one
from schutznetz.cases.actions import CaseAction, RecordAction
from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    Examination,
    InquiryTopic,
    Interpreting,
    Known,
    LegalGround,
    Manner,
    Observation,
    PersonRole,
    TalkWith,
    VisitPlace,
)
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Inquiry, Talk, Visit
from schutznetz.cases.models.assessment import Contribution
from schutznetz.cases.queries import siblings, working_days
from schutznetz.cases.services.known import remember_person
from schutznetz.cases.services.measures.asking import ask
from schutznetz.cases.services.measures.closing import void_closing
from schutznetz.cases.services.measures.seen import child_was_seen
from schutznetz.cases.services.results import void_result
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import is_open

C = TypeVar("C", bound=Contribution)

IN_FUTURE = gettext_noop("Das liegt in der Zukunft. Bitte prüfen Sie den Zeitpunkt.")
WHO_SAID_IT = gettext_noop("Bitte angeben, wer das gesagt hat.")
ALONE_UNSEEN = gettext_noop("Allein gesprochen heißt auch: Das Kind wurde gesehen.")
MYSELF = gettext_noop("Wer dabei war, ist jemand anderes als Sie.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Somebody around the child; each answer may honestly be "not known yet"."""

    role: PersonRole
    name: str
    born: str = ""
    relation: str = ""
    lives_here: Known = Known.UNKNOWN
    has_access: Known = Known.UNKNOWN
    custody: Known = Known.UNKNOWN
    orders_known: Known = Known.UNKNOWN
    orders: str = ""
    orders_source: str = ""
    interpreter: Known = Known.UNKNOWN
    disability: Known = Known.UNKNOWN
    needs: str = ""
    own_case_id: UUID | None = None
    why_no_case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """One thing somebody saw, heard, was told or supposes."""

    kind: CaseEntryKind
    text: str
    at: datetime
    observation: Observation
    source: DataSource
    said_by: str = ""
    ground: LegalGround | str = ""
    colleague_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFacts:
    with_whom: TalkWith
    manner: Manner
    text: str
    at: datetime
    who: str = ""
    alone: bool = False
    interpreting: Interpreting = Interpreting.NOT_NEEDED
    colleague_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What was seen at the door and behind it."""

    place: VisitPlace
    text: str
    at: datetime
    address: str = ""
    people: str = ""
    entered_home: bool = False
    sleeping_place: Known = Known.UNKNOWN
    child_seen: bool = False
    child_alone: bool = False
    examination: Examination = Examination.NOT_NEEDED
    colleague_id: UUID | None = None


@command(CaseAction.ASSESS)
def add_person(ctx: Context, case: Case, *, facts: PersonFacts) -> CasePerson:
    """Write down who lives with the child, cares for it or has access to it."""
    person = _added(ctx, case, CasePerson, facts, at=ctx.now)
    remember_person(ctx, person)
    return person


@command(RecordAction.CORRECT_PERSON)
def correct_person(ctx: Context, person: CasePerson, *, facts: PersonFacts) -> CasePerson:
    """Write a person anew; what stood there stays in the file."""
    corrected = _added(ctx, person.case, CasePerson, facts, at=ctx.now, corrects=person)
    remember_person(ctx, corrected)
    return corrected


@command(CaseAction.ASSESS)
def add_entry(ctx: Context, case: Case, *, facts: EntryFacts) -> CaseEntry:
    """Add an entry; from third parties it also says on which ground, now or in an addition."""
    return _entry(ctx, case, facts)


@command(RecordAction.ADD_TO)
def add_to_entry(ctx: Context, entry: CaseEntry, *, facts: EntryFacts) -> CaseEntry:
    """Complete an entry by one that stands beside it, or name the ground on which it is known."""
    return _entry(ctx, entry.case, facts, adds_to=entry)


@command(CaseAction.ASSESS)
def note_talk(ctx: Context, case: Case, *, facts: TalkFacts) -> Talk:
    """Note a talk; with the child it counts as having seen it when people met or saw each other."""
    talk = _added(ctx, case, Talk, facts)
    if facts.with_whom == TalkWith.CHILD and facts.manner == Manner.IN_PERSON:
        _child_seen(ctx, case, facts.at)
    return talk


@command(CaseAction.ASSESS)
def note_visit(ctx: Context, case: Case, *, facts: VisitFacts) -> Visit:
    """Note the immediate impression (§ 8a Abs. 1 Satz 2 Nr. 1 SGB VIII)."""
    if facts.child_alone and not facts.child_seen:
        raise Conflict(ALONE_UNSEEN)
    visit = _added(ctx, case, Visit, facts)
    if facts.child_seen:
        _child_seen(ctx, case, facts.at)
    return visit


@command(CaseAction.ASSESS)
def note_inquiry(ctx: Context, case: Case, *, topic: InquiryTopic, answer: bool, reasons: str) -> Inquiry:
    """Decide one question with yes or no and the reason; a later answer takes its place."""
    inquiry = Inquiry.objects.create(
        case=case,
        author_id=ctx.person_id,
        at=ctx.now,
        entered_at=ctx.now,
        topic=topic,
        answer=answer,
        reasons=reasons,
    )
    void_result(ctx, case)
    return inquiry


def _entry(ctx: Context, case: Case, facts: EntryFacts, **more: Any) -> CaseEntry:
    if facts.kind == CaseEntryKind.STATEMENT and not facts.said_by:
        raise Conflict(WHO_SAID_IT)
    return _added(ctx, case, CaseEntry, facts, **more)


def _added(ctx: Context, case: Case, model: type[C], facts: Any, **more: Any) -> C:
    """Write one contribution; empty words are not stored, and what waits for a signature is void."""
    values = {item.name: getattr(facts, item.name) for item in fields(facts)} | more
    if values["at"] > ctx.now:
        raise Conflict(IN_FUTURE)
    if (colleague := values.get("colleague_id")) and are_one(colleague, ctx.actor_id):
        raise Conflict(MYSELF)
    nullable = {column.name for column in model._meta.local_fields if column.null}
    said = {name: None if value == "" and name in nullable else value for name, value in values.items()}
    row = model._base_manager.create(case=case, author_id=ctx.person_id, entered_at=ctx.now, **said)
    void_result(ctx, case)
    void_closing(ctx, case)
    if model is CasePerson or said.get("kind") == CaseEntryKind.FACT:
        _tell_siblings(ctx, case)
    return row


def _tell_siblings(ctx: Context, case: Case) -> None:
    """Ask who leads the case of a brother or sister to look: what is new here may endanger that child too."""
    for sibling in siblings(case).filter(closed_at=None).exclude(lead=ctx.actor_id):
        if not is_open(sibling, TaskKind.READ_SIBLING):
            due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
            ask(ctx, sibling, TaskKind.READ_SIBLING, due_at, case=sibling)


def _child_seen(ctx: Context, case: Case, at: datetime) -> None:
    """Keep when the child was last seen; an older visit, or one before the report, changes nothing."""
    if at < case.reported_at or (case.child_seen_at and case.child_seen_at >= at):
        return
    Case.objects.filter(pk=case.pk).update(child_seen_at=at)
    case.child_seen_at = at
    child_was_seen(ctx, case, at=at)
