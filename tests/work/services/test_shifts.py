"""The rota: two people for every stretch of time, and none that ends before it begins."""

from datetime import datetime, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work import services
from schutznetz.work.models import Shift
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")


def test_a_shift_has_two_people_and_an_end(anna: User, tannfurt: Network) -> None:
    lena = member(tannfurt, "lena", Role.TEAM_LEAD)
    ctx = context(tannfurt, lena, Role.TEAM_LEAD)

    def plan(substitute: User, ends_at: datetime) -> Shift:
        return services.plan_shift(
            ctx, tannfurt, person_id=anna.pk, substitute_id=substitute.pk, starts_at=NOON, ends_at=ends_at
        )

    for substitute, ends_at, words in (
        (anna, NOON + timedelta(hours=8), "zwei Menschen"),
        (lena, NOON, "bevor er beginnt"),
        (lena, NOON - timedelta(minutes=1), "bevor er beginnt"),
    ):
        with pytest.raises(Conflict, match=words):
            plan(substitute, ends_at)
    over_midnight = plan(lena, NOON + timedelta(hours=16))  # negative control

    assert list(Shift.objects.all()) == [over_midnight]
