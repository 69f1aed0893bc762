"""What a checked list of partners changes in the register; worked out first, then entered at once.

Working it out twice changes nothing the second time: rows find their institution by reference or by
name and postcode, their person by name, their contact by topic.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from schutznetz.files.tables import Row, Table, fold
from schutznetz.networks.choices import MembershipState, PartnerCategory
from schutznetz.networks.models import Contact, ContactPerson, Organisation
from schutznetz.networks.staging import Piece, Stale, mark_of

CHUNK = 1000
OF_ORGANISATION = ("category", "membership", "street", "postcode", "town", "phone", "email", "website")
REGISTER = (Organisation, ContactPerson, Contact)
Key = tuple[str, ...]


@dataclass(slots=True)
class Rows:
    """The rows of one model: those that are there, those to add and those to change."""

    known: dict[Key, Any] = field(default_factory=dict)
    new: list[Any] = field(default_factory=list)
    changed: dict[Any, Any] = field(default_factory=dict)
    marks: dict[Any, str] = field(default_factory=dict)  # of the changed ones, as they were read

    def add(self, key: Key, row: models.Model) -> Any:
        self.known[key] = row
        self.new.append(row)
        return row

    def set(self, row: models.Model, values: dict[str, Any]) -> None:
        """Put the filled values on the row and remember it if one of them is new."""
        fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
        if fresh and not row._state.adding and row.pk not in self.changed:
            self.changed[row.pk], self.marks[row.pk] = row, mark_of(row)
        for name, value in fresh.items():
            setattr(row, name, value)


@dataclass(slots=True)
class Takeover:
    """Everything that a list adds and changes."""

    today: date
    stock: list[int]  # how much stood there before, by kind
    organisations: Rows = field(default_factory=Rows)
    people: Rows = field(default_factory=Rows)
    contacts: Rows = field(default_factory=Rows)

    def counts(self) -> dict[str, int]:
        return {
            "organisations_new": len(self.organisations.new),
            "organisations_changed": len(self.organisations.changed),
            "people_new": len(self.people.new),
            "people_changed": len(self.people.changed),
            "contacts_new": len(self.contacts.new),
            "contacts_changed": len(self.contacts.changed),
        }


def check(table: Table) -> None:
    """Report what no single cell shows: contradictions between cells and between rows."""
    first: dict[Key, Row] = {}
    seen: dict[Key, int] = {}
    above = {fold(row.text("name")): fold(row.text("parent")) for row in table.rows}
    for row in table.rows:
        _check_row(table, row)
        if _runs_in_a_circle(above, fold(row.text("name"))):
            text = _("Eine Einrichtung kann nicht ihr eigener Träger sein.")
            table.report(row.number, "Träger", text)
        key = _organisation_key(row)
        earlier = first.setdefault(key, row)
        if earlier.cells["category"] != row.cells["category"]:
            text = _("Widerspricht Zeile %(row)s: dieselbe Einrichtung mit anderer Art.")
            table.report(row.number, "Art", text % {"row": earlier.number})
        place = (*key, fold(row.text("person")), str(row.cells["topic"] or ""))
        if (number := seen.setdefault(place, row.number)) != row.number:
            table.report(
                row.number, "Einrichtung", _("Doppelt: steht schon in Zeile %(row)s.") % {"row": number}
            )


def _runs_in_a_circle(above: dict[str, str], name: str) -> bool:
    """Say whether the providers above an institution lead back to it; naming itself means having none."""
    seen, current = {name}, above.get(name, "")
    while current and current in above and current not in seen:
        seen.add(current)
        current = above[current]
    return current == name and len(seen) > 1


def _check_row(table: Table, row: Row) -> None:
    cells = row.cells
    if cells["topic"] and not cells["person"]:
        table.report(row.number, "Ansprechperson", _("Zu einem Thema gehört eine Ansprechperson."))
    if cells["deputy"] and fold(row.text("deputy")) == fold(row.text("person")):
        table.report(row.number, "Vertretung", _("Die Vertretung muss eine andere Person sein."))
    begin, end = cells["valid_from"], cells["valid_to"]
    if begin and end and end < begin:
        table.report(row.number, "Gültig bis", _("Das Ende liegt vor dem Beginn."))


def work_out(table: Table, today: date) -> Takeover:
    """Compare a checked table with the register of the open network; nothing is written."""
    plan = Takeover(today, _stock())
    _load(plan)
    for row in table.rows:
        organisation = _organisation(plan, row)
        if row.cells["person"]:
            person = _person(plan, organisation, row.text("person"))
            values = {"function": "function", "phone": "person_phone", "email": "person_email"}
            plan.people.set(person, {name: row.cells[key] for name, key in values.items() if row.cells[key]})
            if row.cells["topic"]:
                _contact(plan, organisation, person, row)
    return plan


def _load(plan: Takeover) -> None:
    for known in Organisation.objects.order_by("pk"):
        plan.organisations.known[_key_of(known)] = known
        plan.organisations.known.setdefault(_by_name(known.name, known.postcode), known)
    for person in ContactPerson.objects.order_by("pk"):
        plan.people.known[str(person.organisation_id), fold(person.name)] = person
    for contact in Contact.objects.order_by("pk"):
        plan.contacts.known[_contact_key(contact.organisation_id, contact.topic, contact.person_id)] = contact


def _key_of(organisation: Organisation) -> Key:
    if organisation.reference:
        return ("reference", organisation.reference)
    return _by_name(organisation.name, organisation.postcode)


def _by_name(name: str, postcode: str) -> Key:
    return ("name", fold(name), postcode)


def _organisation_key(row: Row) -> Key:
    if row.cells["reference"]:
        return ("reference", row.text("reference"))
    return _by_name(row.text("name"), row.text("postcode"))


def _contact_key(organisation: Any, topic: Any, person: Any) -> Key:
    return (str(organisation), str(topic), str(person))


def _organisation(plan: Takeover, row: Row) -> Organisation:
    key = _organisation_key(row)
    known = plan.organisations.known.get(key)
    if known is None:
        fresh = Organisation(
            name=row.text("name"), category=row.cells["category"], reference=row.text("reference")
        )
        known = plan.organisations.add(key, fresh)
    values = {name: row.cells[name] for name in OF_ORGANISATION if row.cells[name]}
    if row.cells["parent"] and fold(row.text("parent")) != fold(row.text("name")):
        provider = _provider(plan, row.text("parent"))
        if known.parent_id != provider.pk:
            values["parent"] = provider  # the row itself: its network is known without asking
    plan.organisations.set(known, {"name": row.text("name"), **values})
    found: Organisation = known
    return found


def _provider(plan: Takeover, name: str) -> Organisation:
    """Return the provider of that name; one that is not there yet becomes a member."""
    key = ("provider", fold(name))
    found: Organisation | None = plan.organisations.known.get(key) or plan.organisations.known.get(
        _by_name(name, "")
    )
    if found is None:
        fresh = Organisation(name=name, category=PartnerCategory.PROVIDER, membership=MembershipState.MEMBER)
        found = plan.organisations.add(_by_name(name, ""), fresh)
    plan.organisations.known[key] = found
    return found


def _person(plan: Takeover, organisation: Organisation, name: str) -> ContactPerson:
    key = (str(organisation.pk), fold(name))
    known: ContactPerson | None = plan.people.known.get(key)
    return known or plan.people.add(key, ContactPerson(organisation=organisation, name=name))


def _contact(plan: Takeover, organisation: Organisation, person: ContactPerson, row: Row) -> None:
    topic = row.cells["topic"]
    key = _contact_key(organisation.pk, topic, person.pk)
    known = plan.contacts.known.get(key)
    if known is None:
        begin = row.cells["valid_from"] or plan.today
        fresh = Contact(organisation=organisation, topic=topic, person=person, valid_from=begin)
        known = plan.contacts.add(key, fresh)
    values = {name: row.cells[name] for name in ("valid_from", "valid_to") if row.cells[name]}
    if row.cells["deputy"]:
        deputy = _person(plan, organisation, row.text("deputy"))
        if known.deputy_id != deputy.pk:
            values["deputy"] = deputy
    plan.contacts.set(known, values)


def pieces(plan: Takeover) -> Iterator[Piece]:
    """Give what a plan adds and changes piece by piece; the first knows how much stood there before."""
    plan.organisations.new.sort(key=_depth)
    yield Piece(notes={"stock": plan.stock, "counts": plan.counts()})
    for rows in (plan.organisations, plan.people, plan.contacts):
        for chunk in _chunks([*rows.new, *rows.changed.values()]):
            piece = Piece(chunk)
            for row in chunk:
                if row.pk in rows.marks:
                    piece.known(row, rows.marks[row.pk])
            yield piece


def _depth(row: Organisation) -> int:
    """Return how many providers above the row are new as well: those are entered first."""
    depth, above = 0, row
    while above.parent_id and above.parent and above.parent._state.adding:
        depth, above = depth + 1, above.parent
    return depth


def number_of_pieces(plan: Takeover) -> int:
    kinds = (plan.organisations, plan.people, plan.contacts)
    return 1 + sum(-(-(len(rows.new) + len(rows.changed)) // CHUNK) for rows in kinds)


def refuse_changed_stock(notes: Mapping[str, Any]) -> None:
    """Refuse to enter a plan that was made before somebody else added to the register."""
    if notes and notes["stock"] != _stock():
        raise Stale


def _stock() -> list[int]:
    return [model.objects.count() for model in REGISTER]


def _chunks(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
