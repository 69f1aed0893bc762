"""The statistics on the screen: nothing small is printed, the file has one line for each record."""

import csv
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from time import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schutznetz.cases.models import AssessmentRecord, CodeList
from schutznetz.kernel import clock
from schutznetz.law import statistics as law
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import member
from tests.law.test_statistics import WHOLE, year

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
PLACES = ("", "schaubilder/")
Keep = Callable[..., None]
pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def desk(client: Client, tannfurt: Network) -> Client:
    make.sign_in(client, member(tannfurt, "pia", Role.PLANNER), at=time())
    return client


@pytest.fixture
def keep(tannfurt: Network) -> Callable[..., None]:
    return partial(make.counted, tannfurt, on=date(2025, 11, 22))


@pytest.mark.parametrize(("number", "shown"), [(9, False), (60, True)])
def test_a_year_is_printed_from_ten_on(number: int, shown: bool, desk: Client, keep: Keep) -> None:
    keep(year(number))

    page = desk.get("/tannfurt/statistik/?jahr=2025").content.decode()

    assert (f"Insgesamt: {number}" in page) is shown
    assert ("Zu wenige für eine Tabelle" in page) is not shown


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.PLANNER, False), (Role.COORDINATOR, False), (Role.DATA_PROTECTION, False), (Role.TEAM_LEAD, True)],
)
def test_one_more_record_changes_no_page_of_who_sees_no_case(
    role: Role, sees: bool, client: Client, tannfurt: Network
) -> None:
    make.sign_in(client, member(tannfurt, "dora", role), at=time())
    shown = []
    for number in (60, 61):
        AssessmentRecord.objects.all().delete()
        make.counted(tannfurt, year(number), on=clock.today())
        pages = [client.get(f"/tannfurt/statistik/{place}?jahr={clock.today().year}") for place in PLACES]
        shown.append([MAIN.findall(page.content.decode()) for page in pages])

    assert shown[0][0]
    assert (shown[0] != shown[1]) is sees


def test_without_a_year_the_last_delivered_one_is_shown(desk: Client, tannfurt: Network) -> None:
    make.counted(tannfurt, year(60), on=date(law.last_closed(clock.today()), 5, 4))

    assert "Insgesamt: 60" in desk.get("/tannfurt/statistik/").content.decode()


def test_another_year_has_nothing_to_count(desk: Client, keep: Keep) -> None:
    keep(year(60))

    assert "Noch nichts zu zählen" in desk.get("/tannfurt/statistik/?jahr=2024").content.decode()


def test_the_file_has_a_line_for_each_record_and_its_name_says_nothing(desk: Client, keep: Keep) -> None:
    keep([WHOLE, WHOLE])

    answer = desk.get("/tannfurt/statistik/lieferung/datei.csv?jahr=2025&monat=11")

    lines = list(csv.DictReader(answer.content.decode().splitlines(), delimiter=";"))
    assert [line["key"] for line in lines] == ["K0000", "K0001"]
    assert lines[0]["dangers.neglect"] == "1"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statistik.csv"'


def test_the_report_of_the_delivery_names_what_is_left_out(desk: Client, keep: Keep) -> None:
    keep([{"result": "none"}], complete=False)

    page = desk.get("/tannfurt/statistik/lieferung/?jahr=2025").content.decode()

    assert "Unvollständig, nicht in der Datei" in page
    assert "Geschlecht des Kindes" in page  # a code that nobody told us


def test_codes_are_typed_once_and_stand_in_the_file(desk: Client, keep: Keep) -> None:
    keep([WHOLE])
    said = {f"{f.name}__{value.key}": "7" for f in law.FEATURES for value in f.values}

    refused = desk.post("/tannfurt/statistik/schluessel/", said).content.decode()
    desk.post(
        "/tannfurt/statistik/schluessel/",
        {**said, "year": "2025", "reason": "Datensatzbeschreibung, Stand Januar"},
    )

    assert "error" in refused
    assert CodeList.objects.get().reason == "Datensatzbeschreibung, Stand Januar"
    answer = desk.get("/tannfurt/statistik/lieferung/datei.csv?jahr=2025")
    [line] = csv.DictReader(answer.content.decode().splitlines(), delimiter=";")
    assert (line["sex"], line["dangers.neglect"], line["dangers.sexual"]) == ("7", "7", "0")
    page = desk.get("/tannfurt/statistik/lieferung/?jahr=2025").content.decode()
    assert "Alle Antworten haben einen amtlichen Schlüssel." in page
    assert (
        "Datensatzbeschreibung, Stand Januar" in desk.get("/tannfurt/statistik/schluessel/").content.decode()
    )


def test_bars_stand_beside_the_published_shares(desk: Client, keep: Keep) -> None:
    keep(year(400))

    page = desk.get("/tannfurt/statistik/schaubilder/?jahr=2025").content.decode()

    assert "Bund 2022: 16,4 %" in page
    assert 'class="sn-chart__federal" y="6" width="16.4"' in page


def test_where_the_case_software_delivers_the_pages_say_so(desk: Client, tannfurt: Network) -> None:
    Network.objects.update(statistics_by="software")

    for place in ("", "schaubilder/", "lieferung/"):
        assert "liefert Ihr Fachverfahren" in desk.get(f"/tannfurt/statistik/{place}").content.decode()


@pytest.mark.parametrize("role", [Role.PARTNER, Role.CASE_WORKER, Role.ADMINISTRATOR])
def test_others_find_no_file(role: Role, client: Client, tannfurt: Network) -> None:
    make.sign_in(client, member(tannfurt, "dora", role), at=time())

    assert client.get("/tannfurt/statistik/lieferung/datei.csv").status_code == 404


def test_codes_are_read_from_a_file_and_count_once_they_are_saved(desk: Client, tannfurt: Network) -> None:
    template = desk.get("/tannfurt/statistik/schluessel/vorlage.csv").content.decode()
    assert template.splitlines()[1] == "Geschlecht des Kindes;männlich;"
    filled = template.replace("Geschlecht des Kindes;männlich;", "Geschlecht des Kindes;männlich;A7")

    page = desk.post("/tannfurt/statistik/schluessel/einlesen/", {"file": sheet(filled)}).content.decode()

    assert "Ein Schlüssel ist gelesen" in page
    assert 'value="A7"' in page
    assert "Wo das Kind bei der Meldung lebte" in page
    assert not CodeList.objects.exists()


def test_every_problem_of_a_file_is_named_by_row_and_column(desk: Client) -> None:
    wrong = "Frage;Antwort;Schlüssel\nHaarfarbe;blond;1\nsex;male;zu lang!\n"

    page = desk.post("/tannfurt/statistik/schluessel/einlesen/", {"file": sheet(wrong)}).content.decode()

    assert "Zeile 2, Spalte „Frage“: Diese Frage steht nicht im Fragebogen." in page
    assert "Zeile 3, Spalte „Schlüssel“: Ein Schlüssel besteht" in page
    assert not CodeList.objects.exists()


def sheet(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("schluessel.csv", text.encode())
