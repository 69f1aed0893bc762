"""What closes a step although the state is right: each guard refuses by itself, whatever stands behind it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schutznetz.cases import states
from schutznetz.cases.choices import Outcome, WatchedKind
from schutznetz.cases.models import (
    Case,
    Closing,
    CourtReferral,
    ImmediateProtection,
    Report,
    TeamMember,
    WatchedItem,
)
from schutznetz.cases.standing import danger_without_action
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id
from schutznetz.law.decision import Decision
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.keeping.conftest import handed_over
from tests.conftest import NOON

ANNA, BERT = new_id(), new_id()


def told(decision: Decision) -> str:
    """Return why a guard refuses; nothing when it lets pass."""
    return "" if decision else decision.reason


@pytest.mark.parametrize(
    ("second", "why"), [(BERT, ""), (ANNA, "zwei Fachkräfte"), (None, "zwei Fachkräfte")]
)
def test_a_report_is_decided_by_two(inside: None, second: UUID | None, why: str) -> None:
    report = Report(state="triage", responsible_id=ANNA, second_id=second)

    for step in ("close", "accept"):
        assert why in told(states.REPORT.can(report, step))
        assert bool(why) is not bool(states.REPORT.can(report, step))


@pytest.mark.parametrize(("second", "why"), [(BERT, ""), (None, "zweite Person")])
def test_immediate_protection_is_signed_by_somebody_who_was_named(second: UUID | None, why: str) -> None:
    decision = states.PROTECTION.can(ImmediateProtection(state="acting", second_id=second), "confirm")

    assert why in told(decision)
    assert bool(why) is not bool(decision)


def test_an_assessment_is_begun_by_several(make_case: Callable[[], Case], inside: None) -> None:
    case = make_case()
    assert states.CASE.can(case, "assess")

    TeamMember.objects.filter(case=case).delete()
    case.substitute_id = case.lead_id

    assert "mehrere Fachkräfte" in told(states.CASE.can(case, "assess"))


@pytest.mark.parametrize("step", ["set_result", "change_result"])
def test_no_result_while_something_is_missing(step: str, make_case: Callable[[], Case], inside: None) -> None:
    """The guards G1 to G11 stand before the first result and before every later one (INV-3)."""
    case = make_case()
    case.state = "assessment" if step == "set_result" else "result_set"

    assert "nur eine Fachkraft" in told(states.CASE.can(case, step))


LETTER = ("report", "need", "help_kind", "review_results")


@pytest.mark.parametrize("missing", ["court", *LETTER])
def test_no_letter_leaves_that_is_not_whole(missing: str) -> None:
    whole: dict[str, Any] = dict.fromkeys(("court", *LETTER), "x") | {"state": "called"}

    assert states.COURT.can(CourtReferral(**whole), "dispatch")
    assert "Zuerst das Schreiben" in told(
        states.COURT.can(CourtReferral(**whole | {missing: ""}), "dispatch")
    )


@pytest.mark.parametrize("kind", WatchedKind)
def test_only_what_was_agreed_in_a_plan_passes_into_a_new_version(kind: WatchedKind, inside: None) -> None:
    decision = states.WATCHED.can(WatchedItem(kind=kind, state="open"), "supersede")

    assert bool(decision) is (kind == WatchedKind.PLAN)
    assert bool(decision) or "Nur Absprachen" in told(decision)


@pytest.mark.parametrize("outcome", ["", Outcome.ACUTE])
def test_what_protects_the_child_now_lets_something_else_come_first(
    outcome: str, make_case: Callable[[], Case], ctx: Context, tannfurt: Network, inside: None
) -> None:
    case = make_case()
    case.origin, case.outcome = make.report(ctx, tannfurt, danger_now=True), outcome
    assert danger_without_action(case)

    assessing.protect(case, NOON)

    assert not danger_without_action(case)


def test_a_case_is_closed_by_two(make_case: Callable[[], Case], inside: None) -> None:
    case = make.ready_to_close(make_case())
    given = {"case": case, "reason": "averted", "note": "x", "proposed_by": case.lead, "proposed_at": NOON}
    note = Closing.objects.create(outcome=Outcome.NONE, proposed_session="first", seal="x", **given)
    assert "zwei Menschen" in told(states.CASE.can(case, "close"))

    signed = {"confirmed_by": case.substitute, "confirmed_at": NOON, "confirmed_session": "second"}
    Closing.objects.filter(pk=note.pk).update(state="confirmed", confirmed_as="team_lead", **signed)

    assert states.CASE.can(case, "close")
    case.outcome = Outcome.LATENT  # what they signed was another result
    assert "zwei Menschen" in told(states.CASE.can(case, "close"))


def test_a_case_leaves_when_another_office_has_accepted_it(
    make_case: Callable[[], Case], inside: None
) -> None:
    case = make_case()
    assert "schriftlich" in told(states.CASE.can(case, "hand_over"))

    handed_over(case, at=NOON)

    assert states.CASE.can(case, "hand_over")  # as far as the guard goes: the row in hand is the old one
