"""Whose names a passage holds, and whether it tells a protected place: found by words, judged by people.

A word hides nothing by itself: a single shared word only asks a person to look. The one exception is a
word of a protected place, for there the mistake costs more than a black mark too many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.cases.choices import IntakeChannel, MarkKind, PersonRole
from schutznetz.cases.known.letters import plain
from schutznetz.cases.models import (
    AccessRequest,
    Case,
    CasePerson,
    Deferral,
    ImmediateProtection,
    Participant,
    Report,
    ReportChild,
    ReporterContact,
    Stay,
    Whereabouts,
)
from schutznetz.cases.queries.deferrals import untold
from schutznetz.cases.queries.disputes import Note, notes_of, restrictions_of
from schutznetz.cases.queries.marks import marks_of
from schutznetz.cases.queries.secrets import shields
from schutznetz.law.file_access import ASKERS, THE_CHILD, Trait

SHORTEST = 3
SHORTEST_OF_A_PLACE = 4
# Words of places that are words of everyday life.
EVERYDAY = frozenset(
    plain(
        "haus wohnung zimmer straße strasse platz allee stadt dorf ort etage stock eltern mutter vater oma"
        " tante onkel familie kita kindergarten schule grundschule praxis klinik nicht über oder unter neben"
        " beim eine einer ihrer seiner dort"
    ).split()
)
PARENTS = frozenset({PersonRole.MOTHER, PersonRole.FATHER})

Words = frozenset[str]


def words_of(*texts: str | None, shortest: int = SHORTEST) -> Words:
    found = (word for text in texts if text for word in plain(text).split())
    return frozenset(word for word in found if len(word) >= shortest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The words by which people and places are known in one case, seen from who asks."""

    mine: frozenset[UUID]  # the rows that are the asker herself, with what was corrected since
    marks: Mapping[UUID, frozenset[Trait]]  # what people marked, by record, as far as it holds for her
    notes: Mapping[UUID, Sequence[Note]]  # what was said beside a record
    own: Words
    parents: Words
    others: Words
    reporters: tuple[Words, ...]
    institutions: Words
    places: Words
    hidden_since: datetime | None  # when the latest of these places came to be known

    def traits(self, text: str) -> frozenset[Trait]:
        said = words_of(text)
        return frozenset(trait for trait, found in self._found(said) if found)

    def _found(self, said: Words) -> Iterable[tuple[Trait, bool]]:
        yield Trait.PLACE, bool(said & self.places)
        yield Trait.REPORTER, any(name <= said for name in self.reporters)
        yield Trait.REPORTED, any(name & said for name in self.reporters) or bool(said & self.institutions)
        yield Trait.OTHER_PARENT, bool(said & self.parents)
        yield Trait.OTHER_PERSON, bool(said & self.others)

    def speaks_of_asker(self, text: str) -> bool:
        return bool(words_of(text) & self.own)


def names_of(request: AccessRequest) -> Names:
    """Read who is who once; a word that the asker shares with somebody else says nothing about that one."""
    case = request.case
    people = list(CasePerson.objects.filter(case=case).order_by("entered_at", "id"))
    mine = _same_person(request.person_id, people)
    own = words_of(request.name, *(each.name for each in people if each.pk in mine))
    shared = own | _of_the_child(case) if ASKERS[request.asker].whole_file else own
    others = [each for each in people if each.pk not in mine and each.role != PersonRole.CHILD]
    parents = words_of(*(each.name for each in others if each.role in PARENTS)) - shared
    rest = words_of(*(each.name for each in others if each.role not in PARENTS)) - shared
    beside = Participant.objects.filter(case=case).order_by("id")
    names, institutions = _reporters(case)
    places, hidden_since = _places(case)
    return Names(
        mine=mine,
        marks=_marks(request, mine),
        notes=notes_of(case),
        own=own,
        parents=parents,
        others=rest | (words_of(*(each.name for each in beside)) - shared),
        reporters=tuple(name - shared for name in names if name - shared),
        institutions=institutions - shared,
        places=places,
        hidden_since=hidden_since,
    )


