"""A proposed deletion is on the list of somebody who may decide it, and of nobody who is too close."""

import pytest

from schutznetz.cases.choices import Archive
from schutznetz.cases.models import Recusal, Report
from schutznetz.cases.services import keeping
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


@pytest.mark.parametrize("ending", ["decided", "withdrawn"])
def test_whoever_has_to_decide_finds_it_on_a_list(
    ending: str, rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.NO_DUTY)

    task = Task.objects.get(kind="confirm_deletion", settled_at=None)
    assert (task.about_id, task.owner_id, task.substitute_id) == (proposed.pk, lena_at_work.person_id, None)
    assert task.about_label == str(proposed)  # no name in it, and no number of a case
    if ending == "decided":
        keeping.confirm_deletion(lena_at_work, proposed, seal=proposed.seal)
    else:
        keeping.withdraw_deletion(rosa_at_work, proposed)
    task.refresh_from_db()
    assert task.settled_at == NOON


def test_nobody_is_asked_to_decide_to_whom_the_family_is_too_close(
    rosa_at_work: Context, lena_at_work: Context, ended: Report, tannfurt: Network
) -> None:
    Recusal.objects.create(person_id=lena_at_work.person_id, report=ended, declared_at=NOON)
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.NO_DUTY)
    waiting = Task.objects.filter(kind="confirm_deletion", settled_at=None)
    assert [(task.owner_id, task.line) for task in waiting] == [(None, Role.TEAM_LEAD)]

    keeping.withdraw_deletion(rosa_at_work, proposed)
    nina = at_work(tannfurt, "nina", Role.TEAM_LEAD)
    keeping.propose_deletion(rosa_at_work, ended, archive=Archive.NO_DUTY)

    assert [task.owner_id for task in waiting.all()] == [nina.person_id]
