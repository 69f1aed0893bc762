"""Who may do what with volunteers, restated by hand; then the table is spoilt."""

from typing import Any

import pytest

from schutznetz.care.models import Family
from schutznetz.kernel.context import SYSTEM
from schutznetz.networks.models import Network
from schutznetz.policy.traced import TRACED
from schutznetz.volunteers.actions import VolunteerAction as A
from schutznetz.volunteers.models import Match, Volunteer, Wish
from tests.conftest import NOON
from tests.rights import At, Desk, Rules, desk, deviations, unnoticed_in
from tests.values import LATER

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()


def ours(at: At) -> bool:
    return at.role == "volunteer_coordinator"


RULES: Rules = {
    A.LIST: (Network, ours),
    A.ADD: (Network, ours),
    A.HOLD_GROUP: (Network, ours),
    A.ASK: (Network, lambda at: at.role == "coordinator"),
    A.READ: (Volunteer, ours),
    A.CHANGE: (Volunteer, lambda at: ours(at) and not at.is_("left")),
    A.NOTE_CERTIFICATE: (Volunteer, lambda at: ours(at) and not at.is_("left")),
    A.LEAVE: (Volunteer, lambda at: ours(at) and not at.is_("left")),
    A.TAKE_UP: (Volunteer, lambda at: ours(at) and at.is_("preparing")),
    A.REMIND: (Volunteer, lambda at: at.role == SYSTEM and not at.is_("left")),
    A.FORGET_CERTIFICATE: (Volunteer, lambda at: at.role == SYSTEM),
    A.ERASE: (Volunteer, lambda at: at.role == SYSTEM and at.is_("left")),
    A.READ_WISH: (Wish, ours),
    A.WITHDRAW: (Wish, lambda at: ours(at) and at.is_("waiting")),
    A.PROPOSE: (Wish, lambda at: ours(at) and at.is_("waiting")),
    A.READ_MATCH: (Match, ours),
    A.NOTE_TALKS: (Match, lambda at: ours(at) and at.is_("proposed")),
    A.DECIDE: (Match, lambda at: ours(at) and at.is_("proposed")),
    A.NOTE_VISIT: (Match, lambda at: ours(at) and at.is_("running")),
    A.PAY: (Network, ours),
    A.ASK_END: (Match, lambda at: at.role == SYSTEM and at.is_("running")),
    A.EXTEND: (Match, lambda at: ours(at) and at.is_("running")),
    A.END_MATCH: (Match, lambda at: ours(at) and at.is_("running")),
}
RESTATED = [*A]
BY_STATE: dict[str, dict[str, Any]] = {
    "preparing": {"last_active_on": None},
    "active": {"last_active_on": TODAY},
    "left": {"last_active_on": TODAY, "left_on": TODAY, "left_why": "time"},
}


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for state, more in BY_STATE.items():
        said: dict[str, Any] = {
            "reference": state,
            "name": "x",
            "contact": "x",
            "profile": {},
            "added_at": NOON,
        }
        at.say(Volunteer.objects.create(state=state, **said, **more), state)
    waiting = at.say(_wish(at, "waiting"), "waiting")
    at.say(_wish(at, "waiting", ended_at=LATER))
    for state in ("matched", "closed", "withdrawn"):
        at.say(_wish(at, state))
    for state in ("proposed", "declined"):
        at.say(_match(at, waiting, state), state)
    for state in ("running", "ended"):
        at.say(_match(at, _wish(at, "withdrawn"), state), state)
    return at


def _wish(at: Desk, state: str, **family: object) -> Wish:
    number = len(Family.objects.all())
    said = {"reference": f"{number}", "language": "de", "name": "x", "opened_at": NOON, "opened_by": at.bert}
    asked = {"details": {}, "words": "x", "consented_on": TODAY, "asked_by": at.bert, "asked_at": NOON}
    return Wish.objects.create(family=Family.objects.create(**said, **family), state=state, **asked)


def _match(at: Desk, wish: Wish, state: str) -> Match:
    said: dict[str, object] = {"wish": wish, "state": state, "proposed_by": at.bert, "proposed_at": NOON}
    if state != "proposed":
        said |= {"decided_by": at.bert, "decided_at": NOON, "reasons": "x"}
    if state in {"running", "ended"}:
        talks = {
            "talk_volunteer_on": TODAY,
            "talk_volunteer": "x",
            "talk_family_on": TODAY,
            "talk_family": "x",
        }
        said |= talks | {"agreement": "x", "starts_on": TODAY, "planned_until": TODAY}
    if state == "ended":
        said |= {"ended_on": TODAY, "end_reason": "planned"}
    return Match.objects.create(**said)


def test_every_action_is_restated() -> None:
    assert set(RULES) == set(A)


def test_the_table_says_what_this_page_says(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []


def test_every_look_at_what_is_sealed_leaves_a_trace() -> None:
    assert {A.LIST, A.READ, A.CHANGE, A.LEAVE, A.HOLD_GROUP, A.PAY, A.READ_WISH, A.READ_MATCH} <= TRACED
