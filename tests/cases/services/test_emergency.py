"""An emergency access lasts an hour, and each of the two lines looks at it."""

from datetime import timedelta
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import EmergencyFinding, EmergencyReason
from schutznetz.cases.models import Case
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.cases.services.town import Town, settled, town
from tests.conftest import NOON, member

__all__ = ["settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")
SAID: dict[str, Any] = {
    "reason": EmergencyReason.DANGER_NOW,
    "reasons": "Die Polizei steht vor der Wohnung und fragt, wer hier wohnen darf.",
}


@pytest.fixture
def case(town: Town) -> Case:
    return town.opened()


def test_a_second_review_of_one_line_leaves_the_other_line_its_task(town: Town, case: Case) -> None:
    town.people["lore"], town.roles["lore"] = (
        member(town.network, "lore", Role.TEAM_LEAD),
        Role.TEAM_LEAD,
    )
    access = services.open_in_emergency(town.ctx("emil"), case, **SAID)

    for name in ("lena", "lore"):
        services.review_emergency(town.ctx(name), access, finding=EmergencyFinding.NEEDED)

    assert Task.objects.filter(settled_at=None, kind=TaskKind.REVIEW_EMERGENCY_PRIVACY).exists()


def test_an_hour_is_not_made_longer_by_opening_again(town: Town, case: Case) -> None:
    first = services.open_in_emergency(town.ctx("emil"), case, **SAID)
    half, over = (town.ctx("emil", now=NOON + timedelta(minutes=minutes)) for minutes in (30, 60))

    with pytest.raises(Conflict, match="schon für Sie"):
        services.open_in_emergency(half, case, **SAID)
    added = services.open_in_emergency(half, case, with_whereabouts=True, **SAID)
    with pytest.raises(Conflict, match="schon für Sie"):
        services.open_in_emergency(half, case, with_whereabouts=True, **SAID)

    assert added.ends_at == first.ends_at
    assert services.open_in_emergency(over, case, **SAID).ends_at == NOON + timedelta(minutes=120)
