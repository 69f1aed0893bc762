"""The register of partners as people look it up: who is there, for what, and where nobody is named."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.kernel import jobs, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import ContactTopic, MembershipState, PartnerCategory
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Absence, Contact, ContactPerson, Invitee, Organisation, PartnerList

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    id: UUID
    name: str
    category: PartnerCategory
    membership: MembershipState
    town: str
    topics: list[str]

    @property
    def without_contact(self) -> bool:
        return not self.topics


@dataclass(frozen=True, slots=True)
class PartnerPage:
    rows: list[PartnerRow]
    after: str  # the mark behind which the next page begins; empty at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A fixed contact person today: who it is, who stands in, and whether she is away."""

    contact: Contact
    away_until: date | None


def _valid(at: date) -> Q:
    return Q(valid_from__lte=at) & (Q(valid_to__isnull=True) | Q(valid_to__gte=at))


def partners(
    ctx: Context, *, words: str = "", category: str = "", topic: str = "", after: str = ""
) -> PartnerPage:
    """Return one page of partners by name; four queries, however many there are."""
    found = policy.rows(ctx, NetworkAction.READ_CONTACTS, Organisation)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(town__icontains=word) | Q(postcode__startswith=word))
    if category:
        found = found.filter(category=category)
    if topic:
        named = Contact.objects.filter(_valid(day_of(ctx.now)), topic=topic)
        found = found.filter(pk__in=named.values("organisation"))
    page = list(_behind(found, after).order_by("name", "pk")[: PAGE + 1])
    topics = _topics(ctx, [row.pk for row in page[:PAGE]])
    rows = [
        PartnerRow(
            id=row.pk,
            name=row.name,
            category=PartnerCategory(row.category),
            membership=MembershipState(row.membership),
            town=row.town,
            topics=topics.get(row.pk, []),
        )
        for row in page[:PAGE]
    ]
    return PartnerPage(rows, f"{rows[-1].id}~{rows[-1].name}" if len(page) > PAGE else "")


def _behind(found: QuerySet[Organisation], after: str) -> QuerySet[Organisation]:
    pk, _, name = after.partition("~")
    try:
        last = UUID(pk)
    except ValueError:
        return found
    return found.filter(Q(name__gt=name) | Q(name=name, pk__gt=last))


def _topics(ctx: Context, organisation_ids: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    contacts = Contact.objects.filter(_valid(day_of(ctx.now)), organisation__in=organisation_ids)
    for organisation, topic in contacts.order_by("topic", "pk").values_list("organisation", "topic"):
        label = str(ContactTopic(topic).label)
        if label not in (known := found.setdefault(organisation, [])):
            known.append(label)
    return found


def contact_rows(ctx: Context, organisation: Organisation) -> list[ContactRow]:
    """Return who is to be asked at this partner today, by topic, and who of them is away."""
    today = day_of(ctx.now)
    contacts = organisation.contacts.filter(_valid(today)).select_related("person", "deputy")
    rows = list(contacts.order_by("topic", "valid_from", "pk"))
    away = _away(rows, today)
    return [ContactRow(contact=row, away_until=away.get(row.person_id)) for row in rows]


def _away(contacts: list[Contact], today: date) -> dict[UUID, date]:
    """Return until when each contact person is away, whether she reported it or somebody for her."""
    people = {contact.person_id: contact.person.user_id for contact in contacts}
    ours = Q(contact_person__in=people) | Q(person__in=[user for user in people.values() if user])
    absences = list(Absence.objects.filter(ours, starts_on__lte=today, ends_on__gte=today).order_by("pk"))
    return {
        person: absence.ends_on
        for person, user in people.items()
        for absence in absences
        if absence.contact_person_id == person or (user and absence.person_id == user)
    }


def topics_without_contact(ctx: Context) -> list[ContactTopic]:
    """Return the topics on which nobody in the whole network is to be asked today."""
    named = set(Contact.objects.filter(_valid(day_of(ctx.now))).values_list("topic", flat=True))
    return [topic for topic in ContactTopic if topic not in named]


def addresses(ctx: Context, *, category: str = "", topic: str = "") -> list[ContactPerson]:
    """Return the contact persons with a mail address for a mailing, each address once."""
    people = ContactPerson.objects.exclude(email="").filter(
        organisation__membership__in=[MembershipState.MEMBER, MembershipState.INVITED]
    )
    if category:
        people = people.filter(organisation__category=category)
    if topic:
        today = _valid(day_of(ctx.now))
        named = Contact.objects.filter(today, topic=topic).values("person")
        people = people.filter(pk__in=named)
    by_address: dict[str, ContactPerson] = {}
    for person in people.select_related("organisation").order_by("name", "pk"):
        by_address.setdefault(person.email.casefold(), person)
    return list(by_address.values())


def invitee(key: str) -> Invitee | None:
    """Return the invitation to a meeting that an address names."""
    return Invitee.objects.filter(key=key).select_related("meeting").first() if key else None


def job_of(uploaded: PartnerList) -> Any:
    """Return the job that reads or takes over a list."""
    return jobs.status(uploaded.job_id) if uploaded.job_id else None
