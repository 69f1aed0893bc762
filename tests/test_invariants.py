"""Which tests miss an invariant of the procedure, a guard or a second person when somebody takes it out.

The numbers are those of the specification; what they say stands beside them.
"""

import ast
from pathlib import Path

import pytest

from schutznetz.law.assessment import GUARDS

HERE = Path(__file__).parent
MEASURES, SERVICES = "cases/services/measures", "cases/services"
BETWEEN = f"{SERVICES}/handover/test_between_networks.py"
CLAIMS: dict[str, tuple[str, ...]] = {
    "INV-1 a report is neither changed nor deleted nor rejected": (
        "cases/test_final.py::test_the_database_refuses_to_change",
        "test_walls_of_tables.py::test_nothing_of_a_family_is_deleted_by_a_statement",
        f"{SERVICES}/test_channels.py::test_what_arrives_is_never_rejected_whatever_is_missing",
        "test_machines.py::test_no_way_is_open_but_the_lawful_ones",
    ),
    "INV-2 one responsible person and one substitute at any time": (
        "test_constraints.py::test_each_is_refused_by_its_name",
        f"{SERVICES}/test_cases.py::test_a_case_is_never_given_to_one_person_alone",
        f"{SERVICES}/test_hands.py::test_where_nobody_is_there_the_lead_is_asked_once",
    ),
    "INV-3 no result with an open guard, no closing with anything open": (
        "cases/test_guards.py::test_no_result_while_something_is_missing",
        f"{SERVICES}/results/test_missing.py::test_no_result_while_anything_is_missing",
        f"{MEASURES}/test_closing.py::test_nothing_open_is_closed_over",
        "test_machines.py::test_each_step_has_its_guard",
    ),
    "INV-4 acute never without something that protects": (
        f"{SERVICES}/results/test_results.py::test_acute_danger_is_never_left_without_protection",
        f"{MEASURES}/test_protected.py::test_we_do_not_end_what_alone_protects_a_child_in_acute_danger",
    ),
    "INV-5 a handover stops no clock": (
        f"{SERVICES}/handover/test_sending.py::test_no_clock_stops_while_it_waits",
    ),
    "INV-6 nothing by itself changes a result, lowers or closes": (
        "test_machines.py::test_no_way_is_open_but_the_lawful_ones",
        "test_walls.py::test_nobody_lowers_a_class_by_hand",
        f"{SERVICES}/results/test_results.py::test_no_case_has_an_outcome_that_nobody_signed",
    ),
    "INV-7 advice leads to nobody": (
        "advice/test_models.py::test_no_row_of_advice_leads_to_anybody",
        "advice/test_models.py::test_nothing_leads_from_elsewhere_to_advice",
    ),
    "INV-8 feedback to whom it is owed, three answers and no more": (
        f"{SERVICES}/test_answers.py::test_only_the_groups_of_the_law_are_answered",
        f"{SERVICES}/test_answers.py::test_the_database_refuses_an_answer_to_anybody_else",
        f"{SERVICES}/test_answers.py::test_the_payload_is_three_booleans_a_date_and_a_sender",
    ),
    "INV-9 each transfer has ground, recipient, categories, decider, notice": (
        f"{BETWEEN}::test_the_register_names_ground_recipient_categories_decider_and_notice",
        "test_constraints.py::test_each_is_refused_by_its_name",
    ),
    "INV-10 who is not on the team reads with a reason": (
        f"{SERVICES}/test_secrets.py::test_a_short_reason_opens_nothing",
        "cases/test_case_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "INV-11 missing fields never block immediate protection": (
        f"{SERVICES}/test_protection.py::test_nothing_but_the_act_is_needed_and_what_is_missing_becomes_a_task",
        f"{MEASURES}/test_taking.py::test_nothing_missing_stops_it_and_everything_missing_is_asked_for",
    ),
    "INV-12 objection or silence has its consequence": (
        "test_constraints.py::test_each_is_refused_by_its_name",
        "law/test_measures.py::test_exactly_one_set_of_consequences_follows_from_each_answer",
    ),
    "two people: first assessment": (
        f"{SERVICES}/test_triage.py::test_whoever_changes_anything_voids_what_the_second_person_saw",
        f"{SERVICES}/test_two_people.py::test_nobody_signs_over_news",
        "cases/test_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "two people: result, and every milder one": (
        f"{SERVICES}/results/test_results.py::test_another_account_in_the_same_session_is_refused",
        f"{SERVICES}/results/test_results.py::test_every_milder_result_wants_the_leader",
        "cases/test_assessment_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "two people: a lower class": (
        f"{SERVICES}/test_urgency.py::test_nobody_lowers_in_the_session_of_who_proposed",
        f"{SERVICES}/test_two_people.py::test_nobody_lowers_over_news_or_to_what_is_not_lower",
    ),
    "two people: closing": (
        f"{MEASURES}/test_closing.py::test_nobody_closes_alone",
        f"{MEASURES}/test_closing.py::test_who_changes_anything_voids_what_the_second_person_read",
        "cases/test_case_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "two people: deletion, hold and period": (
        f"{SERVICES}/keeping/test_deleting.py::test_whoever_proposed_does_not_decide",
        f"{SERVICES}/keeping/test_deleting.py::test_anything_new_voids_the_proposal",
        "cases/test_keeping_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "two people: lifting a mark of secrecy": (
        f"{SERVICES}/test_marks.py::test_nobody_lifts_a_mark_by_one_or_changes_it",
    ),
    "two people: handover": (
        f"{SERVICES}/handover/test_sending.py::test_one_person_proposes_and_another_one_lets_it_go",
        f"{SERVICES}/handover/test_sending.py::test_what_changed_since_is_not_released",
        "cases/test_handover_policy.py::test_every_change_of_the_table_is_noticed",
    ),
    "two people: immediate protection": (
        f"{SERVICES}/test_protection.py::test_nobody_signs_in_the_session_of_who_acted",
    ),
    "two people: whatever is tried on any of it is refused and on the trail": (
        "test_deciding.py::test_every_attack_is_refused_and_on_the_trail",
        "test_deciding.py::test_every_decision_of_two_is_attacked",
    ),
    "the database stands behind every second person": (
        "test_constraints.py::test_each_is_refused_by_its_name",
    ),
    "hard stops": (
        "kernel/test_policy.py::test_a_weak_sign_in_opens_nothing",
        "kernel/test_policy.py::test_an_ended_assignment_opens_nothing",
        f"{SERVICES}/test_secrets.py::test_without_the_hard_stop_she_would_still_be_in",
        "web/accounts/test_passkey.py::test_every_role_opens_what_its_sign_in_allows",
    ),
    **{
        f"{guard.code} {guard.title}": (
            "law/test_assessment.py::test_each_guard_is_missed_when_it_is_removed",
            f"{SERVICES}/results/test_missing.py::test_no_result_while_anything_is_missing",
        )
        for guard in GUARDS
    },
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_is_named_here_exists(claim: str) -> None:
    assert [test for test in CLAIMS[claim] if not _exists(test)] == []


def test_nothing_of_the_specification_is_left_out() -> None:
    said = {claim.split(maxsplit=1)[0] for claim in CLAIMS}

    assert {f"INV-{number}" for number in range(1, 13)} <= said
    assert {f"G{number}" for number in range(1, 12)} <= said


def _exists(test: str) -> bool:
    file, _, name = test.partition("::")
    tree = ast.parse((HERE / file).read_text())
    return name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
