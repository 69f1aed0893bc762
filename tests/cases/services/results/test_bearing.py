"""What a result rests on, and when a danger is looked at again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import CaseEntryKind, HelpStand, Outcome
from schutznetz.cases.models import Case, Result
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests import assessing
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def propose(ready: Case, anna_at_work: Context) -> Callable[..., Result]:
    def make_it(outcome: Outcome = Outcome.NONE, **more: Any) -> Result:
        said = assessing.assessed(ready, outcome, **more)
        return services.propose_result(anna_at_work, ready, assessed=said)

    return make_it


@pytest.mark.parametrize(("kind", "stands"), [(CaseEntryKind.HYPOTHESIS, False), (CaseEntryKind.FACT, True)])
def test_no_result_rests_on_a_guess(
    kind: CaseEntryKind, stands: bool, ready: Case, anna_at_work: Context, propose: Callable[..., Result]
) -> None:
    said = services.add_entry(anna_at_work, ready, facts=assessing.entry(NOON, kind, "Der Vater trinkt wohl"))
    if stands:
        assert propose(facts=(said.pk,))
        return
    with pytest.raises(Conflict, match="Tatsachen"):
        propose(facts=(said.pk,))


def test_a_danger_is_not_looked_at_again_on_a_day_that_is_past(propose: Callable[..., Result]) -> None:
    with pytest.raises(Conflict, match="überprüft"):
        propose(Outcome.LATENT, help_stand=HelpStand.ACCEPTED, review_on=NOON.date() - timedelta(days=1))

    assert propose(Outcome.LATENT, help_stand=HelpStand.ACCEPTED, review_on=NOON.date())
