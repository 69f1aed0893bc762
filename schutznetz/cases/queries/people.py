"""The people around a child as a picture: who lives where, who has access, which order forbids what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from schutznetz.cases.choices import Known
from schutznetz.cases.models import Case, CasePerson
from schutznetz.cases.queries.events import OfOneEvent
from schutznetz.law.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Circle:
    """One ring of the picture, from the household outwards."""

    title: str
    people: Sequence[CasePerson]


HOUSEHOLD = gettext_noop("Wohnt mit dem Kind zusammen")
ACCESS = gettext_noop("Wohnt woanders, hat Zugang zum Kind")
UNCLEAR = gettext_noop("Noch nicht geklärt")
OUTSIDE = gettext_noop("Kein Zugang zum Kind")


def circles(case: Case) -> list[Circle]:
    """Return everybody as last written down, ring by ring; an empty ring is left out."""
    people = list(
        CasePerson.objects.filter(case=case, corrected_by=None)
        .select_related("own_case")
        .order_by("entered_at", "id")
    )
    rings: dict[str, list[CasePerson]] = {HOUSEHOLD: [], ACCESS: [], UNCLEAR: [], OUTSIDE: []}
    for person in people:
        rings[ring(person)].append(person)
    return [Circle(title, members) for title, members in rings.items() if members]


def siblings(case: Case) -> QuerySet[Case]:
    """Return the cases of the other children: of the same report, or named as such beside either child."""
    named = CasePerson.objects.filter(corrected_by=None)
    ours = Q(pk__in=named.filter(case=case, own_case__isnull=False).values("own_case"))
    theirs = Q(pk__in=named.filter(own_case=case).values("case"))
    return _others(case, Q(origin__isnull=False, origin=case.origin_id) | ours | theirs)


def to_be_named(case: Case) -> QuerySet[Case]:
    """Return whose case may be named as that of a child of this household: siblings, and of one event."""
    known = Q(pk__in=siblings(case).values("pk"))
    return (
        _others(case, known | Q(origin__in=OfOneEvent(case.origin_id))) if case.origin_id else siblings(case)
    )


def _others(case: Case, which: Q) -> QuerySet[Case]:
    return Case.objects.filter(which).exclude(pk=case.pk).order_by("number")


def ring(person: CasePerson) -> str:
    if person.lives_here == Known.YES:
        return HOUSEHOLD
    if person.lives_here == Known.UNKNOWN:
        return UNCLEAR
    if person.has_access == Known.YES:
        return ACCESS
    return OUTSIDE if person.has_access == Known.NO else UNCLEAR
