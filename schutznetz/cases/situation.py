"""What the guards of the law ask of a case, read from its rows: no content is opened for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz.accounts.one_human import people_behind
from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    InquiryTopic,
    Interpreting,
    Known,
    PersonRole,
    TalkWith,
)
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Inquiry, Talk, Visit
from schutznetz.cases.reporters import kind_of
from schutznetz.law.assessment import SECRECY_HOLDERS, Assessment

CHILDREN = frozenset({PersonRole.CHILD, PersonRole.SIBLING, PersonRole.OTHER_CHILD})
PARENTS = frozenset(
    {
        PersonRole.MOTHER,
        PersonRole.FATHER,
        PersonRole.STEP_PARENT,
        PersonRole.GUARDIAN,
        PersonRole.FOSTER_PARENT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The rows of a case without their contents; of a topic and a person the newest counts."""

    people: Sequence[CasePerson]
    entries: Sequence[CaseEntry]
    talks: Sequence[Talk]
    visits: Sequence[Visit]
    answers: dict[InquiryTopic, bool]
    professionals: frozenset[UUID]


def gathered(case: Case) -> Gathered:
    """Read what has been gathered about a case with one query for each kind."""
    people = list(CasePerson.objects.filter(case=case).order_by("entered_at", "id"))
    entries = list(CaseEntry.objects.filter(case=case).defer("text", "said_by").order_by("entered_at", "id"))
    talks = list(Talk.objects.filter(case=case).defer("text", "who").order_by("entered_at", "id"))
    visits = list(
        Visit.objects.filter(case=case).defer("text", "address", "people").order_by("entered_at", "id")
    )
    inquiries = list(Inquiry.objects.filter(case=case).defer("reasons").order_by("entered_at", "id"))
    took_part = {
        person
        for row in (*people, *entries, *talks, *visits, *inquiries)
        for person in (row.author_id, row.colleague_id)
        if person
    }
    replaced = {person.corrects_id for person in people}
    return Gathered(
        people=[person for person in people if person.pk not in replaced],
        entries=entries,
        talks=talks,
        visits=visits,
        answers={inquiry.topic: inquiry.answer for inquiry in inquiries},
        professionals=frozenset(people_behind(took_part).values()),
    )


def reporter_of(case: Case) -> str:
    """Return the kind of reporter with whom a case began; none where it began otherwise."""
    return str(kind_of(case.origin)) if case.origin else ""


def situation_of(case: Case, *, reporter: str | None = None) -> Assessment:
    """Put a case into the words that the guards understand; ``reporter`` is its kind, where it is known."""
    known = gathered(case)
    answers, understood = known.answers, [t for t in known.talks if t.interpreting != Interpreting.MISSING]
    talked = {talk.with_whom for talk in understood}
    kind = reporter_of(case) if reporter is None else reporter
    return Assessment(
        professionals=len(known.professionals),
        guardians_talked_to=TalkWith.GUARDIAN in talked,
        guardians_left_out=answers.get(InquiryTopic.LEAVE_GUARDIANS_OUT, False),
        child_heard=TalkWith.CHILD in talked or any(visit.child_seen for visit in known.visits),
        child_left_out=answers.get(InquiryTopic.LEAVE_CHILD_OUT, False),
        impression_needed=answers.get(InquiryTopic.IMPRESSION_NEEDED),
        impression_gained=any(visit.child_seen for visit in known.visits),
        reported_under_secrecy=kind in SECRECY_HOLDERS,
        reporter_decided=InquiryTopic.INVOLVE_REPORTER in answers,
        children_listed=answers.get(InquiryTopic.CHILDREN_COMPLETE, False),
        children_without_assessment=sum(_is_overlooked(person) for person in known.people),
        history_checked=answers.get(InquiryTopic.HISTORY, False),
        former_offices_checked=answers.get(InquiryTopic.FORMER_OFFICES, False),
        adults_listed=answers.get(InquiryTopic.ADULTS_COMPLETE, False),
        adults_unclear=sum(_is_unclear(person) for person in known.people),
        dated_facts=sum(entry.kind == CaseEntryKind.FACT for entry in known.entries),
        exonerating_considered=answers.get(InquiryTopic.EXONERATING, False)
        or any(entry.kind == CaseEntryKind.EXONERATING for entry in known.entries),
        needs_unclear=_unclear_needs(known.people),
        third_party_without_ground=_without_ground(known.entries),
    )


def overlooked(case: Case) -> bool:
    """Say whether a child of the household has neither a case of its own nor a reason why not."""
    children = CasePerson.objects.filter(case=case, corrected_by=None, role__in=CHILDREN)
    return any(_is_overlooked(child) for child in children.order_by("entered_at", "id"))


def _is_overlooked(person: CasePerson) -> bool:
    if person.role not in CHILDREN - {PersonRole.CHILD} or person.lives_here == Known.NO:
        return False
    return person.own_case_id is None and person.why_no_case is None


def _is_unclear(person: CasePerson) -> bool:
    """Say whether an adult may have access and nobody has asked what is forbidden to her, or where from."""
    if person.role in CHILDREN or person.has_access == Known.NO:
        return False
    asked = person.orders_known != Known.UNKNOWN and person.orders_source is not None
    return person.has_access == Known.UNKNOWN or not asked


def _unclear_needs(people: Sequence[CasePerson]) -> int:
    """Count child and guardians of whom nobody has asked what they need to understand and be understood."""
    asked = [p for p in people if p.role in PARENTS | {PersonRole.CHILD} or p.custody == Known.YES]
    nobody = 0 if any(person.role == PersonRole.CHILD for person in people) else 1
    return nobody + sum(Known.UNKNOWN in {person.interpreter, person.disability} for person in asked)


def _without_ground(entries: Sequence[CaseEntry]) -> int:
    """Count what came from third parties without a ground, unless an addition has supplied it."""
    supplied = {entry.adds_to_id for entry in entries if entry.ground}
    open_ = [e for e in entries if e.source == DataSource.THIRD_PARTY and not e.ground]
    return sum(entry.pk not in supplied for entry in open_)
