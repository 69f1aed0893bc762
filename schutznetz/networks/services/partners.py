"""The register of partners: providers, institutions, units and their fixed contact persons."""

from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import ContactTopic, UnitKind
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Contact, ContactPerson, Network, Organisation, Unit
from schutznetz.networks.values import OrganisationDetails, PersonDetails


@command(NetworkAction.ADD_ORGANISATION)
def add_organisation(ctx: Context, network: Network, *, details: OrganisationDetails) -> Organisation:
    return Organisation.objects.create(**asdict(details))


@command(NetworkAction.CHANGE_ORGANISATION)
def change_organisation(
    ctx: Context, organisation: Organisation, *, details: OrganisationDetails
) -> Organisation:
    if _would_be_its_own_ancestor(organisation, details.parent_id):
        raise Conflict(gettext_noop("Eine Einrichtung kann nicht ihr eigener Träger sein."))
    for name, value in asdict(details).items():
        setattr(organisation, name, value)
    organisation.save()
    return organisation


def _would_be_its_own_ancestor(organisation: Organisation, parent_id: UUID | None) -> bool:
    seen = {organisation.pk}
    while parent_id:
        if parent_id in seen:
            return True
        seen.add(parent_id)
        parent_id = Organisation.objects.filter(pk=parent_id).values_list("parent", flat=True).first()
    return False


@command(NetworkAction.CHANGE_ORGANISATION)
def add_unit(
    ctx: Context, organisation: Organisation, *, kind: UnitKind, name: str, lead_id: UUID | None = None
) -> Unit:
    return Unit.objects.create(organisation=organisation, kind=kind, name=name, lead_id=lead_id)


@command(NetworkAction.NAME_CONTACT)
def add_contact_person(ctx: Context, organisation: Organisation, *, details: PersonDetails) -> ContactPerson:
    return ContactPerson.objects.create(organisation=organisation, **asdict(details))


@command(NetworkAction.CHANGE_CONTACT)
def change_contact_person(ctx: Context, person: ContactPerson, *, details: PersonDetails) -> ContactPerson:
    for name, value in asdict(details).items():
        setattr(person, name, value)
    person.save()
    return person


@command(NetworkAction.NAME_CONTACT)
def name_contact(
    ctx: Context,
    organisation: Organisation,
    *,
    topic: ContactTopic,
    person_id: UUID,
    deputy_id: UUID | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Contact:
    """Make somebody the fixed contact person on a topic; whoever was it before ends the day before."""
    begin = valid_from or day_of(ctx.now)
    if valid_to and valid_to < begin:
        raise Conflict(gettext_noop("Das Ende liegt vor dem Beginn."))
    if deputy_id == person_id:
        raise Conflict(gettext_noop("Die Vertretung muss eine andere Person sein."))
    _clear_the_way(organisation, topic, begin)
    return Contact.objects.create(
        organisation=organisation,
        topic=topic,
        person_id=person_id,
        deputy_id=deputy_id,
        valid_from=begin,
        valid_to=valid_to,
    )


def _clear_the_way(organisation: Organisation, topic: ContactTopic, begin: date) -> None:
    before = Contact.objects.filter(organisation=organisation, topic=topic)
    before.filter(valid_from__gte=begin).delete()
    still = before.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=begin))
    still.update(valid_to=begin - timedelta(days=1))


@command(NetworkAction.CHANGE_CONTACT)
def end_contact(ctx: Context, contact: Contact) -> None:
    """End a naming with yesterday; one that began today or later never was."""
    yesterday = day_of(ctx.now) - timedelta(days=1)
    if contact.valid_from > yesterday:
        contact.delete()
    else:
        contact.valid_to = yesterday
        contact.save()
