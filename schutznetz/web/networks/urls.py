"""The screens of partners, people and the coordination's day, one line each."""

from schutznetz.networks.actions import NetworkAction as N
from schutznetz.networks.actions import PeopleAction as P
from schutznetz.networks.models import (
    Absence,
    Assignment,
    Contact,
    ContactPerson,
    LetterVersion,
    Meeting,
    Network,
    Organisation,
    PartnerList,
    Proposal,
)
from schutznetz.web.networks import absences, contacts, coordination, importing, letters, people, periods
from schutznetz.web.screens import screen

app_name = "networks"
urlpatterns = [
    screen("kontakte/", contacts.index, N.READ_CONTACTS, Network, "contacts"),
    screen("kontakte/neu/", contacts.add, N.ADD_ORGANISATION, Network, "add"),
    screen("kontakte/<uuid:pk>/", contacts.detail, N.READ_CONTACTS, Organisation, "contact"),
    screen("kontakte/<uuid:pk>/aendern/", contacts.change, N.CHANGE_ORGANISATION, Organisation, "change"),
    screen(
        "kontakte/<uuid:pk>/benennen/", contacts.name_contact, N.NAME_CONTACT, Organisation, "name_contact"
    ),
    screen("kontakte/benannt/<uuid:pk>/beenden/", contacts.end, N.CHANGE_CONTACT, Contact, "end_contact"),
    screen("kontakte/person/<uuid:pk>/abwesend/", contacts.away, N.REPORT_ABSENCE_OF, ContactPerson, "away"),
    screen("kontakte/einlesen/", importing.upload, N.IMPORT_PARTNERS, Network, "upload"),
    screen("kontakte/einlesen/<uuid:pk>/", importing.show, N.READ_LIST, PartnerList, "list"),
    screen(
        "kontakte/einlesen/<uuid:pk>/uebernehmen/", importing.take_over, N.READ_LIST, PartnerList, "take_over"
    ),
    screen("verteiler/", coordination.mailing, N.MAIL_PARTNERS, Network, "mailing"),
    screen("verteiler/liste.csv", coordination.mailing_file, N.MAIL_PARTNERS, Network, "mailing_file"),
    screen("treffen/", coordination.meetings, N.CALL_MEETING, Network, "meetings"),
    screen("treffen/neu/", coordination.call, N.CALL_MEETING, Network, "call"),
    screen("treffen/<uuid:pk>/", coordination.meeting, N.CHANGE_MEETING, Meeting, "meeting"),
    screen(
        "treffen/<uuid:pk>/termin.ics", coordination.meeting_file, N.CHANGE_MEETING, Meeting, "meeting_file"
    ),
    screen("treffen/<uuid:pk>/absagen/", coordination.cancel, N.CHANGE_MEETING, Meeting, "cancel"),
    screen("termine/<slug:key>/", coordination.date, N.VISIT, Network, "date"),
    screen("termine/<slug:key>/termin.ics", coordination.date_file, N.VISIT, Network, "date_file"),
    screen("beratung/", coordination.tally, N.COUNT_ADVICE, Network, "tally"),
    screen("beratung/zaehlen/", coordination.count, N.COUNT_ADVICE, Network, "count"),
    screen("abwesenheit/", absences.mine, N.REPORT_ABSENCE, Network, "absences"),
    screen("abwesenheit/neu/", absences.report, N.REPORT_ABSENCE, Network, "report_absence"),
    screen("abwesenheit/<uuid:pk>/loeschen/", absences.end, N.END_ABSENCE, Absence, "end_absence"),
    screen("personen/", people.index, P.LIST, Network, "people"),
    screen("personen/neu/", people.propose, P.PROPOSE, Network, "propose"),
    screen("personen/antraege/", people.proposals, P.LIST_PROPOSALS, Network, "proposals"),
    screen("personen/antraege/<uuid:pk>/", people.proposal, P.READ_PROPOSAL, Proposal, "proposal"),
    screen("personen/antraege/<uuid:pk>/entscheiden/", people.decide, P.DECIDE, Proposal, "decide"),
    screen("personen/antraege/<uuid:pk>/einladen/", people.invite, P.INVITE, Proposal, "invite"),
    screen("personen/<uuid:pk>/beenden/", people.end, P.END_ASSIGNMENT, Assignment, "end"),
    screen("personen/<uuid:pk>/sperren/", people.lock, P.LOCK, Assignment, "lock"),
    screen("personen/<uuid:pk>/entsperren/", people.unlock, P.UNLOCK, Assignment, "unlock"),
    screen("personen/<uuid:pk>/wiederherstellen/", people.recover, P.PROPOSE_RECOVERY, Assignment, "recover"),
    screen("personen/<uuid:pk>/verbinden/", people.join, P.JOIN_ACCOUNTS, Assignment, "join"),
    screen("personen/<uuid:pk>/trennen/", people.part, P.PROPOSE_PARTING, Assignment, "part"),
    screen("einladung/<slug:key>/", people.accept, P.ACCEPT_INVITATION, Network, "accept"),
    screen("briefe/", letters.index, N.CHANGE_LETTERS, Network, "letters"),
    screen("briefe/<slug:kind>/", letters.change, N.CHANGE_LETTERS, Network, "letter"),
    screen("briefe/<slug:kind>/zurueck/", letters.reset, N.CHANGE_LETTERS, Network, "reset_letter"),
    screen("briefe/fassung/<uuid:pk>/", letters.look_at, N.CHANGE_LETTERS, LetterVersion, "letter_version"),
    screen("fristen/", periods.index, N.CHANGE_PERIODS, Network, "periods"),
    screen("willkommen/fristen/", periods.early, N.CHANGE_EARLY_PERIODS, Network, "early_periods"),
    screen("einstellungen/", people.settings, P.READ_SETTINGS, Network, "settings"),
    screen(
        "einstellungen/aendern/", people.propose_settings, P.PROPOSE_SETTINGS, Network, "propose_settings"
    ),
    screen("einstellungen/koordination/", people.change_office, N.CHANGE_OFFICE, Network, "office"),
]
