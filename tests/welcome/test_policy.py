"""Who may do what with welcome visits, restated by hand over role, relation and state; then it is spoilt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.db import models

from schutznetz.accounts.models import User
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.law.welcome import AT_MOST
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import Network
from schutznetz.policy import TRACED
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.choices import PAPERS, UNTAKEN
from schutznetz.welcome.models import KnownNewborn, LetterBundle, NewbornList, WelcomeVisit
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

pytestmark = pytest.mark.usefixtures("inside")
A, OFFICE, VISITOR = WelcomeAction, Role.COORDINATOR, Role.WELCOME_VISITOR
EVERYBODY = {PUBLIC, SYSTEM, *Role}
ON_NETWORK = {A.LIST: OFFICE, A.IMPORT: OFFICE, A.FIND: OFFICE, A.TODAY: VISITOR}
ON_LIST = (
    A.READ_LIST,
    A.TAKE_OVER,
    A.FILL_STOP_LIST,
    A.CONFIRM_STOP_LIST,
    A.ORDER_LETTERS,
    A.MAKE_LETTERS,
    A.ERASE_LIST,
)
ON_BUNDLE, ON_KNOWN = (A.FETCH_LETTERS, A.ERASE_LETTERS), (A.FORGET,)
ON_VISIT = (A.READ, A.ARRANGE, A.NOTE_RESULT, A.SILENCE, A.ERASE)
MODELS: dict[WelcomeAction, type[models.Model]] = {
    **dict.fromkeys(ON_NETWORK, Network),
    **dict.fromkeys(ON_LIST, NewbornList),
    **dict.fromkeys(ON_BUNDLE, LetterBundle),
    **dict.fromkeys(ON_VISIT, WelcomeVisit),
    **dict.fromkeys(ON_KNOWN, KnownNewborn),
}
RESTATED = [*WelcomeAction]


def allowed(action: WelcomeAction, role: str, words: set[str]) -> bool:
    """The office does all; a visitor sees and closes her own visits of this day; the house only deletes."""
    office = role == OFFICE
    mine = role == VISITOR and {"arranged", "mine", "today", "freed"} <= words
    written = bool(words & {"written", "arranged"})
    return {
        A.READ_LIST: office,
        A.TAKE_OVER: office and "checked" in words,
        A.FILL_STOP_LIST: office and "open" in words,
        A.CONFIRM_STOP_LIST: office and "open" in words,
        A.ORDER_LETTERS: office and "confirmed" in words,
        A.MAKE_LETTERS: role == SYSTEM and "confirmed" in words,
        A.FETCH_LETTERS: office,
        A.READ: (office and "freed" in words) or mine,
        A.ARRANGE: office and written,
        A.NOTE_RESULT: (office and written) or mine,
        A.SILENCE: office and "freed" in words,
        **dict.fromkeys(
            (A.ERASE, A.ERASE_LETTERS, A.ERASE_LIST, A.FORGET), role == SYSTEM and "due" in words
        ),
    }[action]


@dataclass(frozen=True)
class World:
    network: Network
    dora: User
    rows: dict[type[models.Model], dict[object, set[str]]]

    def ctx(self, role: str) -> Context:
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=role)
        return replace(acting, actor_id=None) if role in {PUBLIC, SYSTEM} else acting


@pytest.fixture
def world(tannfurt: Network) -> World:
    dora, wanda = member(tannfurt, "dora", VISITOR), member(tannfurt, "wanda", VISITOR)
    every_role_of(dora, VISITOR)
    made = World(tannfurt, dora, {model: {} for model in set(MODELS.values()) - {Network}})
    for words, said in _lists(dora):
        made.rows[NewbornList][NewbornList.objects.create(uploaded_by=dora, **said).pk] = words
    freed, unfreed = (
        NewbornList.objects.filter(state=state).order_by("-arrived_at")[0] for state in ("confirmed", "open")
    )
    for words, said in _visits(freed, unfreed, dora, wanda):
        visit = WelcomeVisit.objects.create(household={}, **said)
        made.rows[WelcomeVisit][visit.pk] = words
    for words, at in (({"due"}, NOON - PAPERS), (set(), NOON - PAPERS + timedelta(seconds=1))):
        bundle = LetterBundle.objects.create(
            newborns=freed, kind=LetterKind.WELCOME, count=1, content=b"x", made_at=at
        )
        made.rows[LetterBundle][bundle.pk] = set(words)
    for words, until in (({"due"}, NOON.date()), (set(), NOON.date() + timedelta(days=1))):
        known = KnownNewborn.objects.create(tag=("a", str(until), "x"), until=until)
        made.rows[KnownNewborn][known.pk] = set(words)
    return made


def _lists(dora: User) -> Iterator[tuple[set[str], dict[str, object]]]:
    second = timedelta(seconds=1)
    signed = {"state": "confirmed", "confirmed_by": dora, "confirmed_at": NOON}
    yield {"checked"}, {"arrived": {}, "arrived_at": NOON - UNTAKEN + second}
    yield {"checked", "due"}, {"arrived": {}, "arrived_at": NOON - UNTAKEN}
    yield {"open"}, {"state": "open", "arrived_at": NOON - AT_MOST + second}
    yield {"open", "due"}, {"state": "open", "arrived_at": NOON - AT_MOST}
    yield {"confirmed"}, {**signed, "arrived_at": NOON}
    yield {"confirmed", "due"}, {**signed, "arrived_at": NOON - AT_MOST}


def _visits(
    freed: NewbornList, unfreed: NewbornList, dora: User, wanda: User
) -> Iterator[tuple[set[str], dict[str, object]]]:
    today, tomorrow = NOON.date(), NOON.date() + timedelta(days=1)
    begun = {"newborns": freed, "written_on": today, "delete_on": tomorrow}
    yield {"waiting"}, {"newborns": unfreed, "delete_on": tomorrow}
    yield {"stopped"}, {"newborns": unfreed, "state": "stopped", "delete_on": tomorrow}
    yield {"waiting", "freed"}, {"newborns": freed, "delete_on": tomorrow}
    yield {"written", "freed", "due"}, {**begun, "state": "written", "delete_on": today}
    yield {"closed", "freed", "mine"}, {**begun, "state": "closed", "result": "visited", "visit_on": today}
    for person, whose in ((dora, {"mine"}), (wanda, set())):
        for day, when in ((today, {"today"}), (tomorrow, set())):
            words = {"arranged", "freed", *whose, *when}
            yield words, {**begun, "state": "arranged", "visitor": person, "visit_on": day}


def differing(action: WelcomeAction, world: World, rows: Rows = asked) -> Iterator[tuple[str, set[str]]]:
    for role in sorted(EVERYBODY):
        found = rows(world.ctx(role), action, MODELS[action])
        if action in ON_NETWORK:
            if (world.network.pk in found) is not (role == ON_NETWORK[action]):
                yield role, set()
            continue
        for pk, words in world.rows[MODELS[action]].items():
            if (pk in found) is not allowed(action, role, words):
                yield role, words


def test_every_action_is_restated() -> None:
    assert set(MODELS) == set(WelcomeAction)


def test_the_table_says_what_this_page_says(world: World) -> None:
    assert [(action, *each) for action in WelcomeAction for each in differing(action, world)] == []


@pytest.mark.once
def test_a_spoilt_rule_is_noticed(world: World) -> None:
    def agrees(action: WelcomeAction, rows: Rows) -> bool:
        return next(differing(action, world, rows), None) is None

    assert unnoticed(RESTATED, agrees, added={Role.CASE_WORKER, Role.DATA_PROTECTION}) == []


def test_every_look_at_a_family_leaves_a_trace() -> None:
    assert {A.FILL_STOP_LIST, A.FETCH_LETTERS, A.FIND, A.READ, A.TODAY} <= TRACED
