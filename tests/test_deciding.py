"""Who attacks a decision of two people fails and is remembered: every attack on every decision."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import HandoverAction
from schutznetz.cases.conditions import acting, by_another, named_as_second
from schutznetz.kernel import audit, clock, policy, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import AuditEvent
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import not_mine
from schutznetz.networks.models import Network
from tests import assessing
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON, every_role_of
from tests.deciding import DECISIONS, Decision, House
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]
PEOPLE = {
    "anna": Role.INTAKE, "bert": Role.INTAKE, "cora": Role.CASE_WORKER, "lena": Role.TEAM_LEAD,
    "lars": Role.TEAM_LEAD, "rosa": Role.RECORDS_OFFICER, "adam": Role.ADMINISTRATOR,
    "dora": Role.DATA_PROTECTION, "dirk": Role.DATA_PROTECTION,
}  # fmt: skip
FIRST = {decision.first for decision in DECISIONS.values()}


@pytest.fixture(scope="module")
def people(town: Network) -> Mapping[str, Context]:
    """Whoever proposes holds every other role as well: nobody becomes a second person by that."""
    made = {name: at_work(town, name, role) for name, role in PEOPLE.items()}
    with tenancy.scope(town.pk):
        for name in FIRST:
            every_role_of(User.objects.get(username=name), PEOPLE[name])
    return made


@pytest.fixture(scope="module")
def gathered(town: Network, people: Mapping[str, Context]) -> UUID:
    anna = replace(people["anna"], role=Role.CASE_WORKER)
    lead, substitute = (User.objects.get(username=name) for name in ("anna", "bert"))
    with clock.frozen(NOON), tenancy.scope(town.pk):
        case = services.open_case(
            anna, town, child_name="Mia", report="Blaue Flecken", lead=lead, substitute=substitute
        )
        services.begin_assessment(anna, case)
        return assessing.gather(anna, case, substitute.pk).pk


@pytest.fixture
def house(tannfurt: Network, people: Mapping[str, Context], gathered: UUID, inside: None) -> Iterator[House]:
    with clock.frozen(NOON):
        yield House(tannfurt, people, gathered)


class Attacked:
    """One decision, and who tried what on it; ``stood`` are the attempts that nobody refused."""

    def __init__(self, house: House, decision: Decision) -> None:
        self.house, self.decision = house, decision
        self.subject = decision.begin(house)
        self.before = self.denied()
        self.tried = 0
        self.stood: list[str] = []

    def propose(self) -> Any:
        return self.decision.propose(self.house, self.subject)

    def seal(self, proposed: Any) -> str:
        return self.decision.seal(proposed) if self.decision.seal else ""

    def sign(self, ctx: Context, proposed: Any, seal: str) -> object:
        return self.decision.sign(ctx, proposed, seal)

    def fails(self, attack: str, ctx: Context, proposed: Any, seal: str) -> None:
        self.tried += 1
        copy, before = type(proposed)._base_manager.get(pk=proposed.pk), self.denied()
        try:
            self.sign(ctx, copy, seal)
        except (Conflict, Denied):
            if self.denied() != before + 1:
                self.stood.append(f"{attack}: nothing on the trail")
        else:
            self.stood.append(attack)

    def denied(self) -> int:
        return AuditEvent.objects.filter(action=f"{self.decision.action}{audit.DENIED}").count()


def alone(at: Attacked, proposed: Any) -> None:
    """Self-approval: in another session; and as whoever she may act for, or in her other functions."""
    first, seal = at.house[at.decision.first], at.seal(proposed)
    for role in Role:
        at.fails(f"as {role}", replace(first, role=role, session=f"other-{role}"), proposed, seal)


def in_one_session(at: Attacked, proposed: Any) -> None:
    second, first = at.house[at.decision.second], at.house[at.decision.first]
    for session in (first.session, ""):
        at.fails(f"session {session!r}", replace(second, session=session), proposed, at.seal(proposed))


def on_another_page(at: Attacked, proposed: Any) -> None:
    if at.decision.seal:
        at.fails("another page", at.house[at.decision.second], proposed, "0" * 64)


def overtaken(at: Attacked, proposed: Any) -> None:
    """A lost race: what waits is decided otherwise between the reading and the writing of this one."""
    with between(at, proposed):
        at.fails("lost race", at.house[at.decision.second], proposed, at.seal(proposed))


def after_a_change(at: Attacked, proposed: Any) -> None:
    """Approve first, then change: what she saw is no longer what would be decided."""
    seen = at.seal(proposed)
    at.decision.news(at.house, proposed)
    at.fails("changed", at.house[at.decision.second], proposed, seen)


def from_an_old_tab(at: Attacked, proposed: Any) -> Any:
    seen, anew = at.seal(proposed), at.propose()
    if at.decision.seal:
        at.fails("old tab, new proposal", at.house[at.decision.second], anew, seen)
    if at.decision.voids:
        at.fails("old tab, old proposal", at.house[at.decision.second], proposed, seen)
    return anew


def at_the_same_time(at: Attacked, proposed: Any) -> None:
    """Two click on what both have before them; the first one is also the negative control of all attacks."""
    hers = type(proposed)._base_manager.get(pk=proposed.pk)
    seal, refused = at.seal(proposed), at.denied()
    at.sign(at.house[at.decision.second], proposed, seal)
    assert at.denied() == refused
    at.tried += 1
    with pytest.raises((Conflict, Denied)):
        at.sign(at.house[at.decision.third], hers, seal)


@contextmanager
def between(at: Attacked, proposed: Any) -> Iterator[None]:
    module, name = at.decision.gate.rsplit(".", 1)
    asked = getattr(import_module(module), name)

    def first(*args: Any, **more: Any) -> Any:
        at.decision.overtaken(at.house, type(proposed)._base_manager.get(pk=proposed.pk))
        return asked(*args, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(at.decision.gate, first)
        yield


@pytest.mark.parametrize("name", DECISIONS)
def test_every_attack_is_refused_and_on_the_trail(name: str, house: House) -> None:
    at = Attacked(house, DECISIONS[name])
    proposed = at.propose()

    for attack in (alone, in_one_session, on_another_page, overtaken, after_a_change):
        attack(at, proposed)
    at_the_same_time(at, from_an_old_tab(at, proposed))

    assert at.stood == []
    assert at.denied() - at.before == at.tried


def test_every_decision_of_two_is_attacked() -> None:
    """Whatever the table of rights gives only to another person, and the acceptance that ends all clocks."""
    by_two = {
        action
        for action, grants in policy._grants.items()
        for grant in grants
        if {by_another, not_mine} & set(grant.conditions)
        or {named_as_second, acting} <= set(grant.conditions)
    }

    assert {decision.action for decision in DECISIONS.values()} == by_two | {HandoverAction.NOTE_ANSWER}
