"""The pages of the figures: who may open them, what a wrong address answers, and what the files hold."""

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client
from pypdfium2 import PdfDocument

from schutznetz.counting.amounts import to_json
from schutznetz.counting.models import FixedYear
from schutznetz.demo.counted import amounts
from schutznetz.files.spreadsheets import as_csv
from schutznetz.kernel import clock
from schutznetz.kernel.models import AuditEvent
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, member, sign_in

pytestmark = pytest.mark.usefixtures("inside")
HOME = "/tannfurt/zahlen/"


@pytest.fixture
def kept(tannfurt: Network, inside: None) -> int:
    FixedYear.objects.create(
        year=2025, fixed_at=datetime(2026, 1, 1, tzinfo=UTC), amounts=to_json(amounts(2025))
    )
    return 2025


@pytest.fixture
def clara(client: Client, tannfurt: Network) -> Client:
    sign_in(client, member(tannfurt, "clara", Role.COORDINATOR))
    return client


def lines(body: bytes) -> list[list[str]]:
    return list(csv.reader(as_csv(body).decode().splitlines(), delimiter=";"))


def test_a_year_that_nobody_offers_is_the_running_one(clara: Client) -> None:
    with clock.frozen(NOON):
        for asked in ("", "?jahr=1950", "?jahr=x", "?jahr=2030"):
            assert "Frühe Hilfen 2026 in Zahlen" in clara.get(f"{HOME}{asked}").content.decode()


@pytest.mark.parametrize(
    "asked", ["am_0=24&am_1=12&am_2=2200", "am_0=1&am_1=1&am_2=1999", "am_0=99&am_1=1&am_2=2026"]
)
def test_a_day_that_cannot_be_counted_is_refused_and_today_is_shown(clara: Client, asked: str) -> None:
    with clock.frozen(NOON):
        page = clara.get(f"{HOME}stichtag/?{asked}").content.decode()

    assert "Stand 22. November 2026" in page
    assert "kern-fieldset--error" in page


@pytest.mark.parametrize("asked", ["", "?zahl=nothing&wert=x", "?zahl="])
def test_a_figure_that_does_not_exist_is_not_found(clara: Client, asked: str) -> None:
    assert clara.get(f"{HOME}dahinter/{asked}").status_code == 404


def test_a_tally_has_nothing_behind_it(clara: Client, kept: int) -> None:
    assert clara.get(f"{HOME}dahinter/?zahl=advice&wert=offers&jahr={kept}").status_code == 404
    page = clara.get(f"{HOME}?jahr={kept}&teil=activities").content.decode()
    assert "dahinter/?zahl=referrals" in page
    assert "dahinter/?zahl=advice" not in page


@pytest.mark.parametrize("asked", ["", "?jahr=2026&fuer=5", "?jahr=2025&fuer=1", "?jahr=2025"])
@pytest.mark.parametrize("name", ["fruehe-hilfen.xlsx", "fruehe-hilfen.pdf"])
def test_only_a_year_that_is_over_leaves_and_only_without_small_numbers(
    clara: Client, kept: int, name: str, asked: str
) -> None:
    assert clara.get(f"{HOME}weitergabe/{name}{asked}").status_code == 404
    assert not AuditEvent.objects.filter(action="counting.take").exists()


def test_the_workbook_holds_what_leaves_with_its_definitions(clara: Client, kept: int) -> None:
    answer = clara.get(f"{HOME}weitergabe/fruehe-hilfen.xlsx?jahr={kept}&fuer=10")

    rows = lines(answer.content)
    told = {(row[2], row[3]): row[4] for row in rows}
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Cache-Control"] == "no-store"
    assert told["Neue Familien", "Rumänisch"] == "nicht genannt"
    assert told["Neue Familien", "Summe"] == "158"
    assert told["Geschenkte Zeit", "Summe"] == "1239"
    assert all(int(row[4]) >= 10 for row in rows if row[2] == "Vermittlungen" and row[4].isdecimal())
    assert AuditEvent.objects.filter(action="counting.take").count() == 1


def test_the_paper_says_what_it_leaves_out(clara: Client, kept: int) -> None:
    answer = clara.get(f"{HOME}weitergabe/fruehe-hilfen.pdf?jahr={kept}&fuer=5")

    pages = PdfDocument(answer.content)
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert "Frühe Hilfen 2025 in Zahlen" in text
    assert "Zahlen von Menschen unter 5 sind nicht genannt" in text
    assert "Polnisch nicht genannt" in text


@pytest.mark.parametrize("role", [Role.PLANNER, Role.PARTNER, Role.CASE_WORKER, Role.VOLUNTEER_COORDINATOR])
def test_nobody_else_sees_figures_whole(client: Client, tannfurt: Network, kept: int, role: Role) -> None:
    sign_in(client, member(tannfurt, "other", role))

    shut = [f"{HOME}?jahr={kept}", f"{HOME}stichtag/", f"{HOME}dahinter/?zahl=partners&wert=clinic"]
    assert [client.get(address).status_code for address in shut] == [404] * 3
    leaves = client.get(f"{HOME}weitergabe/?jahr={kept}&fuer=5")
    assert leaves.status_code == (200 if role == Role.PLANNER else 404)


def test_the_planner_finds_one_way_in_the_menu_and_the_coordination_the_other(
    client: Client, tannfurt: Network, clara: Client
) -> None:
    assert "Zahlen der Frühen Hilfen</a>" in clara.get("/tannfurt/").content.decode()
    assert "Zahlen weitergeben</a>" not in clara.get("/tannfurt/").content.decode()
    sign_in(client, member(tannfurt, "jutta", Role.PLANNER))
    assert "Zahlen weitergeben</a>" in client.get("/tannfurt/").content.decode()
