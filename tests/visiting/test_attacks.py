"""How a family might be placed whose help is over, and is not."""

import pytest

from schutznetz.care import services as care
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.visiting import queries, services
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.placing.problem import Aim
from tests.visiting.conftest import asks

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def over(tannfurt: Network, clara: Context, hers: FamilyMidwife) -> VisitRequest:
    """It waited for a midwife when the coordination ended the help."""
    request = asks(clara, tannfurt)
    care.end_help(clara, request.family)
    return VisitRequest.objects.get(pk=request.pk)


def test_it_stands_on_no_list_and_in_no_question(
    tannfurt: Network, clara: Context, over: VisitRequest
) -> None:
    still = asks(clara, tannfurt)

    assert [each.id for each in queries.overview(clara, tannfurt).waiting] == [still.pk]
    assert [each.id for each in queries.question(clara).requests] == [str(still.pk)]


def test_nobody_is_sent_there_by_hand(clara: Context, over: VisitRequest, hers: FamilyMidwife) -> None:
    with pytest.raises(policy.Denied):
        services.place(clara, over, midwife_id=str(hers.pk))


def test_nobody_is_sent_there_by_a_plan_of_yesterday(
    tannfurt: Network, clara: Context, over: VisitRequest, hers: FamilyMidwife
) -> None:
    plan = PlacingPlan.objects.create(
        asked_at=clara.now,
        asked_by_id=clara.person_id,
        proposals={Aim.BALANCED: {"places": {str(over.pk): str(hers.pk)}}},
    )

    with pytest.raises(Conflict, match="Seit dem Vorschlag"):
        services.adopt(clara, plan, aim=Aim.BALANCED)
    assert VisitRequest.objects.get().midwife_id is None