def _marks(request: AccessRequest, mine: frozenset[UUID]) -> Mapping[UUID, frozenset[Trait]]:
    """Return marks of secrecy, and those towards a parent who is, or for all we know may be, the asker."""
    found: dict[UUID, frozenset[Trait]] = {
        record: frozenset(
            Trait.SECRECY if mark.kind == MarkKind.SECRECY else Trait.CONFIDENTIAL
            for mark in marks
            if mark.kind == MarkKind.SECRECY or mark.parent_id in mine or not mine
        )
        for record, marks in marks_of(request.case).items()
    }
    for restriction in restrictions_of(request.case):
        record = restriction.record or request.case_id
        found[record] = found.get(record, frozenset()) | {Trait.RESTRICTED}
    for deferral in deferred_for(request):
        record = deferral.record or request.case_id
        found[record] = found.get(record, frozenset()) | {Trait.DEFERRED}
    return found


def deferred_for(request: AccessRequest) -> list[Deferral]:
    """Return what who asks is not informed of yet; where nobody said who that is, it may be anybody's."""
    by_person = untold(request.case)
    if request.person_id:
        return list(by_person.get(request.person_id, ()))
    children = request.asker in THE_CHILD
    found = {each.pk: each for several in by_person.values() for each in several}
    return [each for each in found.values() if each.person.role == PersonRole.CHILD or not children]


def _same_person(person_id: UUID | None, people: Sequence[CasePerson]) -> frozenset[UUID]:
    """Return every row about one person: a correction is a new row that names the one before."""
    before = {each.pk: each.corrects_id for each in people}
    first = {pk: _first(pk, before) for pk in before}
    return frozenset(pk for pk in first if person_id in first and first[pk] == first[person_id])


def _first(pk: UUID, before: Mapping[UUID, UUID | None]) -> UUID:
    earlier = before.get(pk)
    return _first(earlier, before) if earlier else pk


def _of_the_child(case: Case) -> Words:
    return words_of(case.child_name)


def _reporters(case: Case) -> tuple[list[Words], Words]:
    """Return the names of who reported, and the words of their institutions."""
    if case.origin_id is None:
        return [], frozenset()
    contact = ReporterContact.objects.filter(report=case.origin_id).first()
    details = contact.details if contact else {}
    names = [words_of(details.get("reporter_name"))]
    account = Report.objects.filter(pk=case.origin_id, channel=IntakeChannel.PARTNER).values("entered_by")
    names += [words_of(user.display_name) for user in User.objects.filter(pk__in=account).order_by("pk")]
    house = words_of(details.get("reporter_institution"), shortest=SHORTEST_OF_A_PLACE)
    return [name for name in names if name], house - EVERYDAY


def _places(case: Case) -> tuple[Words, datetime | None]:
    """Return the words of all places where a protected person of the family is or was hidden; since when."""
    if not shields(case) and not (case.origin and shields(case.origin)):
        return frozenset(), None
    family = Case.objects.filter(pk=case.pk)
    if case.origin_id:
        family = family | Case.objects.filter(origin=case.origin_id)
    cases = list(family.values_list("pk", flat=True))
    told = ReportChild.objects.filter(report=case.origin_id).order_by("position")
    acted = ImmediateProtection.objects.filter(report=case.origin_id).order_by("id")
    kept = list(Whereabouts.objects.filter(case__in=cases).order_by("id"))
    stays = list(Stay.objects.filter(taking__case__in=cases).order_by("id"))
    since = max([each.kept_at for each in kept] + [each.since for each in stays], default=None)
    texts = [
        *(each.place for each in kept),
        *(each.place for each in stays),
        *(each.place for each in acted if case.origin_id),
        *(each.description.get("child_whereabouts") for each in told if case.origin_id),
    ]
    return words_of(*texts, shortest=SHORTEST_OF_A_PLACE) - EVERYDAY, since
