"""What a family agreed, whom it named, and what was passed on by it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schutznetz.care.choices import ConsentKind, ConsentPurpose, Custody, DataItem, DeclaredBy
from schutznetz.care.cover import Said, Wanted
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, Passing
from schutznetz.geo.spelling import fold
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Assignment

# To whom a family's things may be passed on: who helps. Nobody of the protection part is among them.
RECEIVING = (
    Role.PARTNER,
    Role.PARTNER_LEAD,
    Role.PROVIDER,
    Role.GUIDE,
    Role.JOBCENTER,
    Role.FAMILY_MIDWIFE,
    Role.VOLUNTEER_COORDINATOR,
)
SENDING = RECEIVING  # who helps may send a family on as well
# For what a family must have agreed that somebody looks for help or gives it.
HELP = (ConsentPurpose.FIND_HELP, ConsentPurpose.GIVE_HELP)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One consent as it stands today; ``gone`` are named persons who work there no longer."""

    consent: FamilyConsent
    items: list[str]
    people: list[str]
    gone: list[str]
    declared_by: list[str]
    stands: bool
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingLine:
    """One passing on, in the words in which the family may read it."""

    passed_at: datetime
    to: str
    by: str
    items: list[str]
    basis: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What neighbours learn of a consent that has just ended: of which family, for what, who was named."""

    consent_id: UUID
    family_id: UUID
    purpose: ConsentPurpose
    people: frozenset[UUID]


def standing(day: date) -> Q:
    """Return which consents hold on that day."""
    return Q(withdrawn_at=None, given_on__lte=day, until__gte=day)


def still_agreed(withdrawn: Withdrawn, at: datetime, *, person: UUID | None = None) -> bool:
    """Say whether another consent to help stands; who was named in this one must be named in that one."""
    if person and person not in withdrawn.people and withdrawn.purpose is ConsentPurpose.GIVE_HELP:
        return True  # it was about working together with others
    agreed = FamilyConsent.objects.filter(standing(day_of(at)), family=withdrawn.family_id, purpose__in=HELP)
    if person in withdrawn.people:
        agreed = agreed.filter(recipients__person=person)
    return agreed.exists()


def may_receive(at: datetime, *, coordinating: bool = False) -> list[Assignment]:
    """Return who may be named as a recipient today, by name: a person in the house where she works."""
    roles = [*RECEIVING, Role.COORDINATOR] if coordinating else RECEIVING
    held = active(at).filter(role__in=roles).select_related("user", "organisation")
    return list(held.order_by("user__last_name", "user__first_name", "role", "pk"))


def called(held: Assignment | ConsentRecipient) -> str:
    """Return a person with her house, as a family knows her."""
    if isinstance(held, ConsentRecipient) and held.outside is not None:
        return str(held.outside.name)
    person = held.user if isinstance(held, Assignment) else held.person
    if person is None:
        raise LookupError(f"{held} names nobody.")
    return f"{person.display_name}, {held.organisation.name}" if held.organisation else person.display_name


def said_in(consent: FamilyConsent) -> Said:
    """Return what a consent says, read anew."""
    return Said(
        purpose=consent.purpose,
        items=frozenset(consent.items.values_list("item", flat=True)),
        people=frozenset((_who(each), each.organisation_id) for each in consent.recipients.all()),
        given_on=consent.given_on,
        until=consent.until,
        withdrawn=consent.withdrawn_at is not None,
        releases=consent.kind is ConsentKind.RELEASE,
    )


def _who(recipient: ConsentRecipient) -> UUID:
    """Return by what a named person is known: whoever has no account is known by being named."""
    return recipient.person_id or recipient.pk


def entered_again(consent: FamilyConsent) -> list[FamilyConsent]:
    """Return where the same paper was noted once more: declared once, it is withdrawn once."""
    same = FamilyConsent.objects.filter(
        family=consent.family_id,
        kind=consent.kind,
        purpose=consent.purpose,
        given_on=consent.given_on,
        withdrawn_at=None,
    )
    said = _paper(consent)
    return [each for each in same.exclude(pk=consent.pk).order_by("id") if _paper(each) == said]


def _paper(consent: FamilyConsent) -> tuple[frozenset[str], ...]:
    """Return what stands on it, whom it names, and who signed."""
    named = consent.recipients.select_related("outside")
    return (
        frozenset(consent.items.values_list("item", flat=True)),
        frozenset(plain(each.outside.name) if each.outside else str(each.person_id) for each in named),
        frozenset(plain(each.holder.name) for each in consent.declarations.select_related("holder")),
    )


def plain(name: str) -> str:
    """Return a name as it is compared: case, blanks, stops and spellings tell nobody from herself."""
    return " ".join(re.findall(r"\w+", fold(name)))


def last_custody(family: Family) -> tuple[Custody, set[str]] | None:
    """Return which custody was noted last, and who declared it; who spoke for herself alone proves none."""
    spoke = Q(declared_by__in=[DeclaredBy.ONE_PARENT, DeclaredBy.BOTH_PARENTS, DeclaredBy.GUARDIAN])
    told = family.consents.filter(spoke | Q(custody=Custody.JOINT)).exclude(custody=Custody.NO_CHILD)
    last = told.order_by("noted_at", "id").last()
    if last is None:
        return None
    return last.custody, {plain(each.holder.name) for each in last.declarations.select_related("holder")}


def wanted_by(recipient: ConsentRecipient, *, purpose: str, items: Collection[str], at: datetime) -> Wanted:
    """Return what is wanted for a named person, with where she works today, if she has an account."""
    person = recipient.person_id
    here: frozenset[UUID | None] = frozenset({None})
    return Wanted(
        purpose=purpose,
        items=items,
        person=_who(recipient),
        houses=houses_of([person], at)[person] if person else here,
        house=recipient.organisation_id,
        on=day_of(at),
    )


def houses_of(people: Iterable[UUID], at: datetime) -> dict[UUID, frozenset[UUID | None]]:
    """Return for which houses each of them works today in a function in which she may receive something."""
    wanted = set(people)
    held = active(at).filter(user__in=wanted, role__in=[*RECEIVING, Role.COORDINATOR])
    found: dict[UUID, frozenset[UUID | None]] = dict.fromkeys(wanted, frozenset())
    for person, house in held.order_by().values_list("user", "organisation"):
        found[person] |= {house}
    return found


def named_in(consents: Iterable[FamilyConsent]) -> QuerySet[ConsentRecipient]:
    """Return who is named in these consents, by name."""
    rows = ConsentRecipient.objects.filter(consent__in=list(consents))
    return rows.select_related("person", "organisation", "outside", "consent").order_by(
        F("person__last_name").asc(nulls_last=True), F("person__first_name").asc(nulls_last=True), "id"
    )


def lines_of(consents: Iterable[FamilyConsent], at: datetime) -> list[ConsentLine]:
    """Return consents with what they say and whom they reach today: four questions, however many."""
    found = list(consents)
    named: dict[UUID, list[ConsentRecipient]] = {each.pk: [] for each in found}
    for recipient in named_in(found):
        named[recipient.consent_id].append(recipient)
    people = (each.person_id for row in named.values() for each in row if each.person_id)
    houses = houses_of(people, at)
    return [_line(each, named[each.pk], houses, day_of(at)) for each in found]


def _line(
    consent: FamilyConsent,
    named: list[ConsentRecipient],
    houses: dict[UUID, frozenset[UUID | None]],
    day: date,
) -> ConsentLine:
    gone = [each for each in named if each.person_id and each.organisation_id not in houses[each.person_id]]
    return ConsentLine(
        consent=consent,
        items=labels(each.item for each in consent.items.all()),
        people=[called(each) for each in named],
        gone=[called(each) for each in gone],
        declared_by=[each.holder.name for each in consent.declarations.all()],
        stands=consent.withdrawn_at is None and consent.given_on <= day <= consent.until,
        expired=consent.withdrawn_at is None and day > consent.until,
    )


def labels(items: Iterable[str]) -> list[str]:
    """Return what items are called, in the order of the vocabulary."""
    said = set(items)
    return [str(each.label) for each in DataItem if each.value in said]


def consents_of(rows: QuerySet[FamilyConsent]) -> QuerySet[FamilyConsent]:
    """Return consents with all that a line of them shows."""
    return rows.prefetch_related("items", "declarations__holder").order_by("noted_at", "id")


def passed(rows: QuerySet[Passing]) -> list[PassingLine]:
    """Return what was passed on, in the order in which it happened."""
    found = rows.select_related(
        "recipient__person",
        "recipient__organisation",
        "recipient__outside",
        "recipient__consent",
        "passed_by",
    ).prefetch_related("items")
    return [
        PassingLine(
            passed_at=each.passed_at,
            to=called(each.recipient),
            by=each.passed_by.display_name,
            items=labels(item.item for item in each.items.all()),
            basis=str(each.basis.label),
            purpose=str(each.recipient.consent.purpose.label),
        )
        for each in found.order_by("passed_at", "id")
    ]


def holders_of(family: Family) -> list[tuple[str, str]]:
    """Return who has a code already, by key and name."""
    return [(str(each.pk), each.name) for each in family.holders.order_by("begun_at", "id")]


def may_be_asked(ctx: Context, family: Family) -> list[ConsentRecipient]:
    """Return whom a standing consent names for finding help; whether it covers the things the gate asks."""
    standing_today = family.consents.filter(standing(day_of(ctx.now)), purpose=ConsentPurpose.FIND_HELP)
    return list(named_in(standing_today))


def released_to(family_id: UUID, person_id: UUID, at: datetime) -> ConsentRecipient | None:
    """Return the person as the family released for her how its help went, while that stands."""
    day = day_of(at)
    found = ConsentRecipient.objects.filter(
        person=person_id,
        consent__family=family_id,
        consent__kind=ConsentKind.RELEASE,
        consent__purpose=ConsentPurpose.HAND_OVER,
        consent__items__item=DataItem.COURSE,
        consent__withdrawn_at=None,
        consent__given_on__lte=day,
        consent__until__gte=day,
    )
    return (
        found.select_related("consent", "person", "organisation").order_by("consent__noted_at", "pk").last()
    )
