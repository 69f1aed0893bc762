"""Who may do what with a worry, restated by hand over role, relation and state; then the table is spoilt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest

from schutznetz.accounts.models import User
from schutznetz.concerns import services
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import KEPT, WARNED
from schutznetz.concerns.models import Concern
from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network, Organisation
from tests.conftest import NOON, every_role_of
from tests.spoiling import Rows, asked, unnoticed

A, R = ConcernAction, Role
EVERYBODY = {PUBLIC, SYSTEM, *Role}
REPORTING = {R.PARTNER, R.GUIDE, R.JOBCENTER}
WORRYING = REPORTING | {R.PARTNER_LEAD}
HERE = {"author", "shared", "colleague"}
RELATIONS = ("author", "shared", "colleague", "author elsewhere", "shared elsewhere", "stranger")
# left behind by somebody who works here no longer; warned: and she is not there; ends: nobody was told yet
STATES = ("open", "closed", "left", "warned", "old", "ends")
RESTATED = [*A]

ON_NETWORK = {
    A.ASK_GUIDE: EVERYBODY,  # the guide keeps nothing and is everybody's
    A.LIST: WORRYING,
    A.OPEN: REPORTING,
}


def reads(role: str, relation: str, state: str) -> bool:
    """Only whose it is, in the institution where it was written, and who was named there."""
    shared = relation == "shared" and role in WORRYING and state in {"open", "closed"}
    return keeps(role, relation, state) or shared


def keeps(role: str, relation: str, state: str) -> bool:
    return relation == "author" and role in WORRYING and state not in {"left", "warned"}


def writes(role: str, relation: str, state: str) -> bool:
    return keeps(role, relation, state) and state != "closed"


def holds(role: str, relation: str, state: str) -> bool:
    """Whose it is, and a leader of the house for who is not there."""
    leads = role == R.PARTNER_LEAD and relation in HERE and state == "warned"
    return keeps(role, relation, state) or leads


def takes(role: str, relation: str, state: str) -> bool:
    return role == R.PARTNER_LEAD and relation in HERE and state in {"left", "warned"}


ON_CONCERN: dict[ConcernAction, Callable[[str, str, str], bool]] = {
    A.READ: reads,
    A.WRITE: writes,
    A.SHARE: keeps,
    A.INFORM: keeps,
    A.CLOSE: writes,
    A.HOLD: holds,
    A.WARN: lambda role, relation, state: role == SYSTEM and state == "ends",
    A.TAKE_OVER: takes,
    A.ERASE: lambda role, relation, state: role == SYSTEM and state == "old",
}
Situation = tuple[str, str, str]


@dataclass(frozen=True)
class World:
    network: Network
    people: dict[str, Context]
    concerns: dict[str, Concern]

    def ctx(self, role: str, relation: str) -> Context:
        acting = self.people[relation]
        if role in {PUBLIC, SYSTEM}:
            return replace(acting, role=role, actor_id=None, organisation_id=None, assignment_id=None)
        return replace(acting, role=role, assignment_id=None)


@pytest.fixture
def world(
    concern: Concern, mira: Context, kita: Organisation, tannfurt: Network, works_at: Callable[..., Context]
) -> World:
    school = Organisation.objects.create(name="Schule am Bach", category="school")
    shared = works_at("sara", kita)
    services.share(mira, concern, person_id=shared.person_id)
    closed = services.open_concern(
        mira, tannfurt, reporter=Reporter.PROVIDER, age_band=concern.age_band, child={}
    )
    services.share(mira, closed, person_id=shared.person_id)
    services.close_concern(mira, closed)
    begin = {"reporter": Reporter.PROVIDER, "age_band": concern.age_band, "child": {}}
    gone = works_at("gus", kita)
    left = services.open_concern(gone, tannfurt, **begin)
    Assignment.objects.filter(user=gone.person_id).update(organisation=school)
    old = services.open_concern(mira, tannfurt, **begin)
    Concern.objects.filter(pk=old.pk).update(last_at=NOON - KEPT, warned_at=NOON - WARNED)
    warned = services.open_concern(gone, tannfurt, **begin)
    Concern.objects.filter(pk=warned.pk).update(warned_at=NOON)
    ends = services.open_concern(mira, tannfurt, **begin)
    Concern.objects.filter(pk=ends.pk).update(last_at=NOON - KEPT + WARNED)
    people = {
        "author": mira,
        "shared": shared,
        "colleague": works_at("kim", kita),
        "author elsewhere": replace(mira, organisation_id=school.pk),
        "shared elsewhere": replace(shared, organisation_id=None),
        "stranger": works_at("olga", school),
    }
    for relation in ("author", "shared", "colleague", "stranger"):
        every_role_of(User.objects.get(pk=people[relation].person_id), R.PARTNER)
    states = {"open": concern, "closed": closed, "left": left, "warned": warned, "old": old, "ends": ends}
    return World(tannfurt, people, states)


def disagreements(action: ConcernAction, world: World, rows: Rows = asked) -> Iterator[Situation]:
    """Yield where the table and this page differ."""
    for role, relation in product(sorted(EVERYBODY), RELATIONS):
        ctx = world.ctx(role, relation)
        if action in ON_NETWORK:
            if (world.network.pk in rows(ctx, action, Network)) is not (role in ON_NETWORK[action]):
                yield role, relation, ""
            continue
        found = rows(ctx, action, Concern)
        for state in STATES:
            allowed = world.concerns[state].pk in found
            if allowed is not ON_CONCERN[action](role, relation, state):
                yield role, relation, state


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in ConcernAction for each in disagreements(action, world)] == []


def test_no_role_of_the_office_or_the_network_reaches_a_worry() -> None:
    """Not even the author's own account, as long as it acts in another function."""
    assert not [
        (role, action)
        for role in set(Role) - WORRYING
        for action in ON_CONCERN
        if policy.granted(action, role)
    ]


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: ConcernAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    added = {R.COORDINATOR, R.TEAM_LEAD, R.INTAKE, R.ADMINISTRATOR}
    assert unnoticed(RESTATED, agrees, added=added) == []
