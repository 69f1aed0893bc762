"""Who may do what with the case of a child, restated by hand over role, relation and state; then spoilt."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.actions import CaseAction as A
from schutznetz.cases.actions import DepartureAction, JoiningAction, MeasureAction, RecordAction, ReportAction
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import (
    Case,
    Closing,
    CourtReferral,
    Departure,
    EmergencyAccess,
    Handover,
    Joining,
    Report,
    TalkInvitation,
)
from schutznetz.kernel import submissions
from schutznetz.kernel.context import SYSTEM
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON, context
from tests.rights import LEAD, LINE, OFFICE, At, Desk, Rules, desk, deviations, unnoticed_in

pytestmark = pytest.mark.usefixtures("inside")
HOUR = timedelta(hours=1)


def works(at: At) -> bool:
    return at.mine and at.open


def raises(at: At) -> bool:
    """Whoever works on it, leads or has duty: up goes it by one, as long as it is assessed."""
    here = at.mine or at.role == LEAD or (at.role in LINE and at.duty)
    return here and at.open and not at.is_("reported")


def ours(at: At) -> bool:
    """Whoever began proceedings before the court takes part to their end, also after a handover."""
    return at.open or at.is_("before court")


def answers(at: At) -> bool:
    """Only to whom the answer is owed and can be given: by an account, or where a contact is known."""
    mine = at.role in OFFICE and at.is_("report mine", "team of a child")
    return mine and at.is_("owed") and at.is_("by account", "contact known")


def notes_profession(at: At) -> bool:
    """Where the law looks at it: inside another institution, and at a provider."""
    mine = at.role in OFFICE and at.is_("report mine", "team of a child")
    return mine and at.is_("profession counts")


def knows_the_reporter(at: At) -> bool:
    return at.role in OFFICE and at.is_("report mine", "team of a child")


def notes_words(at: At) -> bool:
    """Whoever works on it, leads, or has the inbox while nobody has decided."""
    waits = at.is_("new", "in triage") and (at.role == "intake" or (at.role == "case_worker" and at.duty))
    return knows_the_reporter(at) or at.role == LEAD or waits


def uncovers(at: At) -> bool:
    return at.role == LEAD or (at.role in OFFICE and at.is_("report mine"))


def ends(at: At) -> bool:
    """Another person, and where a danger was found a lead."""
    waits = at.is_("waiting") and not at.is_("by me")
    return waits and (at.role == LEAD or (at.mine and at.is_("no danger")))


def sees_joining(at: At) -> bool:
    return at.role == LEAD or (at.role in OFFICE and at.is_("report mine"))


RULES: Rules = {
    A.LIST: (Network, lambda at: at.role in OFFICE),
    A.OPEN: (Network, lambda at: at.role == "case_worker"),
    A.READ: (
        Case,
        lambda at: at.mine or at.role == LEAD or (at.role in LINE and at.is_("in emergency")),
    ),
    A.ASSESS: (Case, works),
    A.PLAN: (Case, works),
    A.CLOSE: (Case, works),
    A.PROPOSE_RESULT: (Case, lambda at: works(at) and at.role in LINE),
    A.RAISE_URGENCY: (Case, raises),
    A.HAND_OVER: (Case, lambda at: (at.mine or at.role == LEAD) and ours(at)),
    A.ADD_COLLEAGUE: (Case, lambda at: (at.mine or at.role == LEAD) and ours(at)),
    A.COMPLETE_RECORD: (Case, lambda at: at.mine or at.role == LEAD),
    A.ASK_FOR_HANDS: (Case, lambda at: at.role == SYSTEM and ours(at)),
    RecordAction.PRINT: (TalkInvitation, lambda at: at.mine or at.role == LEAD),
    ReportAction.GIVE_FEEDBACK: (Report, answers),
    ReportAction.NOTE_PROFESSION: (Report, notes_profession),
    ReportAction.CORRECT_KIND: (Report, knows_the_reporter),
    ReportAction.NOTE_FOR_REPORTER: (Report, notes_words),
    ReportAction.UNCOVER_CONTACT: (Report, uncovers),
    ReportAction.DROP_FEEDBACK: (Report, lambda at: at.role == SYSTEM),
    ReportAction.ASK_FOR_HANDS: (Report, lambda at: at.role == SYSTEM and at.is_("in triage")),
    ReportAction.REBUILD_KNOWN: (Network, lambda at: at.role == SYSTEM),
    ReportAction.LIST_FOR_EMERGENCY: (Report, lambda at: at.role == SYSTEM and not at.is_("gone")),
    JoiningAction.PART: (Joining, sees_joining),
    MeasureAction.OVERSEE: (Network, lambda at: at.role == LEAD),
    MeasureAction.DECIDE_ON_CLOSING: (Closing, ends),
    DepartureAction.WRITE: (Departure, lambda at: at.role == SYSTEM and at.is_("ordered")),
}
RESTATED = [*RULES]


@pytest.fixture
def world(tannfurt: Network) -> Desk:
    at = desk(tannfurt)
    for relation in ("lead", "substitute", "member", "outside"):
        at.case(relation, "reported", state="reported")
        at.case(relation, "closed")
        for before_court in ((), ("before court",)):
            _handed_over(at, at.case(relation, "handed over", *before_court))
        said = dict.fromkeys(("recipient", "occasion", "place"), "x") | {"occasion": "plan"}
        invited = {"invited_by": at.bert, "invited_at": NOON, "at": NOON + HOUR}
        at.say(TalkInvitation.objects.create(case=at.case(relation), **said, **invited), relation)
    given = {"reason": "danger_now", "reasons": "x", "review_by": NOON + HOUR}
    for words, who, ends in (
        ("in emergency", at.dora, NOON + HOUR),
        ("over", at.dora, NOON),
        ("", at.bert, NOON + HOUR),
    ):
        opened = {"opened_by": who, "opened_at": NOON - HOUR, "ends_at": ends}
        EmergencyAccess.objects.create(case=at.case("outside", words), **opened, **given)
    _reports(at)
    _closings(at)
    return at


def _closings(at: Desk) -> None:
    said = {"reason": "averted", "note": "x", "proposed_at": NOON, "proposed_session": "first", "seal": "x"}
    for relation, (outcome, danger), (words, by) in product(
        ("lead", "outside"),
        (("none", "no danger"), ("need_for_support", "no danger"), ("latent", ""), ("acute", "")),
        ((("waiting",), at.bert), (("waiting", "by me"), at.dora), (("voided",), at.bert)),
    ):
        given = {"outcome": outcome, "proposed_by": by} | ({"state": "voided"} if "voided" in words else {})
        case = at.case(relation)
        at.say(Closing.objects.create(case=case, **said, **given), relation, danger, *words)


def _handed_over(at: Desk, case: Case) -> None:
    words = dict.fromkeys(("office", "contact", "reasons", "why_needed", "no_talk_why", "answered_by"), "x")
    told = {
        "ground": "danger",
        "guardians": "told",
        "child": "told",
        "content": {},
        "seal": "x",
        "proof": b"x",
    }
    proposed = {"proposed_by": at.bert, "proposed_at": NOON, "proposed_session": "first"}
    sent = {"sent_by": at.carl, "sent_at": NOON, "sent_session": "second", "answer_by": NOON}
    answered = {"state": "accepted", "answered_at": NOON, "noted_by": at.carl, "noted_session": "third"}
    Handover.objects.create(case=case, **words, **told, **proposed, **sent, **answered)
    if "before court" in at.rows[Case][case.pk]:
        CourtReferral.objects.create(
            case=case, state="called", reasons="x", decided_by=at.bert, decided_at=NOON
        )
    Case.objects.filter(pk=case.pk).update(state="handed_over", closed_at=NOON)


def _reports(at: Desk) -> None:
    """Each with what hangs on it: who works on it, whether an answer is owed, where it stands."""
    for kind, contact, words in (
        (ReporterKind.HEALTH, {"reporter_name": "x"}, ("owed", "contact known")),
        (ReporterKind.HEALTH, {}, ("owed",)),
        (ReporterKind.HEALTH, {}, ("owed", "by account")),
        (ReporterKind.PRIVATE, {"reporter_name": "x"}, ("contact known",)),
        (ReporterKind.SHELTER, {}, ("profession counts",)),
    ):
        for whose in ("report mine", "team of a child", "theirs"):
            told = _by_account(at, kind) if "by account" in words else _told(at, kind, contact)
            _report(at, told, whose, *words)
    for state, word in (("received", "new"), ("triage", "in triage"), ("closed_no_indication", "gone")):
        _brought(at, _told(at, ReporterKind.PRIVATE, {}), state, at.bert, word)
    for state in ("ordered", "written", "adopted"):
        word = "gone" if state == "adopted" else "here"
        report = _brought(at, _told(at, ReporterKind.PRIVATE, {}), "accepted", at.bert, word)
        done = {"adopted_at": NOON, "file_number": "x"} if state == "adopted" else {}
        ordered = {"after": "triage", "ordered_by": at.bert, "ordered_at": NOON}
        at.say(Departure.objects.create(report=report, state=state, **ordered, **done), state)


def _told(at: Desk, kind: ReporterKind, contact: dict[str, str]) -> Report:
    clerk = context(at.network, at.bert, Role.CASE_WORKER)
    return make.report(clerk, at.network, kind=kind, contact=contact)


def _by_account(at: Desk, kind: ReporterKind) -> Report:
    statement = services.Statement(reporter_kind=kind, danger_now=False, facts={"observed": "x"})
    partner = context(at.network, at.dora, Role.PARTNER)
    return services.submit_as_partner(partner, at.network, statement=statement, key=submissions.new_key())


def _brought(at: Desk, report: Report, state: str, first: Any, *words: str) -> Report:
    by: dict[str, Any] = {"responsible": first, "second": at.carl, "taken_at": NOON}
    done = {"decided_at": NOON} if state in {"accepted", "closed_no_indication"} else {}
    Report.objects.filter(pk=report.pk).update(state=state, **(by if state != "received" else {}), **done)
    return at.say(report, *words)


def _report(at: Desk, report: Report, whose: str, *words: str) -> None:
    _brought(at, report, "accepted", at.dora if whose == "report mine" else at.bert, whose, *words)
    other = _brought(at, _told(at, ReporterKind.PRIVATE, {}), "received", None, "new")
    joined = {"joined_by": at.bert, "joined_at": NOON, "reasons": "x"}
    at.say(Joining.objects.create(report=report, other=other, **joined), whose)
    if whose == "team of a child":
        case = at.case("member")
        Case.objects.filter(pk=case.pk).update(origin=report)


def test_the_table_says_what_is_restated_here(world: Desk) -> None:
    assert deviations(world, RULES) == []


@pytest.mark.once
def test_every_change_of_the_table_is_noticed(world: Desk) -> None:
    assert unnoticed_in(world, RULES) == []
