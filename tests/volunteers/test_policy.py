"""Who may do what with volunteers, restated by hand; then the table is spoilt."""

from datetime import timedelta
from typing import Any

import pytest

from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, Passing, Referral
from schutznetz.kernel.context import SYSTEM
from schutznetz.networks.models import Network, Organisation
from schutznetz.policy.traced import TRACED
from schutznetz.volunteers.actions import VolunteerAction as A
from schutznetz.volunteers.models import Match, Volunteer, Wish
from tests.care.conftest import told as tell
from tests.conftest import NOON
from tests.rights import At, Desk, Rules, desk, deviations, unnoticed_in
from tests.values import LATER

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOON.date()


def ours(at: At) -> bool:
    return at.role == "volunteer_coordinator"


def told(at: At) -> bool:
    return ours(at) and at.is_("told")


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
    A.READ_WISH: (Wish, told),
    A.WITHDRAW: (Wish, lambda at: told(at) and at.is_("waiting")),
    A.PROPOSE: (Wish, lambda at: told(at) and at.is_("waiting")),
    A.READ_MATCH: (Match, told),
    A.NOTE_TALKS: (Match, lambda at: told(at) and at.is_("proposed")),
    A.DECIDE: (Match, lambda at: told(at) and at.is_("proposed")),
    A.NOTE_VISIT: (Match, lambda at: told(at) and at.is_("running")),
    A.PAY: (Network, ours),
    A.ASK_END: (Match, lambda at: at.role == SYSTEM and at.is_("running")),
    A.EXTEND: (Match, lambda at: told(at) and at.is_("running")),
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
    for how in ("told", "a colleague", "for another house", "with a request only", "withdrawn", "over"):
        at.say(_wish(at, "waiting", how), "waiting", how)
        for state in ("proposed", "running"):
            at.say(_match(at, _wish(at, "withdrawn", how), state), state, how)
    waiting = at.say(_wish(at, "waiting"), "waiting", "told")
    at.say(_wish(at, "waiting", ended_at=LATER), "told of a help that has ended")
    for state in ("matched", "closed", "withdrawn"):
        at.say(_wish(at, state), "told")
    for state in ("proposed", "declined"):
        at.say(_match(at, waiting, state), state, "told")
    at.say(_match(at, _wish(at, "withdrawn"), "ended"), "ended", "told")
    return at


def _wish(at: Desk, state: str, how: str = "told", **said: object) -> Wish:
    number = len(Family.objects.all())
    opened = {"reference": f"{number}", "language": "de", "opened_at": NOON, "opened_by": at.bert}
    family = Family.objects.create(name="x", **opened, **said)
    asked = {"details": {}, "words": "x", "asked_by": at.bert, "asked_at": NOON}
    return Wish.objects.create(family=family, state=state, consent=_consent(at, family, how), **asked)


def _consent(at: Desk, family: Family, how: str) -> FamilyConsent:
    """A consent by which Dora was told, or one that does not let her read."""
    whom = at.bert if how == "a colleague" else at.dora
    house = Organisation.objects.get_or_create(name="Haus")[0] if how == "for another house" else None
    day = TODAY - timedelta(days=1) if how == "over" else TODAY
    consent = tell(family, whom, at.bert, day=day, organisation=house)
    if how == "withdrawn":
        FamilyConsent.objects.filter(pk=consent.pk).update(withdrawn_at=NOON, withdrawal="code")
    if how == "with a request only":
        _only_with_a_request(at, consent)
    return consent


def _only_with_a_request(at: Desk, consent: FamilyConsent) -> None:
    """Dora was asked for something else; a colleague was told of this."""
    [mine] = ConsentRecipient.objects.filter(consent=consent)
    theirs = ConsentRecipient.objects.create(consent=consent, person=at.carl)
    family = {"family_id": consent.family_id}
    referral = Referral.objects.create(
        **family, recipient=mine, deputy=theirs, sent_by=at.bert, sent_at=NOON, due_at=NOON, need="x"
    )
    Passing.objects.filter(recipient=mine).delete()
    said = {**family, "passed_at": NOON, "passed_on": TODAY, "passed_by": at.bert, "basis": "consent"}
    said |= {"by_youth_office": False, "necessity": "x"}
    for recipient, asked in ((mine, referral), (theirs, None)):
        Passing.objects.create(recipient=recipient, referral=asked, **said)


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
