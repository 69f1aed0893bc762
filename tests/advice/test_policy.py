"""Who may do what with advice, restated by hand over role, relation and state; then the table is spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from schutznetz.accounts.models import User
from schutznetz.advice import services
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.choices import KEPT
from schutznetz.advice.models import Consultant, Consultation
from schutznetz.advice.services import Skills, Words
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.policy import REPORTING, TRACED
from tests.advice.conftest import SUBJECT
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
A, R = AdviceAction, Role
ASKERS = {R.PARTNER, R.GUIDE, R.JOBCENTER}
EVERYBODY = {PUBLIC, SYSTEM, *Role}
ON_NETWORK: dict[AdviceAction, set[str]] = {
    A.FIND: EVERYBODY,
    A.ASK: set(ASKERS),
    A.ASK_OPENLY: EVERYBODY,
    A.RETURN: EVERYBODY,
    A.LIST: ASKERS | {R.ISEF},
    A.KEEP_POOL: {R.COORDINATOR},
    A.READ_NUMBERS: {R.ISEF, R.COORDINATOR, R.TEAM_LEAD},
    A.OVERSEE: {R.COORDINATOR, R.TEAM_LEAD},
}
RESTATED = [*AdviceAction]
RELATIONS = ("asked", "advises", "stands in", "none")
STATES = ("asked", "signed", "old")


def allowed(action: AdviceAction, role: str, relation: str, state: str) -> bool:
    """Two sides read and write; the coordination only gives into other hands; the house only deletes."""
    asks = role in ASKERS and relation == "asked"
    advises = role == R.ISEF and relation in {"advises", "stands in"}
    unsigned = state != "signed"
    return {
        A.READ: asks or advises,
        A.ASK_FURTHER: asks and unsigned,
        A.ANSWER: advises and unsigned,
        A.SIGN: advises and unsigned,
        A.DISSENT: asks or advises,
        A.TAKE_RESULT: (asks or advises) and not unsigned,
        A.ASSIGN: role == R.COORDINATOR and unsigned,
        A.ERASE: role == SYSTEM and state == "old",
    }[action]


ON_CONSULTATION = (A.READ, A.ASK_FURTHER, A.ANSWER, A.SIGN, A.DISSENT, A.TAKE_RESULT, A.ASSIGN, A.ERASE)


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    consultations: dict[tuple[str, str], Consultation]
    consultant: Consultant

    def ctx(self, role: str) -> Context:
        if role in {PUBLIC, SYSTEM}:
            acting = context(self.network, self.dora, R.PARTNER)
            return replace(acting, role=role, actor_id=None)
        return context(self.network, self.dora, Role(role))


@pytest.fixture
def world(tannfurt: Network, mira: Context, eva: Context, olga: Context, clara: Context) -> World:
    dora = member(tannfurt, "dora", R.PARTNER)
    every_role_of(dora, R.PARTNER)
    consultant = services.add_consultant(clara, tannfurt, user_id=eva.person_id, skills=Skills())
    people = {
        "asked": (dora.pk, eva.person_id, olga.person_id),
        "advises": (mira.person_id, dora.pk, olga.person_id),
        "stands in": (mira.person_id, eva.person_id, dora.pk),
        "none": (mira.person_id, eva.person_id, olga.person_id),
    }
    found = {}
    for relation, (asker, advisor, deputy) in people.items():
        for state in STATES:
            asked = services.ask(mira, tannfurt, subject=SUBJECT, question=Words(text="Was raten Sie?"))
            whose = {"asked_by": asker, "consultant": advisor, "deputy": deputy}
            Consultation.objects.filter(pk=asked.pk).update(**whose, **how(state, advisor))
            found[relation, state] = asked
    return World(tannfurt, dora, found, consultant)


def how(state: str, advisor: object) -> dict[str, object]:
    if state == "signed":
        return {"state": "signed", "signed_by": advisor, "signed_at": NOON, "due_at": None}
    return {"last_at": NOON - KEPT} if state == "old" else {"last_at": NOON - KEPT + timedelta(seconds=1)}


def disagreements(action: AdviceAction, world: World, rows: Rows = asked) -> Iterator[tuple[str, str, str]]:
    """Yield where the table and this page differ."""
    for role in sorted(EVERYBODY):
        ctx = world.ctx(role)
        if action in ON_NETWORK:
            if (world.network.pk in rows(ctx, action, Network)) is not (role in ON_NETWORK[action]):
                yield role, "", ""
        elif action is A.CHANGE_CONSULTANT:
            if (world.consultant.pk in rows(ctx, action, Consultant)) is not (role == R.COORDINATOR):
                yield role, "", ""
        else:
            found = rows(ctx, action, Consultation)
            for (relation, state), consultation in world.consultations.items():
                if (consultation.pk in found) is not allowed(action, role, relation, state):
                    yield role, relation, state


def test_every_action_is_restated() -> None:
    assert {*ON_NETWORK, *ON_CONSULTATION, A.CHANGE_CONSULTANT} == set(AdviceAction)
    assert set(REPORTING) == ASKERS


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in AdviceAction for each in disagreements(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: AdviceAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.DATA_PROTECTION}) == []


def test_every_look_at_a_text_leaves_a_trace() -> None:
    assert {A.READ, A.ASK_FURTHER, A.ANSWER, A.SIGN, A.DISSENT, A.TAKE_RESULT} <= TRACED
