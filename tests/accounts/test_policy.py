"""What an account may by itself, before anybody acts for a network: restated by hand, then spoilt."""

import pytest

from schutznetz.accounts.actions import AccountAction as A
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC
from schutznetz.kernel.policy import PERSON

RESTATED = {
    A.CHOOSE_ASSIGNMENT: {PERSON},
    A.READ_OWN: {PERSON},
    A.END_OTHER_SESSIONS: {PERSON},
    A.BECOME_PERSONA: {PUBLIC},  # the door to it stands in the demo alone
}


@pytest.mark.parametrize("action", list(A))
def test_whoever_is_signed_in_may_see_to_her_own_account(action: A) -> None:
    (grant,) = policy._grants[action]

    assert grant.roles == RESTATED[action]
    assert not grant.conditions
