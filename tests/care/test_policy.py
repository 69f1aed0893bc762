"""Who may do what in early help, restated by hand over role, relation and state; then the table is spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.care import services
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import CALL_KEPT, UNTAKEN_KEPT
from schutznetz.care.models import CallBack, ConsentRecipient, Family, FamilyConsent, OutsidePerson, Referral
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.policy import TRACED
from tests.care.conftest import AYDIN, TODAY
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
A, R = CareAction, Role
EVERYBODY = {PUBLIC, SYSTEM, *Role}
HELPING: set[str] = {
    R.PARTNER, R.PARTNER_LEAD, R.PROVIDER, R.GUIDE, R.JOBCENTER, R.FAMILY_MIDWIFE, R.VOLUNTEER_COORDINATOR,
}  # fmt: skip
ASKED = {*HELPING, R.COORDINATOR}  # who may be asked to help, or to find help
ON_NETWORK: dict[CareAction, set[str]] = {
    A.LIST: {R.COORDINATOR},
    A.OPEN: {R.COORDINATOR},
    A.ASK_CALL: EVERYBODY,
    A.RETURN: EVERYBODY,
    A.LIST_SENT: HELPING,
    A.SEND: HELPING,
    A.OPEN_LINK: EVERYBODY,
    A.NOTE_COUNTS: {R.GUIDE},
    A.READ_COUNTS: {R.GUIDE, R.COORDINATOR},
}
A_SECOND = timedelta(seconds=1)
KEPT = timedelta(days=365)
FAMILIES: dict[str, dict[str, Any]] = {
    "running": {},
    "ended": {"ended_at": NOON - KEPT + A_SECOND},
    "ended, agreed": {"ended_at": NOON},
    "outlived": {"ended_at": NOON - KEPT},
    "untaken": {"untaken": True},
    "untaken, ended": {"untaken": True, "ended_at": NOON - UNTAKEN_KEPT + A_SECOND},
    "untaken, outlived": {"untaken": True, "ended_at": NOON - UNTAKEN_KEPT},
}
NAMED = ("recipient", "deputy", "elsewhere", "nobody", "outside")
WHOSE = ("theirs", "mine", "mine elsewhere", "untaken")  # who noted and sent it; of which family
COVER: dict[str, dict[str, Any]] = {
    "stands": {},
    "last day": {"until": TODAY},
    "expired": {"until": TODAY - timedelta(days=1)},
    "to come": {"given_on": TODAY + timedelta(days=1)},
    "withdrawn": {"withdrawn_at": NOON, "withdrawal": "code"},
}
STATES = ("requested", "waiting", "accepted", "begun", "declined", "ended", "revoked")
RESTATED = [*CareAction]


def on_family(action: CareAction, role: str, state: str) -> bool:
    """The coordination works with families; the house deletes what is over; nobody else knows of them."""
    coordinates, running = role == R.COORDINATOR, state == "running"
    taken = coordinates and not state.startswith("untaken")
    return {
        A.READ: taken,
        A.TAKE_LOG: taken,
        A.CHANGE: coordinates and running,
        A.END: coordinates and running,
        A.NOTE_CONSENT: coordinates and running,
        A.PRINT_CONSENT: coordinates and running,
        A.REFER: coordinates and running,
        A.ERASE: role == SYSTEM and state.endswith("outlived"),
    }[action]


def on_consent(action: CareAction, role: str, named: str, cover: str, whose: str) -> bool:
    """Whoever coordinates, is named or noted it hears of a withdrawal, and notes it once."""
    coordinates = role == R.COORDINATOR and whose != "untaken"
    if action is A.COPY_CONSENT:
        return coordinates
    told = role in ASKED and named in {"recipient", "deputy"}
    hears = coordinates or told or (role in HELPING and whose.startswith("mine"))
    return hears and cover != "withdrawn"


def on_referral(action: CareAction, role: str, named: str, cover: str, whose: str, state: str) -> bool:
    """A named person reads and answers while the consent stands, where she was named, and the help runs.

    After its end she does where the family consented to helping together.

    For whoever has no account the coordination notes it. Who sent it sees that alone, and takes it back.
    """
    mine = role in ASKED and named in {"recipient", "deputy"} and cover in {"stands", "last day"}
    mine = mine and whose != "over"
    alive = state in {"requested", "waiting", "accepted", "begun"}
    coordinates = role == R.COORDINATOR
    outside = coordinates and named == "outside"
    uncovered = role == SYSTEM and cover in {"expired", "withdrawn"}
    sent = role in HELPING and whose == "mine"
    return {
        A.READ_REFERRAL: coordinates or mine,
        A.ANSWER_REFERRAL: (mine or outside) and state in {"requested", "waiting"},
        A.CARRY_ON: (mine or outside) and state in {"accepted", "begun"},
        A.RENEW_LINK: outside and state in {"requested", "waiting"},
        A.REVOKE_REFERRAL: sent or (alive and (uncovered or (coordinates and whose != "untaken"))),
        A.READ_SENT: sent,
    }[action]


ON_FAMILY = (A.READ, A.TAKE_LOG, A.CHANGE, A.END, A.NOTE_CONSENT, A.PRINT_CONSENT, A.REFER, A.ERASE)
ON_REFERRAL = (
    A.READ_REFERRAL, A.ANSWER_REFERRAL, A.CARRY_ON, A.REVOKE_REFERRAL, A.RENEW_LINK, A.READ_SENT,
)  # fmt: skip
ON_CONSENT = (A.WITHDRAW_CONSENT, A.COPY_CONSENT)
CALLS = {"waiting": None, "called": NOON - CALL_KEPT + timedelta(seconds=1), "long ago": NOON - CALL_KEPT}


@dataclass
class World:
    network: Network
    dora: User
    other: User
    house: Organisation
    rows: dict[type[models.Model], dict[object, tuple[str, ...]]] = field(default_factory=dict)

    def say(self, row: models.Model, *words: str) -> None:
        self.rows.setdefault(type(row), {})[row.pk] = words

    def ctx(self, role: str) -> Context:
        if role in {PUBLIC, SYSTEM}:
            acting = context(self.network, self.dora, R.PARTNER)
            return replace(acting, role=role, actor_id=None)
        return context(self.network, self.dora, Role(role))

    def consent(self, family: Family, named: str, cover: str, whose: str) -> None:
        said = {"given_on": TODAY - timedelta(days=9), "until": TODAY + timedelta(days=9)} | COVER[cover]
        withdrawn = {name: said.pop(name) for name in ("withdrawn_at", "withdrawal") if name in said}
        codes = dict.fromkeys(("kind", "purpose", "form", "language", "declared_by", "custody"), "x")
        by = self.dora if whose.startswith("mine") else self.other
        row = FamilyConsent.objects.create(family=family, noted_at=NOON, noted_by=by, **codes | said)
        self.say(row, named, cover, whose)
        mine = {"person": self.dora, "organisation": self.house if named == "elsewhere" else None}
        theirs = {"person": self.other, "organisation": None}
        others: dict[str, tuple[dict[str, Any], ...]] = {
            "nobody": (theirs, {**theirs, "person": self.third}),
            "outside": ({"outside": OutsidePerson.objects.create(consent=row, name="x")}, theirs),
        }
        me, them = (
            ConsentRecipient.objects.create(consent=row, **who) for who in others.get(named, (mine, theirs))
        )
        FamilyConsent.objects.filter(pk=row.pk).update(**withdrawn)
        pair = (them, me) if named == "deputy" else (me, them)
        for state in STATES:
            self._referral(family, pair, state, named, cover, whose)

    def agree(self, family: Family) -> None:
        """Let this family consent to helping together with Dora."""
        said = {"given_on": TODAY, "until": TODAY, "purpose": "give_help", "noted_at": NOON}
        codes = dict.fromkeys(("kind", "form", "language", "declared_by", "custody"), "x")
        row = FamilyConsent.objects.create(family=family, noted_by=self.other, **codes | said)
        ConsentRecipient.objects.create(consent=row, person=self.dora)

    def _referral(
        self, family: Family, pair: tuple[ConsentRecipient, ConsentRecipient], state: str, *words: str
    ) -> None:
        referral = Referral.objects.create(
            family=family,
            state=state,
            recipient=pair[0],
            deputy=pair[1],
            sent_by=self.dora if words[-1].startswith("mine") else self.other,
            sent_from=self.house if words[-1] == "mine elsewhere" else None,
            sent_at=NOON,
            need="x",
            due_at=NOON if state == "requested" else None,
            declined_because="area" if state == "declined" else "",
            ended_because="moved" if state == "ended" else "",
            ended_at=NOON if state == "ended" else None,
        )
        self.say(referral, *words, state)

    @property
    def third(self) -> User:
        return User.objects.get(username="tom")


@pytest.fixture
def world(tannfurt: Network, clara: Context) -> World:
    dora, other = (member(tannfurt, name, R.PARTNER) for name in ("dora", "bert"))
    member(tannfurt, "tom", R.PARTNER)
    every_role_of(dora, R.PARTNER)
    house = Organisation.objects.create(name="Praxis", category=PartnerCategory.MEDICAL_PRACTICE)
    made = World(tannfurt, dora, other, house)
    families: dict[str, Family] = {}
    for state, said in FAMILIES.items():
        families[state] = services.open_family(clara, tannfurt, household=AYDIN)
        Family.objects.filter(pk=families[state].pk).update(**said)
        made.say(families[state], state)
    for named, cover, whose in product(NAMED, COVER, WHOSE):
        made.consent(families["untaken" if whose == "untaken" else "running"], named, cover, whose)
    made.consent(families["ended"], "recipient", "stands", "over")
    made.consent(families["ended, agreed"], "recipient", "stands", "over, agreed")
    made.agree(families["ended, agreed"])
    for state, done_at in CALLS.items():
        call = CallBack.objects.create(
            receipt_tag=state, way="call", language="de", asked_at=NOON, contact="x",
            state="waiting" if done_at is None else "called", done_at=done_at,
        )  # fmt: skip
        made.say(call, state)
    return made


def rule(action: CareAction, role: str, words: tuple[str, ...]) -> bool:
    if action in ON_FAMILY:
        return on_family(action, role, *words)
    if action in ON_REFERRAL:
        return on_referral(action, role, *words)
    if action in ON_CONSENT:
        return on_consent(action, role, *words)
    by, state = (SYSTEM, "long ago") if action is A.FORGET_CALL else (R.COORDINATOR, "waiting")
    return (role, words) == (by, (state,))


def model_of(action: CareAction) -> type[models.Model]:
    if action in ON_FAMILY:
        return Family
    if action in ON_REFERRAL:
        return Referral
    return FamilyConsent if action in ON_CONSENT else CallBack


def disagreements(action: CareAction, world: World, rows: Rows = asked) -> Iterator[tuple[str, ...]]:
    """Yield where the table and this page differ."""
    for role in sorted(EVERYBODY):
        ctx = world.ctx(role)
        if action in ON_NETWORK:
            if (world.network.pk in rows(ctx, action, Network)) is not (role in ON_NETWORK[action]):
                yield (role,)
            continue
        found = rows(ctx, action, model_of(action))
        for pk, words in world.rows[model_of(action)].items():
            if (pk in found) is not rule(action, role, words):
                yield (role, *words)


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in CareAction for each in disagreements(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: CareAction, rows: Rows) -> bool:
        return next(disagreements(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={R.CASE_WORKER, R.DATA_PROTECTION}) == []


def test_every_look_at_a_family_leaves_a_trace() -> None:
    silent = {A.OPEN, A.ERASE, A.REVOKE_REFERRAL, A.FORGET_CALL, A.ASK_CALL, A.RETURN}
    silent |= {A.SEND, A.RENEW_LINK, A.OPEN_LINK, A.NOTE_COUNTS, A.READ_COUNTS}
    assert set(CareAction) - TRACED == silent  # those of RETURN record themselves, with what stood behind
