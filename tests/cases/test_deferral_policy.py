"""Who may inform somebody later and decide about it, restated by hand over role and relation; spoilt."""

import pytest

from schutznetz.cases.actions import DeferralAction as D
from schutznetz.cases.models import Case, CasePerson, Deferral
from schutznetz.networks.models import Network
from tests.conftest import NOON
from tests.rights import LEAD, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")


def works(at: At) -> bool:
    return at.mine or at.role == LEAD


RULES: Rules = {
    D.DEFER: (Case, works),
    D.READ: (Deferral, works),
    D.DECIDE: (Deferral, lambda at: works(at) and not at.is_("told")),
}
RESTATED = [*RULES]


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for relation in ("lead", "substitute", "member", "outside"):
        case = at.case(relation)
        by = {"author": at.carl, "at": NOON, "entered_at": NOON}
        father = CasePerson.objects.create(case=case, role="father", name="x", **by)
        for words, told in (((), {}), (("told",), {"told_on": NOON.date(), "told_by": at.carl})):
            deferral = Deferral.objects.create(
                case=case,
                person=father,
                ground="task",
                reasons="x",
                deferred_by=at.carl,
                deferred_at=NOON,
                review_on=NOON.date(),
                **told,
            )
            at.say(deferral, relation, *words)
    return at


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
