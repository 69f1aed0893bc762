"""Who reads secrets, opens a door in an emergency or stands back, restated by hand; then spoilt."""

from datetime import timedelta
from typing import Any

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases.actions import EmergencyAction as E
from schutznetz.cases.actions import RecordAction as Record
from schutznetz.cases.actions import RecusalAction as R
from schutznetz.cases.actions import SecretAction as S
from schutznetz.cases.models import (
    Case,
    CaseEntry,
    Clearance,
    Doubt,
    EmergencyAccess,
    EmergencyReview,
    EntrustedEntry,
    EntrustedRelease,
    Mark,
    MarkLifting,
    Report,
    Whereabouts,
)
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON, context
from tests.rights import LEAD, LINE, OFFICE, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")
REVIEWERS = {LEAD, "data_protection"}
HOUR = timedelta(hours=1)


def in_office(at: At, *words: str) -> bool:
    return at.role in OFFICE and at.is_(*words)


def declares_on_report(at: At) -> bool:
    takes = at.role == "intake" or (at.role == "case_worker" and at.duty)
    return in_office(at, "mine") or at.role == LEAD or (takes and at.is_("undecided"))


RULES: Rules = {
    S.KEEP_ENTRUSTED: (Case, lambda at: at.mine and at.open),
    S.LIST: (Case, lambda at: at.mine),
    S.READ_ENTRUSTED: (EntrustedEntry, lambda at: in_office(at, "author", "released")),
    S.RELEASE: (EntrustedEntry, lambda at: in_office(at, "author")),
    S.PROTECT_PLACE: (Case, lambda at: at.mine and at.open),
    S.READ_PLACE: (
        Whereabouts,
        lambda at: in_office(at, "lead") or (at.mine and at.is_("cleared")) or _in_emergency(at),
    ),
    S.CLEAR: (Whereabouts, lambda at: in_office(at, "lead")),
    S.CONFIRM_CLEARANCE: (
        Clearance,
        lambda at: (
            (at.mine or at.role == LEAD) and at.is_("waits") and not at.is_("by me") and not at.is_("for me")
        ),
    ),
    S.WITHDRAW_CLEARANCE: (
        Clearance,
        lambda at: in_office(at, "lead") and at.is_("waits", "granted"),
    ),
    R.DECLARE: (Case, lambda at: at.mine or at.role == LEAD),
    R.DECLARE_ON_REPORT: (Report, declares_on_report),
    R.RAISE: (Case, lambda at: at.mine or at.role == LEAD),
    R.RAISE_ON_REPORT: (Report, lambda at: in_office(at, "mine") or at.role == LEAD),
    R.ANSWER: (Doubt, lambda at: in_office(at, "about me") and at.is_("waits")),
    R.READ: (Doubt, lambda at: at.role == LEAD and not at.is_("about me")),
    R.DECIDE: (Doubt, lambda at: at.role == LEAD and at.is_("waits") and not at.is_("about me")),
    E.ASK: (Network, lambda at: at.role in LINE),
    E.OPEN: (Case, lambda at: at.role == "intake" or (at.role == "case_worker" and at.duty)),
    E.LIST: (Network, lambda at: at.role in REVIEWERS),
    E.READ: (EmergencyAccess, lambda at: at.role in REVIEWERS and at.is_("by another")),
    E.REVIEW: (
        EmergencyAccess,
        lambda at: at.role in REVIEWERS and at.is_("by another") and not at.is_("seen"),
    ),
    Record.PROPOSE_UNMARK: (Mark, lambda at: at.mine and at.is_("stands")),
    Record.CONFIRM_UNMARK: (
        MarkLifting,
        lambda at: (at.mine or at.role == LEAD) and at.is_("waits") and at.is_("by another"),
    ),
}
RESTATED = [*RULES]


