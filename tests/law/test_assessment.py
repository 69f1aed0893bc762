"""The guards G1 to G11 and the words of a result, every combination of what they ask."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from schutznetz.law import assessment
from schutznetz.law.assessment import GUARDS, Assessment, Words, fits, is_downgrade, leader_signs, missing

pytestmark = pytest.mark.static

COMPLETE = Assessment(
    professionals=2,
    guardians_talked_to=True,
    guardians_left_out=False,
    child_heard=True,
    child_left_out=False,
    impression_needed=True,
    impression_gained=True,
    reported_under_secrecy=True,
    reporter_decided=True,
    children_listed=True,
    children_without_assessment=0,
    history_checked=True,
    former_offices_checked=True,
    adults_listed=True,
    adults_unclear=0,
    dated_facts=1,
    exonerating_considered=True,
    needs_unclear=0,
    third_party_without_ground=0,
)
BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("G1", {"professionals": 1}),
    ("G2", {"guardians_talked_to": False}),
    ("G3", {"child_heard": False}),
    ("G4", {"impression_needed": None}),
    ("G4", {"impression_gained": False}),
    ("G5", {"reporter_decided": False}),
    ("G6", {"children_listed": False}),
    ("G6", {"children_without_assessment": 1}),
    ("G7", {"history_checked": False}),
    ("G7", {"former_offices_checked": False}),
    ("G8", {"adults_listed": False}),
    ("G8", {"adults_unclear": 1}),
    ("G9", {"dated_facts": 0}),
    ("G9", {"exonerating_considered": False}),
    ("G10", {"needs_unclear": 1}),
    ("G11", {"third_party_without_ground": 1}),
]
SPARED: list[dict[str, Any]] = [
    {"guardians_talked_to": False, "guardians_left_out": True},
    {"child_heard": False, "child_left_out": True},
    {"impression_needed": False, "impression_gained": False},
    {"reported_under_secrecy": False, "reporter_decided": False},
    {"professionals": 5, "dated_facts": 40},
]


def codes(at: Assessment) -> list[str]:
    return [guard.code for guard in missing(at)]


def test_nothing_is_missing_from_a_complete_assessment() -> None:
    assert missing(COMPLETE) == []
    assert assessment.ready(COMPLETE)


@pytest.mark.parametrize(("code", "broken"), BREAKS)
def test_each_gap_opens_its_guard_and_no_other(code: str, broken: dict[str, Any]) -> None:
    at = replace(COMPLETE, **broken)

    assert codes(at) == [code]
    assert assessment.ready(at).norm == next(guard.norm for guard in GUARDS if guard.code == code)


@pytest.mark.parametrize("code", [f"G{number}" for number in range(1, 12)])
def test_each_guard_is_missed_when_it_is_removed(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment, "GUARDS", [guard for guard in GUARDS if guard.code != code])

    assert [broken for its, broken in BREAKS if its == code and codes(replace(COMPLETE, **broken)) == []]


@pytest.mark.parametrize("reason", SPARED)
def test_a_reason_or_a_decision_against_it_is_enough(reason: dict[str, Any]) -> None:
    assert codes(replace(COMPLETE, **reason)) == []


OUTCOMES = ("acute", "latent", "need_for_support", "none")
EVERY = [
    Words(
        outcome=outcome,
        dangers=dangers,
        present=present,
        harm=harm,
        likelihood=likelihood,
        willing=willing,
        able=able,
        help_offered=offered,
    )
    for outcome, dangers, present, harm, likelihood, willing, able, offered in product(
        OUTCOMES,
        (0, 1),
        ("established", "suspected", "none"),
        ("grave", "considerable", "slight", "none"),
        ("near_certain", "sufficient", "possible", "remote"),
        ("yes", "partly", "no", "unknown"),
        ("yes", "partly", "no", "unknown"),
        (True, False),
    )
]


def test_what_is_called_acute_is_a_present_danger_of_considerable_harm_that_parents_do_not_avert() -> None:
    acute = [words for words in EVERY if words.outcome == "acute" and fits(words)]

    assert acute
    assert all(
        words.dangers
        and words.present == "established"
        and words.harm in {"grave", "considerable"}
        and words.likelihood != "remote"
        and {words.willing, words.able} != {"yes"}
        for words in acute
    )


def test_the_graver_the_harm_the_less_likely_it_needs_to_be() -> None:
    possible = {w.harm for w in EVERY if w.outcome == "acute" and w.likelihood == "possible" and fits(w)}

    assert possible == {"grave"}


def test_no_danger_is_named_where_the_result_says_there_is_none() -> None:
    calm = [words for words in EVERY if words.outcome in {"need_for_support", "none"} and fits(words)]

    assert calm
    assert all(words.present == "none" and not words.dangers for words in calm)
    assert all(words.help_offered for words in calm if words.outcome == "need_for_support")


def test_a_latent_danger_leaves_a_serious_suspicion_and_a_kind_of_danger() -> None:
    latent = [words for words in EVERY if words.outcome == "latent" and fits(words)]

    assert latent
    assert all(words.present != "none" and words.dangers for words in latent)


def carried(words: Words) -> bool:
    """Restate by hand which words carry which result (§ 1666 BGB, BGH XII ZB 149/16 and 408/18)."""
    likely = {"near_certain", "sufficient"} | ({"possible"} if words.harm == "grave" else set())
    return {
        "acute": words.dangers > 0
        and words.present == "established"
        and words.harm in {"grave", "considerable"}
        and words.likelihood in likely
        and (words.willing, words.able) != ("yes", "yes"),
        "latent": words.dangers > 0 and words.present in {"established", "suspected"},
        "need_for_support": words.dangers == 0 and words.present == "none" and words.help_offered,
        "none": words.dangers == 0 and words.present == "none",
    }[words.outcome]


def test_exactly_these_words_carry_a_result() -> None:
    """Every combination, in both directions: nothing unlawful is taken and nothing lawful is refused."""
    assert [words for words in EVERY if bool(fits(words)) is not carried(words)] == []


def test_every_refusal_says_why_and_on_which_norm() -> None:
    refused = [decision for words in EVERY if not (decision := fits(words))]

    assert refused
    assert all(decision.reason and decision.norm for decision in refused)


@pytest.mark.parametrize(("before", "after"), list(product(("", *OUTCOMES), OUTCOMES)))
def test_the_leader_signs_danger_and_every_milder_result(before: str, after: str) -> None:
    milder = before in OUTCOMES and OUTCOMES.index(after) > OUTCOMES.index(before)

    assert is_downgrade(before, after) is milder
    assert leader_signs(before, after) is (milder or after in {"acute", "latent"})
