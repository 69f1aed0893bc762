"""The coordinator's working day through the pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from schutznetz.kernel import clock, worker
from schutznetz.kernel.models import Letter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import (
    Absence,
    AdviceCount,
    Contact,
    ContactPerson,
    Invitee,
    Meeting,
    Network,
    Organisation,
    PartnerList,
)
from tests.conftest import member, sign_in

pytestmark = pytest.mark.usefixtures("only_what_is_asked_for")


@pytest.fixture
def clara(client: Client, tannfurt: Network, inside: None) -> Client:
    """The coordinator, signed in."""
    sign_in(client, member(tannfurt, "clara", Role.COORDINATOR))
    return client


@pytest.fixture
def kita(inside: None) -> Organisation:
    return Organisation.objects.create(name="Kita Süd", category=PartnerCategory.DAY_CARE)


def test_a_partner_is_added_and_found(clara: Client) -> None:
    form = {"name": "Hebammenpraxis Nord", "category": "midwife", "membership": "member", "town": "Tannfurt"}

    assert clara.post("/tannfurt/kontakte/neu/", form).headers["Location"] == "/tannfurt/kontakte/"

    assert "Hebammenpraxis Nord" in clara.get("/tannfurt/kontakte/?q=hebammen+tannf").content.decode()
    assert "Hebammenpraxis" not in clara.get("/tannfurt/kontakte/?q=kita").content.decode()


def test_a_contact_person_is_named_with_deputy_and_the_one_before_ends(
    clara: Client, kita: Organisation
) -> None:
    home = f"/tannfurt/kontakte/{kita.pk}/"
    clara.post(f"{home}benennen/", {"topic": "early_help", "name": "Frau Alt", "phone": "0391 1"})
    old = ContactPerson.objects.get()
    Contact.objects.update(valid_from=date(2026, 1, 1))

    clara.post(f"{home}benennen/", {"topic": "early_help", "name": "Frau Neu", "deputy_id": str(old.pk)})

    page = clara.get(home).content.decode()
    assert "Frau Neu" in page
    assert "Vertretung: Frau Alt" in page
    assert Contact.objects.get(person=old).valid_to == clock.today() - timedelta(days=1)


def test_an_absent_contact_person_is_marked(clara: Client, kita: Organisation) -> None:
    clara.post(f"/tannfurt/kontakte/{kita.pk}/benennen/", {"topic": "early_help", "name": "Frau Alt"})
    person, today = ContactPerson.objects.get(), clock.today()
    span: dict[str, int] = {}
    for name in ("starts_on", "ends_on"):
        span |= {f"{name}_0": today.day, f"{name}_1": today.month, f"{name}_2": today.year}

    clara.post(f"/tannfurt/kontakte/person/{person.pk}/abwesend/", span)

    assert Absence.objects.get().contact_person == person
    assert "Nicht da bis" in clara.get(f"/tannfurt/kontakte/{kita.pk}/").content.decode()


def test_topics_without_anybody_are_pointed_out(clara: Client, kita: Organisation) -> None:
    assert "Niemand benannt" in clara.get("/tannfurt/kontakte/").content.decode()


def test_one_tap_counts_and_one_takes_it_back(clara: Client) -> None:
    for form in ({}, {}, {"back": "1"}):
        clara.post("/tannfurt/beratung/zaehlen/", {"topic": "offers", **form})

    assert list(AdviceCount.objects.values_list("topic", "number")) == [("offers", 1)]
    assert "heute 1, in diesem Monat 1" in clara.get("/tannfurt/beratung/").content.decode()


@pytest.mark.parametrize("discreet", [False, True])
def test_invited_partners_get_a_notice_and_a_calendar_file(
    clara: Client, kita: Organisation, discreet: bool
) -> None:
    ContactPerson.objects.create(organisation=kita, name="Frau Alt", email="alt@kita.example")
    form = {"title": "Kinderschutzforum", "place": "Rathaus", "begin": "15:00", "end": "17:00"}
    form |= {"day_0": "12", "day_1": "6", "day_2": "2030", **({"discreet": "on"} if discreet else {})}

    clara.post("/tannfurt/treffen/neu/", form)

    letter, key = Letter.objects.get(), Invitee.objects.get().key
    assert letter.link == f"/tannfurt/termine/{key}/"
    file = Client().get(f"/tannfurt/termine/{key}/termin.ics")
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    page = Client().get(f"/tannfurt/termine/{key}/").content.decode()
    assert str(event["summary"]) == ("Termin" if discreet else "Kinderschutzforum")
    assert ("location" in event) is not discreet
    assert ("Kinderschutzforum" in page) is not discreet
    assert str(event.decoded("dtstart")).startswith("2030-06-12 13:00")


def test_a_cancelled_meeting_says_so_to_everybody_invited(clara: Client, kita: Organisation) -> None:
    ContactPerson.objects.create(organisation=kita, name="Frau Alt", email="alt@kita.example")
    form = {"title": "Forum", "begin": "15:00", "end": "17:00", "day_0": "12", "day_1": "6", "day_2": "2030"}
    clara.post("/tannfurt/treffen/neu/", form)

    clara.post(f"/tannfurt/treffen/{Meeting.objects.get().pk}/absagen/")

    file = Client().get(f"/tannfurt/termine/{Invitee.objects.get().key}/termin.ics").content
    assert b"METHOD:CANCEL" in file
    assert b"SEQUENCE:1" in file
    assert Letter.objects.count() == 2


def test_nobody_guesses_a_date(client: Client, tannfurt: Network) -> None:
    assert client.get("/tannfurt/termine/erraten/").status_code == 404


def test_a_mailing_list_names_each_address_once(clara: Client, kita: Organisation) -> None:
    for name in ("Frau Alt", "=Frau Neu"):
        ContactPerson.objects.create(organisation=kita, name=name, email=f"{name[1]}@kita.example")
    ContactPerson.objects.create(organisation=kita, name="Herr Doppelt", email="R@kita.example")

    page = clara.get("/tannfurt/verteiler/?art=day_care").content.decode()
    sheet = clara.get("/tannfurt/verteiler/liste.csv?art=day_care").content.decode()

    assert page.lower().count("r@kita.example") == 1
    assert ";'=Frau" not in sheet
    assert "'=Frau Neu;" in sheet
    assert "kita.example" not in clara.get("/tannfurt/verteiler/?art=clinic").content.decode()


def upload(clara: Client, text: str) -> str:
    from io import BytesIO

    file = BytesIO(text.encode("cp1252"))
    file.name = "liste.csv"
    home = clara.post("/tannfurt/kontakte/einlesen/", {"file": file}).headers["Location"]
    worker.run_once()
    return str(home)


GOOD = (
    "Träger;Einrichtung;Art;PLZ;Ort;Ansprechperson;E-Mail Ansprechperson;Thema;Vertretung\n"
    "Caritas;Kita Süd;day_care;01067;Tannfurt;Frau Alt;alt@kita.example;Frühe Hilfen;Herr Zwei\n"
    "Caritas;Kita Süd;day_care;01067;Tannfurt;Herr Zwei;;Kinderschutz;\n"
)


def test_a_list_is_checked_then_taken_over_and_a_second_time_changes_nothing(clara: Client) -> None:
    for round_ in (1, 2):
        home = upload(clara, GOOD)
        assert "Die Liste ist in Ordnung" in clara.get(home).content.decode()
        assert Organisation.objects.count() == (0 if round_ == 1 else 2)

        clara.post(f"{home}uebernehmen/")
        worker.run_once()

        assert "Die Liste ist übernommen" in clara.get(home).content.decode()
        assert (Organisation.objects.count(), ContactPerson.objects.count(), Contact.objects.count()) == (
            2,
            2,
            2,
        )
    kita = Organisation.objects.get(name="Kita Süd")
    assert kita.parent is not None
    assert kita.parent.name == "Caritas"
    assert Contact.objects.get(topic="early_help").deputy == ContactPerson.objects.get(name="Herr Zwei")
    last = PartnerList.objects.latest("uploaded_at")
    assert set(last.report["counts"].values()) == {0}
    assert last.content is None


def test_a_list_with_errors_names_them_and_changes_nothing(clara: Client) -> None:
    home = upload(clara, GOOD + "Caritas;Kita Nord;zirkus;1067;;;;;\n")

    page = clara.get(home).content.decode()

    assert "Die Liste hat 2 Fehler" in page
    assert "Zeile 4, Spalte „PLZ“" in page
    clara.post(f"{home}uebernehmen/")
    worker.run_once()
    assert not Organisation.objects.exists()


def test_providers_of_providers_come_in_from_the_top(clara: Client) -> None:
    home = upload(clara, "Träger;Einrichtung;Art\nVerein;Kita;day_care\nVerband;Verein;provider\n")
    clara.post(f"{home}uebernehmen/")
    worker.run_once()
    kita = Organisation.objects.select_related("parent__parent").get(name="Kita")
    assert kita.parent is not None
    assert kita.parent.parent is not None
    assert kita.parent.parent.name == "Verband"


def test_providers_in_a_circle_are_named(clara: Client) -> None:
    home = upload(clara, "Träger;Einrichtung;Art\nVerein;Kita;day_care\nKita;Verein;provider\n")
    assert "nicht ihr eigener Träger" in clara.get(home).content.decode()


def test_contradictions_between_rows_are_named(clara: Client) -> None:
    other = GOOD.replace(
        "Kita Süd;day_care;01067;Tannfurt;Herr Zwei", "Kita Süd;school;01067;Tannfurt;Herr Zwei"
    )
    page = clara.get(upload(clara, other)).content.decode()
    assert "Zeile 3, Spalte „Art“: Widerspricht Zeile 2" in page


def test_one_s_own_leave_is_entered_with_a_stand_in(clara: Client, tannfurt: Network) -> None:
    carla = member(tannfurt, "carla", Role.COORDINATOR)
    span = {"starts_on_0": "1", "starts_on_1": "7", "starts_on_2": "2030"}
    span |= {"ends_on_0": "14", "ends_on_1": "7", "ends_on_2": "2030"}

    clara.post("/tannfurt/abwesenheit/neu/", {**span, "stand_in_id": str(carla.pk)})

    absence = Absence.objects.get()
    assert absence.stand_in == carla
    assert "Vertretung: carla" in clara.get("/tannfurt/abwesenheit/").content.decode()
    again = clara.post("/tannfurt/abwesenheit/neu/", span).content.decode()
    assert "schon eine Abwesenheit" in again
    clara.post(f"/tannfurt/abwesenheit/{absence.pk}/loeschen/")
    assert not Absence.objects.exists()
