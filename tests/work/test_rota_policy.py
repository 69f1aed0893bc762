"""What the page at change of duty shows to whom, restated by hand; then mutated."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Shift, Task
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def anna(tannfurt: Network) -> User:
    anna = member(tannfurt, "anna", Role.INTAKE)
    every_role_of(anna, Role.INTAKE)
    return anna


def wrong_on_the_rota(network: Network, anna: User, labels: Mapping[object, str], rows: Rows = asked) -> bool:
    """Say whether anybody sees more or less than hers: all for intake and lead, and on duty for everybody."""

    def differs(at: datetime, own: set[str]) -> bool:
        right = {Role.INTAKE: {"mine", "theirs"}, Role.TEAM_LEAD: {"mine", "theirs"}, Role.CASE_WORKER: own}
        ctx = replace(context(network, anna, Role.INTAKE), now=at)
        return any(
            {labels[pk] for pk in rows(replace(ctx, role=role), WorkAction.READ_OPEN, Task)}
            != right.get(role, set())
            for role in (*Role, PUBLIC, SYSTEM)
        )

    return differs(NOON, {"mine", "theirs"}) or differs(NOON + timedelta(days=1), {"mine"})


def test_the_page_at_change_of_duty_shows_what_concerns_one(tannfurt: Network, anna: User) -> None:
    bert, carl = member(tannfurt, "bert", Role.INTAKE), member(tannfurt, "carl", Role.INTAKE)
    hour, done = timedelta(hours=1), {"settled_at": NOON, "settled_by": bert}
    Shift.objects.create(person=anna, substitute=bert, starts_at=NOON - hour, ends_at=NOON + hour)
    for label, two in (
        ("mine", {"owner": anna, "substitute": bert}),
        ("theirs", {"owner": bert, "substitute": carl}),
    ):
        common = {"kind": "triage", "about_id": tannfurt.pk, "opened_at": NOON, "due_at": NOON, **two}
        Task.objects.create(about_label=label, protective=True, **common)
        Task.objects.create(about_label=f"{label}, not in protection", **common)
        Task.objects.create(about_label=f"{label}, done", protective=True, **done, **common)
    labels: Mapping[object, str] = dict(Task.objects.values_list("pk", "about_label"))
    assert not wrong_on_the_rota(tannfurt, anna, labels)

    def agrees(_action: WorkAction, rows: Rows) -> bool:
        return not wrong_on_the_rota(tannfurt, anna, labels, rows)

    assert unnoticed([WorkAction.READ_OPEN], agrees) == []
