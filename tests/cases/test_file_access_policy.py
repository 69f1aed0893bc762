"""Who may do what with a request for a file, restated by hand over role, relation and state; spoilt."""

from datetime import timedelta

import pytest

from schutznetz.cases.actions import FileAccessAction as F
from schutznetz.cases.models import AccessPackage, AccessRequest, Case
from schutznetz.networks.models import Network
from tests.conftest import NOON
from tests.rights import LEAD, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")
REQUESTS = ("under way", "released", "handed_out", "refused", "lapsed", "handed_out long ago")


def works(at: At) -> bool:
    return at.mine or at.role == LEAD


def decides(at: At) -> bool:
    return works(at) and at.is_("under way")


RULES: Rules = {
    F.LIST: (Network, lambda at: at.role in {LEAD, "data_protection"}),
    F.OPEN: (Case, works),
    F.READ: (AccessRequest, works),
    F.DECIDE: (AccessRequest, decides),
    F.EXTEND: (AccessRequest, decides),
    F.END: (AccessRequest, lambda at: decides(at) or (works(at) and at.is_("lapsed"))),
    F.PROPOSE: (AccessRequest, decides),
    F.READ_PACKAGE: (AccessPackage, works),
    F.CONFIRM: (AccessPackage, lambda at: works(at) and at.is_("waiting") and not at.is_("by me")),
    F.VOID: (AccessPackage, lambda at: works(at) and at.is_("waiting")),
    F.FETCH: (AccessRequest, lambda at: works(at) and at.is_("released", "handed_out")),
    F.HAND_OUT: (AccessRequest, lambda at: works(at) and at.is_("released")),
}
RESTATED = [*RULES]


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for relation in ("lead", "substitute", "member", "outside"):
        case = at.case(relation)
        for state in REQUESTS:
            at.say(_request(at, case, state), relation, state)
        for words in (("waiting",), ("waiting", "by me"), ("voided",)):
            package = AccessPackage.objects.create(
                request=at.say(_request(at, case, "under way"), relation, "under way"),
                content={},
                seal="x",
                state="proposed" if "waiting" in words else "voided",
                proposed_by=at.dora if "by me" in words else at.carl,
                proposed_at=NOON,
                proposed_session="first",
            )
            at.say(package, relation, *words)
    return at


def _request(at: Desk, case: Case, word: str) -> AccessRequest:
    """What two released can be fetched for thirty days."""
    state = {"lapsed": "released", "handed_out long ago": "handed_out"}.get(word, word)
    made = _made(at, case, state)
    if state in {"released", "handed_out"}:
        ago = timedelta(days=29) if state == word else timedelta(days=30)
        by = {"proposed_by": at.bert, "proposed_at": NOON - ago, "proposed_session": "first", "seal": "x"}
        signed = {"confirmed_by": at.carl, "confirmed_at": NOON - ago, "confirmed_session": "second"}
        AccessPackage.objects.create(request=made, content={}, state="confirmed", **by, **signed)
    return made


def _made(at: Desk, case: Case, state: str) -> AccessRequest:
    over = {"ended_at": NOON, "end_note": "x", "ended_by": at.carl}
    how = {"handed_how": "in_person"} if state == "handed_out" else {}
    return AccessRequest.objects.create(
        case=case,
        state="open" if state == "under way" else state,
        asker="custodian",
        basis="file_access",
        name="x",
        standing="x",
        identity="document",
        received_on=NOON.date(),
        due_on=NOON.date(),
        opened_by=at.carl,
        opened_at=NOON,
        **(over if state in {"refused", "handed_out"} else {}),
        **how,
    )


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
