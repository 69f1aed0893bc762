"""The statistics on the screen: nothing small is printed, the file has one line for each record."""

import csv
from time import time
from typing import Any

import pytest
from django.test import Client

from schutznetz.cases.models import AssessmentRecord
from schutznetz.law import statistics as law
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON, member
from tests.law.test_statistics import WHOLE, year

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def desk(client: Client, tannfurt: Network) -> Client:
    make.sign_in(client, member(tannfurt, "pia", Role.PLANNER), at=time())
    return client


def keep(answers: list[dict[str, Any]], *, complete: bool = True) -> None:
    AssessmentRecord.objects.bulk_create(
        AssessmentRecord(
            key=f"K{number:04}",
            version=law.VERSION,
            completed_on=NOON.date(),
            answers=said,
            complete=complete,
        )
        for number, said in enumerate(answers)
    )


@pytest.mark.parametrize(("number", "shown"), [(9, False), (60, True)])
def test_a_year_is_printed_from_ten_on(number: int, shown: bool, desk: Client) -> None:
    keep(year(number))

    page = desk.get("/tannfurt/statistik/?jahr=2026").content.decode()

    assert (f"Insgesamt: {number}" in page) is shown
    assert ("Zu wenige für eine Tabelle" in page) is not shown


def test_another_year_has_nothing_to_count(desk: Client) -> None:
    keep(year(60))

    assert "Noch nichts zu zählen" in desk.get("/tannfurt/statistik/?jahr=2025").content.decode()


def test_the_file_has_a_line_for_each_record_and_its_name_says_nothing(desk: Client) -> None:
    keep([WHOLE, WHOLE])

    answer = desk.get("/tannfurt/statistik/lieferung/datei.csv?jahr=2026&monat=11")

    lines = list(csv.DictReader(answer.content.decode().splitlines(), delimiter=";"))
    assert [line["key"] for line in lines] == ["K0000", "K0001"]
    assert lines[0]["dangers.neglect"] == "1"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statistik.csv"'


def test_the_report_of_the_delivery_names_what_is_left_out(desk: Client) -> None:
    keep([{"result": "none"}], complete=False)

    page = desk.get("/tannfurt/statistik/lieferung/?jahr=2026").content.decode()

    assert "Unvollständig, nicht in der Datei" in page
    assert "Geschlecht des Kindes" in page  # a code that nobody told us


@pytest.mark.parametrize("role", [Role.PARTNER, Role.CASE_WORKER, Role.ADMINISTRATOR])
def test_others_find_no_file(role: Role, client: Client, tannfurt: Network) -> None:
    make.sign_in(client, member(tannfurt, "dora", role), at=time())

    assert client.get("/tannfurt/statistik/lieferung/datei.csv").status_code == 404
