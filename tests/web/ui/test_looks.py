"""How a state looks follows from its code, and from its kind where one word means two things."""

import pytest

from schutznetz.cases.choices import AccessState, CaseState, HelpAnswer, WatchedState
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import ProposalState
from schutznetz.web.ui.parts import look_of


@pytest.mark.parametrize(
    ("state", "tone"),
    [
        (WatchedState.OPEN, "info"),  # somebody looks after it: nothing is wrong
        (AccessState.OPEN, "info"),
        (HelpAnswer.OPEN, "warning"),
        (ProposalState.OPEN, "warning"),
        (WatchedState.BROKEN, "danger"),
        (CaseState.ASSESSMENT, "info"),
        (CaseState.CLOSED, "success"),
    ],
)
def test_what_waits_for_somebody_is_told_from_what_runs(state: Code, tone: str) -> None:
    assert look_of(state).tone == tone
