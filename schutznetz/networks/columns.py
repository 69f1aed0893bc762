"""The columns of a list of partners: one line per institution and contact person."""

from schutznetz.files import tables
from schutznetz.files.tables import Column
from schutznetz.networks.choices import ContactTopic, MembershipState, PartnerCategory

COLUMNS = (
    Column(key="reference", title="Kennung", aliases=("Nr", "ID"), max_length=64),
    Column(key="parent", title="Träger", max_length=200),
    Column(key="name", title="Einrichtung", aliases=("Name", "Institution"), required=True, max_length=200),
    Column(
        key="category",
        title="Art",
        aliases=("Kategorie",),
        required=True,
        parse=tables.one_of(list(PartnerCategory)),
    ),
    Column(
        key="membership",
        title="Stand",
        aliases=("Mitgliedschaft",),
        parse=tables.one_of(list(MembershipState)),
    ),
    Column(key="street", title="Straße", aliases=("Adresse", "Anschrift"), max_length=200),
    Column(key="postcode", title="PLZ", aliases=("Postleitzahl",), parse=tables.postcode),
    Column(key="town", title="Ort", max_length=100),
    Column(key="phone", title="Telefon", max_length=40, parse=tables.phone),
    Column(key="email", title="E-Mail", aliases=("Mail", "EMail"), max_length=254, parse=tables.email),
    Column(
        key="website", title="Internet", aliases=("Website", "Webseite"), max_length=200, parse=tables.website
    ),
    Column(key="person", title="Ansprechperson", aliases=("Kontakt",), max_length=200),
    Column(key="function", title="Funktion", max_length=200),
    Column(key="person_phone", title="Telefon Ansprechperson", max_length=40, parse=tables.phone),
    Column(key="person_email", title="E-Mail Ansprechperson", max_length=254, parse=tables.email),
    Column(key="topic", title="Thema", parse=tables.one_of(list(ContactTopic))),
    Column(key="deputy", title="Vertretung", max_length=200),
    Column(key="valid_from", title="Gültig ab", parse=tables.day),
    Column(key="valid_to", title="Gültig bis", parse=tables.day),
)