def _in_emergency(at: At) -> bool:
    """Only with the place asked for, and for as long as it is open: one ends at noon, one a while later."""
    return at.role in LINE and at.is_("opened with place")


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for words in (("lead",), ("substitute",), ("member",), ("outside",)):
        for state in ((), ("closed",)):
            _place_of(at, at.case(*words, *state), *words)
        _entrusted(at, at.case(*words), *words)
    for relation in ("member", "outside"):
        kept = _place_of(at, at.case(relation), relation, "cleared")
        at.say(_clearance(at, kept, at.dora), relation, "granted", "for me")
    _clearances(at)
    for words, opened in (
        (("opened",), {"with_whereabouts": False}),
        (("opened with place",), {"with_whereabouts": True}),
        (("over",), {"ends_at": NOON}),
        (("to come",), {"opened_at": NOON + HOUR, "ends_at": NOON + 2 * HOUR}),
        (("opened by bert",), {"opened_by": at.bert}),
    ):
        case = at.case(*words)
        _place_of(at, case, *words)
        at.say(_emergency(at, case, **{"with_whereabouts": True, **opened}), *_whose(words))
    _seen(at)
    _doubts(at)
    _reports(at)
    _marks(at)
    return at


def _clearances(at: Desk) -> None:
    """Clearances that open nothing: of an older place, run out, taken back, waiting, refused; and whose."""
    half_a_year = timedelta(days=182)
    ended = {"withdrawn_by": at.bert, "withdrawn_at": NOON}
    waits: dict[str, Any] = {
        "state": "proposed", "confirmed_by": None, "confirmed_at": None, "confirmed_session": "",
    }  # fmt: skip
    for before, more, words in (
        (HOUR, {}, ("granted",)),
        (timedelta(), ended, ()),
        (half_a_year, {}, ("granted",)),
        (timedelta(), waits, ("waits",)),
        (timedelta(), {**waits, "state": "voided"}, ()),
    ):
        kept = _place_of(at, at.case("member"), "member")
        if before == half_a_year:
            Whereabouts.objects.filter(pk=kept.pk).update(kept_at=NOON - 2 * half_a_year)
        row = _clearance(at, kept, at.dora, **{"confirmed_at": NOON - before, **more})
        at.say(row, "member", "for me", *words)
    for relation in ("lead", "substitute", "member", "outside"):
        for person, more, said in (
            (at.bert, {}, ["granted"]),
            (at.carl, ended, []),
            (at.bert, waits, ["waits"]),
            (at.bert, {**waits, "proposed_by": at.dora}, ["waits", "by me"]),
            (at.bert, {**waits, "state": "voided"}, []),
        ):
            kept = _place_of(at, at.case(relation), relation)
            at.say(_clearance(at, kept, person, **more), relation, *said)


