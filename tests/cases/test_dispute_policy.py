"""Who may do what beside an entry, restated by hand over role, relation and state; then spoilt."""

from typing import Any

import pytest

from schutznetz.cases.actions import DisputeAction as D
from schutznetz.cases.models import Case, Restriction, RestrictionLifting
from schutznetz.networks.models import Network
from tests.conftest import NOON
from tests.rights import LEAD, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")


def works(at: At) -> bool:
    return at.mine or at.role == LEAD


RULES: Rules = {
    D.NOTE: (Case, works),
    D.RESTRICT: (Case, works),
    D.PROPOSE_LIFTING: (Restriction, lambda at: works(at) and not at.is_("lifted")),
    D.KEEP: (Restriction, lambda at: works(at) and not at.is_("lifted")),
    D.CONFIRM_LIFTING: (
        RestrictionLifting,
        lambda at: works(at) and at.is_("waiting") and not at.is_("by me"),
    ),
}
RESTATED = [*RULES]


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for relation in ("lead", "substitute", "member", "outside"):
        case = at.case(relation)
        _restriction(at, case, relation, "lifted", lifted_at=NOON)
        for words in (("waiting",), ("waiting", "by me"), ("voided",)):
            lifting = RestrictionLifting.objects.create(
                restriction=_restriction(at, case, relation),
                reasons="x",
                told_on=NOON.date(),
                seal="x",
                state="proposed" if "waiting" in words else "voided",
                proposed_by=at.dora if "by me" in words else at.carl,
                proposed_at=NOON,
                proposed_session="first",
            )
            at.say(lifting, relation, *words)
    return at


def _restriction(at: Desk, case: Case, *words: str, **said: Any) -> Restriction:
    placed = {"placed_by": at.carl, "placed_at": NOON, "review_on": NOON.date()}
    return at.say(
        Restriction.objects.create(case=case, ground="claims", reasons="x", **placed, **said), *words
    )


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
