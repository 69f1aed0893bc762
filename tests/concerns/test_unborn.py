"""A worry about an unborn child is one of its own: another law holds before birth."""

import pytest

from schutznetz.concerns import queries, services
from schutznetz.concerns.choices import AgeBand
from schutznetz.concerns.models import Concern
from schutznetz.kernel.context import Context
from schutznetz.law import guide
from schutznetz.law.guide_terms import Ask, Duty, Help
from schutznetz.law.reporters import Reporter
from schutznetz.networks.models import Network

APART = [each for each in Reporter if guide.tells_births_apart(each)]


def worry(mira: Context, network: Network, reporter: Reporter, band: AgeBand = AgeBand.UNBORN) -> Concern:
    child = {"child_name": "Baby von Frau K."}
    return services.open_concern(mira, network, reporter=reporter, age_band=band, child=child)


@pytest.mark.parametrize("reporter", APART)
def test_the_guide_knows_without_asking_and_leads_to_advice_and_consent(
    reporter: Reporter, mira: Context, tannfurt: Network
) -> None:
    concern = worry(mira, tannfurt, reporter)
    assert queries.advice_of(concern).ask is Ask.DANGER

    services.answer_guide(mira, concern, answers={"danger": "no"})

    found = queries.advice_of(concern)
    assert found.row is not None
    assert (found.ask, found.row.duty, found.row.informs) == (None, Duty.CONSENT, False)
    assert {Help.ISEF, Help.EARLY_HELP} <= set(found.row.helps)


def test_of_a_born_child_the_guide_still_asks_what_it_is_about(mira: Context, tannfurt: Network) -> None:
    concern = worry(mira, tannfurt, Reporter.HEALTH, AgeBand.UNDER_1)
    services.answer_guide(mira, concern, answers={"danger": "no"})

    assert queries.advice_of(concern).ask is Ask.ABOUT


def test_where_the_law_makes_no_difference_the_guide_goes_its_usual_way(
    mira: Context, tannfurt: Network
) -> None:
    concern = worry(mira, tannfurt, Reporter.POLICE)
    services.answer_guide(mira, concern, answers={"danger": "no"})

    row = queries.advice_of(concern).row
    assert row is not None
    assert row.informs