def _clearance(at: Desk, kept: Whereabouts, person: User, **changes: Any) -> Clearance:
    first, second = [each for each in (at.bert, at.carl, at.dora) if each != person]
    two = {"proposed_by": first, "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    two |= {"confirmed_by": second, "confirmed_at": NOON, "confirmed_session": "second"}
    said = {"state": "confirmed", "reasons": "x"}
    return Clearance.objects.create(whereabouts=kept, person=person, **{**said, **two, **changes})


def _marks(at: Desk) -> None:
    """Marks that stand with a proposal of hers or of another, and one that was lifted."""
    for relation in ("lead", "substitute", "member", "outside"):
        case = at.case(relation)
        for person, whose in ((at.dora, "by me"), (at.bert, "by another")):
            mark = at.say(_mark(at, case), relation, "stands")
            at.say(_lifting(mark, person), relation, whose, "waits")
        mark = at.say(_mark(at, case), relation)
        signed = {"state": "confirmed", "confirmed_by": at.carl, "confirmed_at": NOON}
        at.say(_lifting(mark, at.bert, confirmed_session="second", **signed), relation, "by another")
        Mark.objects.filter(pk=mark.pk).update(lifted_at=NOON)


def _mark(at: Desk, case: Case) -> Mark:
    entry = CaseEntry.objects.create(
        case=case, author=at.bert, at=NOON, entered_at=NOON, kind="fact", text="x", observation="own",
        source="family",
    )  # fmt: skip
    by = {"set_by": at.bert, "set_at": NOON}
    return Mark.objects.create(case=case, record=entry.pk, kind="secrecy", reasons="x", **by)


def _lifting(mark: Mark, person: User, **changes: Any) -> MarkLifting:
    by = {"proposed_by": person, "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    return MarkLifting.objects.create(mark=mark, reasons="x", **by, **changes)


def _whose(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("by another",) if "opened by bert" in words else ("by me",)


def _place_of(at: Desk, case: Case, *words: str) -> Whereabouts:
    said = dict.fromkeys(("place", "from_whom"), "x")
    return at.say(Whereabouts.objects.create(case=case, kept_by=at.bert, kept_at=NOON, **said), *words)


def _entrusted(at: Desk, case: Case, *words: str) -> None:
    for author, more in ((at.dora, "author"), (at.bert, ""), (at.bert, "released")):
        entry = EntrustedEntry.objects.create(
            case=case, author=author, at=NOON, entered_at=NOON, said_by="x", text="x"
        )
        at.say(entry, *words, *filter(None, [more]))
        person = at.dora if more == "released" else at.carl
        released = {"ground": "consent", "reasons": "x", "person": person, "released_by": at.bert}
        EntrustedRelease.objects.create(entry=entry, released_at=NOON, **released)


def _emergency(at: Desk, case: Case, **changes: Any) -> EmergencyAccess:
    given = {"opened_by": at.dora, "opened_at": NOON - HOUR, "ends_at": NOON + HOUR, "review_by": NOON + HOUR}
    return EmergencyAccess.objects.create(case=case, reason="danger_now", reasons="x", **{**given, **changes})


def _doubts(at: Desk) -> None:
    """Doubts about her and about another, that wait, and that are decided."""
    decided = {"state": "unfounded", "decided_by": at.carl, "decided_at": NOON, "decision_why": "x"}
    for relation in ("lead", "outside"):
        for person, whose in ((at.dora, ("about me",)), (at.bert, ())):
            for more, waits in (({}, ("waits",)), ({**decided, "answer": "x"}, ())):
                doubt = Doubt.objects.create(
                    case=at.case(relation),
                    person=person,
                    ground="mistrust",
                    reasons="x",
                    raised_by=at.carl,
                    raised_at=NOON,
                    **more,
                )
                at.say(doubt, relation, *whose, *waits)


def _seen(at: Desk) -> None:
    for reviewer, words in ((at.dora, ("by another", "seen")), (at.carl, ("by another",))):
        access = at.say(_emergency(at, at.case("outside"), opened_by=at.bert), *words)
        said = {"reviewer": reviewer, "reviewed_as": "team_lead", "finding": "needed", "reviewed_at": NOON}
        EmergencyReview.objects.create(access=access, **said)


def _reports(at: Desk) -> None:
    clerk = context(at.network, at.bert, Role.CASE_WORKER)
    for words, people, state in (
        (("undecided",), (None, None), "received"),
        (("undecided", "mine"), (at.dora, at.bert), "triage"),
        (("undecided", "mine"), (at.bert, at.dora), "triage"),
        (("undecided",), (at.bert, at.carl), "triage"),
        (("mine",), (at.dora, at.bert), "accepted"),
        ((), (at.bert, at.carl), "accepted"),
    ):
        report = at.say(make.report(clerk, at.network), *words)
        responsible, second = people
        done: dict[str, Any] = {"taken_at": NOON if responsible else None}
        done["decided_at"] = NOON if state == "accepted" else None
        Report.objects.filter(pk=report.pk).update(
            state=state, responsible=responsible, second=second, **done
        )


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
