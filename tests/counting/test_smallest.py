"""The smallest number of people that leaves the office: five, or ten where the office has set it so."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.advice import queries as advice
from schutznetz.advice.models import ConsultationCount
from schutznetz.counting import queries
from schutznetz.counting.amounts import GIVEN, PUBLISHED, Amount, to_json
from schutznetz.counting.models import FixedYear
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import SmallestNumber
from schutznetz.networks.models import Network
from schutznetz.networks.queries import smallest_number
from schutznetz.networks.queries.office import SMALLEST
from schutznetz.visiting import queries as visiting
from schutznetz.visiting.choices import Tallied
from schutznetz.visiting.models import VisitTally
from schutznetz.welcome import queries as welcome
from schutznetz.welcome.choices import WelcomeTopic
from schutznetz.welcome.models import TopicCount, WelcomeCount
from tests.advice.conftest import eva
from tests.conftest import sign_in

__all__ = ["eva"]

pytestmark = pytest.mark.usefixtures("inside")
SEVEN = 7  # may leave where five are enough, and stays where it takes ten
NEW_YEAR = datetime(2026, 1, 1, tzinfo=BERLIN)


@pytest.fixture(params=list(SmallestNumber))
def leaves(request: pytest.FixtureRequest, tannfurt: Network) -> bool:
    """Whether seven people are enough by what the office has set."""
    Network.objects.filter(pk=tannfurt.pk).update(smallest_number=request.param)
    return request.param is SmallestNumber.FIVE


def test_an_office_that_says_nothing_lets_out_five_and_none_lets_out_fewer(clara: Context) -> None:
    assert smallest_number(clara) == 5
    assert min(SMALLEST.values()) == 5
    assert SMALLEST.keys() == set(SmallestNumber)


def test_the_year_of_helps_keeps_to_it(clara: Context, *, leaves: bool) -> None:
    VisitTally.objects.create(year=2025, measure=Tallied.HELP, value="", count=SEVEN)

    assert visiting.evaluation(clara, 2025).helps == (SEVEN if leaves else None)


def test_topics_and_quotas_of_welcome_visits_keep_to_it(clara: Context, *, leaves: bool) -> None:
    TopicCount.objects.create(year=2025, topic=WelcomeTopic.SLEEP, handed_over=SEVEN)
    for district in ("Mitte", "Nord"):
        WelcomeCount.objects.create(year=2025, district=district, written=60, visited=SEVEN)

    assert [row.handed_over for row in welcome.topics(clara)[0].rows] == [SEVEN if leaves else None]
    assert {row.visited for row in welcome.quotas(clara)[0].rows} == {SEVEN if leaves else None}


def test_the_numbers_of_advice_keep_to_it(eva: Context, *, leaves: bool) -> None:
    said = {"topic": "neglect", "age": "baby", "urgency": "days"}
    ConsultationCount.objects.create(year=2025, asked=SEVEN, answered=SEVEN, in_time=SEVEN, **said)

    (year,) = advice.years_of_advice(eva)

    shown = {number for table in year.tables for _label, number in table.rows if number != 0}
    assert (SEVEN in shown) is leaves


def test_the_years_report_keeps_to_it_whatever_was_asked_for(
    clara: Context, tannfurt: Network, *, leaves: bool
) -> None:
    counted = {"families_new": {"de": Amount(90, 90), "pl": Amount(SEVEN, SEVEN), "tr": Amount(80, 80)}}
    FixedYear.objects.create(year=2025, fixed_at=NEW_YEAR, amounts=to_json(counted))

    assert (shown(clara, GIVEN)["pl"] == SEVEN) is leaves
    assert shown(clara, PUBLISHED)["pl"] is None


def shown(clara: Context, floor: int) -> dict[str, Any]:
    report = queries.report_to_take(clara, 2025, floor)
    assert report
    figures = [each for part in report.parts for area in part.areas for each in area.figures]
    [found] = [each for each in figures if each.figure.name == "families_new"]
    return {line.key: line.value for line in found.lines}


def test_nobody_chooses_a_smaller_number_than_the_office(
    clara: Context, client: Client, tannfurt: Network, *, leaves: bool
) -> None:
    FixedYear.objects.create(year=2025, fixed_at=NEW_YEAR, amounts={})
    sign_in(client, User.objects.get(pk=clara.person_id))
    place = "/tannfurt/zahlen/weitergabe/fruehe-hilfen.xlsx?jahr=2025&fuer="

    assert client.get(f"{place}5").status_code == (200 if leaves else 404)
    assert client.get(f"{place}10").status_code == 200
