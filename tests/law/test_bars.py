"""Where a reporter's own law closes the way, restated by hand; no way is ever closed without another."""

from itertools import product

import pytest

from schutznetz.law.bars import EXITS, Way, bar_of_child, bar_of_report
from schutznetz.law.reporters import CHANNELS, Bar, Reporter

R = Reporter
BORN_ONLY = {R.HEALTH, R.COUNSELLOR, R.BENEFIT_BODY, R.CUSTOMS, R.SHELTER}
TOLD: tuple[dict[str, str], ...] = (
    {},
    {"observed": "Das Kind war allein"},
    {"hearsay": "Nachbarin"},
    {"why_now": "heute"},
)
CHILDREN = (
    {"child_name": "Mia"},
    {"child_name": "Mia", "child_sign": "blauer Fleck"},
    {"child_name": "Mia", "child_born": "born"},
    {"child_name": "Mia", "child_born": "unborn", "child_sign": "sie trinkt"},
)


@pytest.mark.parametrize("reporter", list(Reporter))
@pytest.mark.parametrize("cause", ["", "sign", "appointment"])
def test_a_missed_appointment_alone_never_leaves_a_benefit_body(reporter: Reporter, cause: str) -> None:
    closed = bar_of_report(reporter, {"cause": cause, "observed": "kam nicht"})

    assert (closed is Bar.MISSED_APPOINTMENT_ALONE) is (reporter is R.BENEFIT_BODY and cause == "appointment")


@pytest.mark.parametrize("reporter", list(Reporter))
@pytest.mark.parametrize("shared", [True, False])
def test_each_child_of_a_benefit_body_needs_its_own_sign(reporter: Reporter, shared: bool) -> None:
    for child, told in product(CHILDREN, TOLD):
        unborn = child.get("child_born") == "unborn"
        sign = "child_sign" in child or (shared and bool({"observed", "hearsay"} & told.keys()))
        lacking = Bar.CHILD_WITHOUT_SIGN if reporter is R.BENEFIT_BODY and not sign else None
        expected = Bar.UNBORN_CHILD if unborn and reporter in BORN_ONLY else lacking

        assert bar_of_child(reporter, child, told, shared=shared) is expected


@pytest.mark.parametrize("bar", [bar for bar in Bar if bar is not Bar.MORE_THAN_NEEDED])
def test_behind_every_closed_way_others_are_open(bar: Bar) -> None:
    assert set(EXITS[bar].ways) == set(Way)


def test_every_bar_rests_on_a_norm() -> None:
    for channel in CHANNELS:
        assert all(str(norm).startswith(("§ ", "Art. ")) for norm in channel.bars.values())
