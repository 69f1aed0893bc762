"""Who keeps, holds, deletes, packs and counts, restated by hand; then the table is spoilt."""

from typing import Any

import pytest

from schutznetz.cases.actions import KeepingAction as K
from schutznetz.cases.actions import StatisticsAction as S
from schutznetz.cases.models import Case, Deletion, Hold, HoldLifting, KeepingPeriod, Package
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.ids import new_id
from schutznetz.networks.models import Network
from tests.conftest import NOON
from tests.rights import LEAD, OFFICE, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")
DELETING = {"records_officer", LEAD}
WATCHING = DELETING | {"data_protection"}


def decides(at: At) -> bool:
    return at.role in DELETING and at.is_("waiting") and not at.is_("by me")


def files(at: At) -> bool:
    return (at.mine or at.role in DELETING) and at.is_("ready")


RULES: Rules = {
    K.LIST: (Network, lambda at: at.role in WATCHING),
    K.READ: (Case, lambda at: at.role in WATCHING),
    K.READ_DELETION: (Deletion, lambda at: at.role in WATCHING),
    K.HOLD: (Case, lambda at: at.role in DELETING),
    K.PROPOSE_LIFTING: (Hold, lambda at: at.role in DELETING and not at.is_("decided")),
    K.CONFIRM_LIFTING: (HoldLifting, decides),
    K.PROPOSE: (Case, lambda at: at.role in DELETING),
    K.DECIDE: (Deletion, decides),
    K.WITHDRAW: (Deletion, lambda at: at.role in DELETING and at.is_("waiting")),
    K.REAPPLY: (Network, lambda at: at.role == SYSTEM),
    K.ERASE_TRACES: (Network, lambda at: at.role == SYSTEM),
    K.ERASE_TRAIL: (Network, lambda at: at.role == SYSTEM),
    K.READ_PERIODS: (Network, lambda at: at.role in WATCHING | {"administrator"}),
    K.PROPOSE_PERIOD: (Network, lambda at: at.role in {"administrator", "records_officer"}),
    K.CONFIRM_PERIOD: (
        KeepingPeriod,
        lambda at: at.role in {"data_protection", LEAD} and at.is_("waiting") and not at.is_("by me"),
    ),
    K.ORDER_PACKAGE: (Case, lambda at: (at.mine or at.role in DELETING) and not at.open),
    K.READ_PACKAGE: (Package, lambda at: at.mine or at.role in DELETING),
    K.MAKE_PACKAGE: (Package, lambda at: at.role == SYSTEM),
    K.FETCH_PACKAGE: (Package, files),
    K.FILE_PACKAGE: (Package, files),
    S.READ: (Network, lambda at: at.role in {"planner", LEAD, "coordinator", "data_protection"}),
    S.LIST_GAPS: (Network, lambda at: at.role in OFFICE),
    S.EXPORT: (Network, lambda at: at.role == "planner"),
    S.NOTE_RETURN: (Network, lambda at: at.role == "planner"),
    S.ENTER_CODES: (Network, lambda at: at.role == "planner"),
    S.RECOUNT: (Network, lambda at: at.role == SYSTEM),
}
RESTATED = [*RULES]
DECIDED: dict[str, Any] = {"confirmed_at": NOON, "confirmed_session": "second", "state": "confirmed"}
PACKAGES: dict[str, dict[str, Any]] = {
    "ordered": {},
    "ready": {"state": "ready", "body": b"x", "ready_at": NOON},
    "filed": {
        "state": "filed",
        "ready_at": NOON,
        "fetched_at": NOON,
        "filed_at": NOON,
        "file_number": "x",
    },
}


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for relation in ("lead", "substitute", "member", "outside"):
        at.case(relation)
        for state, said in PACKAGES.items():
            case = at.case(relation, "closed")
            asked = Package.objects.create(case=case, asked_by=at.bert, asked_at=NOON, **said)
            at.say(asked, relation, state)
    _proposals(at)
    return at


def _proposals(at: Desk) -> None:
    """Each of the four kinds: by Dora, by Bert, and decided."""
    for number, (words, said) in enumerate(
        (
            (("waiting", "by me"), {"proposed_by": at.dora}),
            (("waiting",), {"proposed_by": at.bert}),
            (("decided",), {"proposed_by": at.bert, "confirmed_by": at.carl, **DECIDED}),
            (("voided",), {"proposed_by": at.bert, "state": "voided"}),
        )
    ):
        given = {"proposed_at": NOON, "proposed_session": "first", "seal": "x", **said}
        at.say(Deletion.objects.create(anchor=new_id(), archive="declined", version="1", **given), *words)
        held = at.say(_hold(at, lifted_at=NOON if "decided" in words else None), *words)
        at.say(HoldLifting.objects.create(hold=held, reasons="x", **given), *words)
        retention = f"R{number % 2 + 1}"
        at.say(KeepingPeriod.objects.create(retention=retention, months=12, reasons="x", **given), *words)


def _hold(at: Desk, **said: Any) -> Hold:
    placed = {"placed_by": at.bert, "placed_at": NOON, "review_on": NOON.date()}
    return Hold.objects.create(case=at.case("outside"), ground="court", reasons="x", **placed, **said)


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
