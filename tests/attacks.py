"""What the database itself refuses: for each of its sentences a row that breaks it, and only it."""

from tests.attacks_of_care import OF_CARE
from tests.attacks_of_visits import OF_VISITS
from tests.conftest import NOON
from tests.values import (
    ACCEPTED,
    ANNA,
    ANSWERED,
    BERT,
    LATER,
    SEALED,
    SENT,
    SIGNED,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Same,
    Values,
)

# Every proposal that two people decide: alone, in one session, unsigned, undated, signed without deciding.
BY_ONE: list[Values] = [
    SIGNED | {"confirmed_by_id": Same("proposed_by_id")},
    SIGNED | {"confirmed_session": Same("proposed_session")},
    SIGNED | {"confirmed_by_id": None},
    SIGNED | {"confirmed_at": None},
    SIGNED | {"state": "proposed"},
    SIGNED | {"state": "voided"},
]
COUNTERSIGNED = {"countersigned_by_id": "cora", "countersigned_at": NOON, "countersigned_session": "third"}
ENDED = {"ended_by_id": ANNA, "ended_at": NOON, "end_note": SEALED, "handed_how": ""}
NEVER = ("place", "entrusted", "reporter", "confidential")
TAKEN = {"state": "triage", "responsible_id": ANNA, "second_id": BERT, "taken_at": NOON, "decided_at": None}
NAMED = {"second_id": BERT, "second_told_at": NOON, "second_told_by": "telephone", "acted_by_id": ANNA}
WAITS = {"owner_id": None, "substitute_id": None, "line": "", "protective": False}
IN_TIME = {"settled_at": None, "late": False, "late_cause": ""}
ASKED = {"state": "asked", "due_at": NOON, "signed_at": None, "signed_by_id": None}
CALLED = {"state": "called", "dissent": None, "remedy": "", "remedy_by": None, "ended_at": None}
AGREED = {"state": "active", "starts_on": TODAY, "review_on": TODAY, "ends_on": TODAY, "ended_at": None}
ITEM = {
    "kind": "finding",
    "plan_id": None,
    "referral_id": None,
    "until": None,
    "state": "open",
    "done_at": None,
}
WAITING_DOUBT = {"state": "raised", "decided_by_id": None, "decided_at": None, "decision_why": None}
DECIDED_DOUBT = {
    "state": "ordered",
    "decided_by_id": "cora",
    "decided_at": NOON,
    "decision_why": SEALED,
    "answer": SEALED,
    "unheard_why": None,
}
RESULT = {**SIGNED, "before": "", "outcome": "none", "leader_signs": False, "set_at": None}
LEFT = {"state": "left", "last_active_on": TODAY, "left_on": TODAY, "left_why": "time"}
OPEN_YET = ("decided_by_id", "decided_at", "reasons", "agreement", "starts_on", "planned_until", "ended_on")
UNDECIDED = dict.fromkeys(OPEN_YET) | {"state": "proposed", "end_reason": "", "end_note": None}

ATTACKS: dict[str, list[Values]] = {
    **OF_CARE,
    # --- reports and what two people make of them ---------------------------------------------------
    "report_received_before_entered": [{"received_at": LATER, "entered_at": NOON}],
    "report_taken_by_someone_with_a_second": [
        TAKEN | {"second_id": Same("responsible_id")},
        TAKEN | {"second_id": None},
        TAKEN | {"responsible_id": None},
        TAKEN | {"taken_at": None},
    ],
    "report_profession_where_an_answer_turns_on_it": [
        {"reporter_kind": "health", "profession": "health"},
        {"reporter_kind": "provider", "profession": "health"},
        {"reporter_kind": "private", "profession": "social_work"},
    ],
    "report_decided_by_two": [TAKEN | {"state": "accepted"}, TAKEN | {"decided_at": NOON}],
    "message_of_the_office_is_a_fixed_sentence": [
        {"kind": "question", "sentence": "", "author_id": ANNA},
        {"kind": "notice", "sentence": "x", "author_id": None},
        {"kind": "answer", "sentence": "x"},
    ],
    "triage_confirmed_by_another_person_in_another_session": BY_ONE,
    "triage_weighty_indications_are_assessed_here_or_elsewhere": [
        {"weighty_indications": True, "outcome": "no_indication", "advice": "given"}
    ],
    "triage_hands_over_weighty_indications_to_whom_is_competent": [
        {"weighty_indications": False, "outcome": "handover", "competence": "elsewhere"},
        {"weighty_indications": True, "outcome": "handover", "competence": "here"},
    ],
    "triage_closing_says_what_was_offered": [
        {"weighty_indications": False, "outcome": "no_indication", "advice": ""}
    ],
    "urgency_raise_is_more_urgent": [{"before": "u1", "after": "u1"}, {"before": "u1", "after": "u2"}],
    "urgencylowering_confirmed_by_another_person_in_another_session": BY_ONE,
    "urgency_lowering_is_less_urgent": [{"before": "u1", "after": "u1"}, {"before": "u1", "after": "u0"}],
    "protection_second_is_named_with_time_and_manner": [
        NAMED | {"second_id": Same("acted_by_id")},
        NAMED | {"second_told_at": None},
        NAMED | {"second_told_by": ""},
    ],
    "protection_confirmed_by_the_second_in_another_session": [
        NAMED | {"state": "confirmed", "confirmed_at": NOON, "confirmed_session": Same("acted_session")},
        NAMED | {"state": "confirmed", "confirmed_at": None, "confirmed_session": "second"},
        NAMED | {"state": "acting", "confirmed_at": NOON},
        {"state": "confirmed", "confirmed_at": NOON, "confirmed_session": "second"}
        | {"second_id": None, "second_told_at": None, "second_told_by": ""},
    ],
    "departure_adopted_with_file_number": [
        {"state": "adopted", "adopted_at": NOON, "file_number": None},
        {"state": "adopted", "adopted_at": None, "file_number": SEALED},
        {"state": "written", "adopted_at": NOON, "file_number": SEALED},
    ],
    "known_person_goes_with_a_report_or_a_case": [{"report_id": None, "case_id": None}],
    "look_up_opens_at_most_200": [{"opened": 201}],
    "joining_of_two_reports": [{"other_id": Same("report_id")}],
    # --- the case of a child and its result -----------------------------------------------------------
    "case_has_a_substitute_who_is_somebody_else": [{"substitute_id": Same("lead_id")}],
    "case_has_an_outcome_from_the_result_on": [
        {"state": state, "outcome": "", "closed_at": None}
        for state in ("result_set", "protection_plan", "monitoring", "closure_review")
    ],
    "case_closed_at_a_time": [
        {"state": "handed_over", "closed_at": None},
        {"state": "assessment", "outcome": "", "closed_at": NOON},
    ],
    **{
        f"{name}_colleague_is_somebody_else": [{"colleague_id": Same("author_id")}]
        for name in ("caseperson", "caseentry", "talk", "visit", "inquiry", "entrustedentry")
    },
    **{
        f"{name}_happened_before_it_was_entered": [{"at": LATER, "entered_at": NOON}]
        for name in ("caseperson", "caseentry", "talk", "visit", "inquiry", "entrustedentry")
    },
    "entry_statement_says_whose_it_is": [{"kind": "statement", "said_by": None}],
    "visit_child_alone_means_seen": [{"child_alone": True, "child_seen": False}],
    "result_confirmed_by_another_person_in_another_session": [RESULT | each for each in BY_ONE],
    "result_countersigned_by_another_person_in_another_session": [
        RESULT | COUNTERSIGNED | {"countersigned_by_id": Same("proposed_by_id")},
        RESULT | COUNTERSIGNED | {"countersigned_session": Same("proposed_session")},
        RESULT | COUNTERSIGNED | {"countersigned_at": None},
        RESULT | COUNTERSIGNED | {"state": "proposed", "confirmed_by_id": None, "confirmed_at": None},
    ],
    "result_counts_when_all_have_signed": [
        RESULT | {"leader_signs": True, "set_at": NOON},
        RESULT | {"state": "proposed", "confirmed_by_id": None, "confirmed_at": None, "set_at": NOON},
    ],
    "result_of_danger_wants_the_leader": [
        RESULT | {"outcome": "acute", "danger_from": "mother"},
        RESULT | {"outcome": "latent", "danger_from": "mother", "review_on": TODAY},
    ],
    "result_milder_than_before_wants_the_leader": [
        RESULT | {"before": before, "outcome": outcome}
        for before, outcome in (
            ("acute", "need_for_support"), ("acute", "none"), ("latent", "need_for_support"),
            ("latent", "none"), ("need_for_support", "none"),
        )
    ],
    "result_of_danger_names_its_source": [
        RESULT | {"outcome": "acute", "danger_from": "", "leader_signs": True}
    ],
    "result_latent_has_a_day_of_review": [
        RESULT | {"outcome": "latent", "danger_from": "mother", "leader_signs": True, "review_on": None}
    ],
    "feedback_family_told_or_reason": [
        {"told_on": None, "untold_reason": ""},
        {"told_on": TODAY, "untold_reason": "danger"},
    ],
    "feedback_other_reason_is_explained": [{"told_on": None, "untold_reason": "other", "note": None}],
    "feedback_goes_to_who_reported": [{"attested": ""}],
    "profession_is_known_from_somewhere": [{"known_by": ""}],
    "feedback_still_acting_means_acted": [{"acted": False, "still_acting": True}],
    # --- measures ----------------------------------------------------------------------------------------
    "plan_is_reviewed_before_it_ends": [AGREED | {"review_on": TOMORROW}, AGREED | {"review_on": YESTERDAY}],
    "plan_ended_when_it_no_longer_holds": [AGREED | {"state": "ended"}, AGREED | {"ended_at": NOON}],
    "watched_by_two_different_people": [{"substitute_id": Same("watcher_id")}],
    "watched_item_belongs_where_it_comes_from": [
        ITEM | {"kind": "plan"}, ITEM | {"kind": "order"}, ITEM | {"kind": "condition"},
    ],
    "watched_item_done_at_a_time": [ITEM | {"state": "done"}, ITEM | {"done_at": NOON}],
    "check_reaction_by_somebody_at_a_time": [
        {"reaction": SEALED, "reacted_by_id": None, "reacted_at": NOON},
        {"reaction": SEALED, "reacted_by_id": ANNA, "reacted_at": None},
        {"reaction": None, "reacted_by_id": ANNA, "reacted_at": NOON},
    ],
    "help_answered_on_a_day": [
        {"answer": "accepted", "answered_on": None},
        {"answer": "open", "answered_on": TODAY},
    ],
    "court_called_with_letter_and_proof_of_dispatch": [
        CALLED | {"state": "sent", "report": SEALED, "proof": SEALED, "sent_at": NOON, column: None}
        for column in ("report", "proof", "sent_at")
    ],
    "court_ruling_on_a_day": [
        CALLED | {"state": state, "report": SEALED, "proof": SEALED, "sent_at": NOON, "ruled_on": None}
        for state in ("ordered", "declined")
    ],
    "court_dissent_leads_to_a_decision_on_a_remedy": [
        CALLED | {"dissent": SEALED},
        CALLED | {"dissent": SEALED, "remedy": "undecided"},
        CALLED | {"remedy": "undecided"},
    ],
    "court_ended_with_a_note": [
        CALLED | {"state": "ended", "ended_at": NOON, "end_note": None},
        CALLED | {"state": "ended", "ended_at": None, "end_note": SEALED},
        CALLED | {"ended_at": NOON},
    ],
    "taking_confinement_has_a_reason": [
        {"confined_at": NOON, "confined_why": None},
        {"confined_at": None, "confined_why": SEALED},
    ],
    "taking_ended_with_a_reason": [
        {"state": "ended", "ended_at": NOON, "ended_by": ""},
        {"state": "ended", "ended_at": None, "ended_by": "returned"},
        {"state": "running", "ended_at": NOON, "ended_by": ""},
    ],
    # INV-12: whoever objects or cannot be reached has the consequence of § 42 Abs. 3 SGB VIII
    "answer_of_guardians_has_its_legal_consequence": [
        {"position": position, "follow_up": follow_up}
        for position, follow_up in (
            ("objects", ""), ("objects", "help_plan"), ("unreachable", ""), ("unreachable", "help_plan"),
            ("unreachable", "hand_back"), ("agrees", ""), ("agrees", "hand_back"),
        )
    ],
    "closing_confirmed_by_another_person_in_another_session": BY_ONE,
    "closing_of_a_danger_is_countersigned_by_a_lead": [
        SIGNED | {"outcome": outcome, "confirmed_as": role}
        for outcome in ("acute", "latent")
        for role in ("case_worker", "")
    ],
    # --- secrets and emergencies --------------------------------------------------------------------------
    "recusal_of_a_case_or_a_report": [{"case_id": None, "report_id": None}],
    "doubt_in_a_case_or_a_report": [WAITING_DOUBT | {"case_id": None, "report_id": None}],
    "doubt_about_somebody_else": [WAITING_DOUBT | {"person_id": Same("raised_by_id")}],
    "doubt_decided_by_another_person_with_reasons": [
        *(DECIDED_DOUBT | {column: None} for column in ("decided_by_id", "decided_at", "decision_why")),
        DECIDED_DOUBT | {"decided_by_id": Same("person_id")},
        DECIDED_DOUBT | {"state": "unfounded", "decided_by_id": Same("person_id")},
        DECIDED_DOUBT | {"state": "raised"},
        DECIDED_DOUBT | {"state": "declared"},
    ],
    "doubt_decided_when_she_was_heard_or_why_not": [
        DECIDED_DOUBT | {"state": state, "answer": None, "unheard_why": None}
        for state in ("ordered", "unfounded")
    ],
    "emergency_ends_after_it_began": [{"opened_at": NOON, "ends_at": NOON}],
    "entrusted_release_has_one_recipient": [
        {"person_id": None, "outside": None},
        {"ground": "consent", "person_id": ANNA, "outside": SEALED, "released_by_id": BERT},
    ],
    "entrusted_court_is_outside": [
        {"ground": "court", "person_id": ANNA, "outside": None, "released_by_id": BERT}
    ],
    "entrusted_release_to_somebody_else": [
        {"ground": "consent", "person_id": Same("released_by_id"), "outside": None}
    ],
    "clearance_confirmed_by_another_person_in_another_session": BY_ONE,
    "clearance_granted_by_two_others": [
        SIGNED | {"person_id": Same("proposed_by_id")},
        SIGNED | {"person_id": Same("confirmed_by_id")},
    ],
    "clearance_withdrawn_by_somebody": [{"withdrawn_at": NOON, "withdrawn_by_id": None}],
    "mark_towards_a_parent_names_one": [{"kind": "from_parent", "parent_id": None}],
    "deferral_ends_when_somebody_told_her": [
        {"told_on": TODAY, "told_by_id": None},
        {"told_on": None, "told_by_id": ANNA},
    ],
    "marklifting_confirmed_by_another_person_in_another_session": BY_ONE,
    "restrictionlifting_confirmed_by_another_person_in_another_session": BY_ONE,
    "access_request_of_somebody_whose_identity_was_checked": [{"identity": ""}],
    "access_request_extended_with_a_reason": [
        {"extended_at": NOON, "extension_why": None},
        {"extended_at": None, "extension_why": SEALED},
    ],
    "access_request_refused_with_a_reason": [
        ENDED | {"state": state, column: None}
        for state in ("refused", "withdrawn")
        for column in ("ended_by_id", "ended_at", "end_note")
    ],
    "access_request_handed_out_by_somebody_somehow": [
        ENDED | {"state": "handed_out", "handed_how": ""},
        ENDED | {"state": "handed_out", "handed_how": "in_person", "ended_by_id": None},
        ENDED | {"state": "open", "handed_how": "in_person"},
    ],
    "access_disclosed_with_a_reason": [{"ground": "other_parent", "disclosed": True, "reasons": None}],
    "access_kept_back_by_hand_with_a_reason": [
        {"ground": "by_hand", "disclosed": True, "reasons": SEALED},
        {"ground": "by_hand", "disclosed": False, "reasons": None},
    ],
    "access_never_discloses_what_nobody_may": [
        {"ground": ground, "disclosed": True, "reasons": SEALED} for ground in NEVER
    ],
    "accesspackage_confirmed_by_another_person_in_another_session": BY_ONE,
    "transfer_without_notice_has_a_reason": [{"notice": "not_told", "no_notice_why": None}, {"notice": ""}],
    "transfer_names_what_left": [{"categories": "[]"}],
    "invitation_to_what_is_still_to_come": [{"at": NOON, "invited_at": NOON}],
    # --- handover: the clocks stay here until somebody else has accepted in writing ---------------------
    "handover_sent_by_another_person_in_another_session": [
        SENT | {"sent_by_id": Same("proposed_by_id")},
        SENT | {"sent_session": Same("proposed_session")},
        SENT | {"sent_by_id": None},
        SENT | {"sent_at": None},
        SENT | {"answer_by": None},
    ],
    "handover_accepted_in_writing_by_somebody_named": [
        SENT | ACCEPTED | {"noted_by_id": BERT, "noted_session": "third", column: None}
        for column in ("answered_at", "answered_by", "noted_by_id", "proof")
    ],
    "handover_acceptance_filed_by_another_person_in_another_session": [
        SENT | ACCEPTED | {"noted_by_id": Same("proposed_by_id"), "noted_session": "third"},
        SENT | ACCEPTED | {"noted_by_id": BERT, "noted_session": Same("proposed_session")},
    ],
    "handover_declined_with_a_reason": [
        SENT | {"state": "declined", "answered_at": NOON, "answer_note": None},
        SENT | {"state": "declined", "answered_at": None, "answer_note": SEALED},
    ],
    "handover_ended_by_somebody_with_a_reason": [
        SENT | {"state": "ended", "ended_at": NOON, "ended_by_id": ANNA, "end_note": SEALED, column: None}
        for column in ("ended_at", "ended_by_id", "end_note")
    ],
    "handover_talk_held_or_reasoned": [
        {"talk_at": None, "no_talk_why": None},
        {"talk_at": NOON, "talk_with": None},
    ],
    "handover_family_took_part_or_reasoned": [
        {"guardians": "left_out", "child": "told", "left_out_why": None},
        {"guardians": "told", "child": "left_out", "left_out_why": None},
    ],
    "arrival_accepted_leads_to_a_report": [
        ANSWERED | {"state": "accepted", "report_id": None, "answered_by_id": ANNA}
    ],
    "arrival_keeps_nothing_once_answered": [
        ANSWERED | {"state": "taken_back", "content": SEALED},
        {"state": "waiting", "content": None, "answered_at": None},
    ],
    "arrival_declined_with_a_reason": [
        ANSWERED | {"state": "declined", "answered_by_id": ANNA, "refusal": None},
        ANSWERED | {"state": "declined", "answered_by_id": None, "refusal": SEALED},
    ],
    "arrival_waits_until_a_moment": [
        {"state": "waiting", "content": SEALED, "answered_at": NOON},
        {"state": "taken_back", "content": None, "answered_at": None},
    ],
    # --- keeping and deleting ------------------------------------------------------------------------------
    "hold_of_a_report_or_a_case": [{"report_id": None, "case_id": None}],
    "holdlifting_confirmed_by_another_person_in_another_session": BY_ONE,
    "deletion_confirmed_by_another_person_in_another_session": BY_ONE,
    "keepingperiod_confirmed_by_another_person_in_another_session": BY_ONE,
    "keepingperiod_within_its_class": [
        {"retention": code, "since": "event", "months": months}
        for code, months in (("R1", 11), ("R1", 25), ("R6", 23), ("R6", 121), ("R8", 13))
    ],
    "package_filed_with_a_file_number": [
        {"state": "filed", "ready_at": NOON, "fetched_at": NOON, "filed_at": NOON, "file_number": None},
        {"state": "filed", "ready_at": NOON, "fetched_at": NOON, "filed_at": None, "file_number": SEALED},
    ],
    "package_ready_with_its_content": [
        {"state": "ready", "body": None, "filed_at": None, "file_number": None},
        {"state": "ordered", "body": SEALED, "filed_at": None, "file_number": None},
    ],
    "package_fetched_before_it_was_filed": [
        {"state": "filed", "ready_at": NOON, "fetched_at": None, "filed_at": NOON, "file_number": SEALED}
    ],
    "record_has_a_key": [{"key": ""}],
    "return_of_a_month": [{"month": month} for month in (0, 13)],
    "line_is_sent_as_something": [{"sent_as": ""}],
    "codes_are_entered_for_a_reason": [{"reason": ""}],
    # --- tasks and duty: nobody without a stand-in, nothing late without saying so (INV-2) --------------
    "task_has_an_owner": [WAITS],
    "task_in_protection_has_a_substitute": [WAITS | {"owner_id": ANNA, "protective": True}],
    "task_substitute_is_somebody_else": [WAITS | {"owner_id": ANNA, "substitute_id": Same("owner_id")}],
    "task_late_means_settled_after_its_time": [
        IN_TIME | {"settled_at": LATER, "due_at": NOON},
        IN_TIME | {"late": True, "settled_at": NOON, "due_at": NOON},
        IN_TIME | {"late_cause": "workload", "due_at": NOON},
    ],
    "shift_ends_after_it_starts": [{"starts_at": NOON, "ends_at": NOON}],
    "shift_substitute_is_somebody_else": [{"substitute_id": Same("person_id")}],
    # --- worries and advice --------------------------------------------------------------------------------
    "concern_closed_has_its_day": [
        {"state": "closed", "closed_at": None},
        {"state": "open", "closed_at": NOON},
    ],
    "concern_held_has_its_reason": [
        {"held_until": TODAY, "held_why": None},
        {"held_until": None, "held_why": SEALED},
    ],
    "concern_held_until_a_day_one_can_reckon_with": [
        {"held_until": TODAY.replace(year=2201), "held_why": SEALED}
    ],
    "takeover_by_somebody_else": [{"before_id": Same("taken_by_id")}],
    "consultation_asked_with_an_account_or_a_code": [
        {"asked_by_id": None, "receipt_tag": ""},
        {"asked_by_id": ANNA, "receipt_tag": "x"},
    ],
    "consultation_nobody_advises_herself": [
        {"consultant_id": Same("asked_by_id"), "deputy_id": None},
        {"deputy_id": Same("asked_by_id")},
    ],
    "consultation_deputy_is_somebody_else": [
        {"deputy_id": Same("consultant_id")},
        {"consultant_id": None, "deputy_id": BERT},
    ],
    "consultation_waits_until_a_time": [ASKED | {"due_at": None}],
    "consultation_signed_by_somebody": [
        ASKED | {"state": "signed", "due_at": None},
        ASKED | {"signed_by_id": BERT, "signed_at": NOON},
    ],
    "consultation_answered_under_a_name": [{"kind": "answer", "author_id": None}],
    "consultation_count_adds_up": [
        {"asked": 1, "answered": 2, "in_time": 0},
        {"asked": 2, "answered": 1, "in_time": 2},
    ],
    # --- welcome visits -------------------------------------------------------------------------------------
    "newborn_list_confirmed_by_somebody": [
        {"state": "confirmed", "arrived": None},
        {"confirmed_by_id": ANNA, "confirmed_at": NOON},
    ],
    "newborn_list_no_letter_before_the_stop_list": [{"ordered_at": NOON}],
    "newborn_list_rows_only_until_taken_over": [{"arrived": None}, {"state": "open"}],
    "welcome_visit_arranged_for_somebody_on_a_day": [{"visitor_id": None}, {"visit_on": None}],
    "welcome_visit_written_on_a_day": [{"written_on": None}, {"state": "waiting"}],
    "welcome_visit_closed_with_a_result": [
        {"state": "closed"},
        {"state": "closed", "result": "declined"},
        {"result": "visited"},
    ],
    "welcome_count_adds_up": [{"written": 3, "visited": 2, "declined": 1, "not_met": 1}],
    # --- volunteers -----------------------------------------------------------------------------------------
    "volunteer_left_has_day_and_reason": [
        LEFT | {"left_on": None},
        LEFT | {"left_why": ""},
        {"left_on": TODAY},
        {"left_why": "time"},
    ],
    "volunteer_active_since_a_day": [
        {"state": "active", "last_active_on": None},
        {"state": "preparing", "last_active_on": TODAY},
    ],
    "certificate_seen_after_it_was_issued": [{"seen_on": YESTERDAY, "issued_on": TODAY}],
    "match_talked_over_with_both": [
        {"talk_volunteer_on": None},
        {"talk_volunteer": None},
        {"talk_family_on": None},
        {"talk_family": None},
    ],
    "match_decided_by_somebody_with_a_reason": [
        {"decided_by_id": None},
        {"decided_at": None},
        {"reasons": None},
        UNDECIDED | {"reasons": SEALED},
        UNDECIDED | {"decided_by_id": BERT},
        UNDECIDED | {"state": "called_off", "decided_by_id": BERT},
    ],
    "match_agreed_from_when_until_when": [
        {"agreement": None},
        {"planned_until": None},
        {"planned_until": YESTERDAY},
        UNDECIDED | {"agreement": SEALED},
        UNDECIDED | {"planned_until": TODAY},
    ],
    "match_ended_has_day_and_reason": [
        {"ended_on": None},
        {"ended_on": YESTERDAY},
        {"end_reason": ""},
        {"state": "running"},
        UNDECIDED | {"end_note": SEALED},
    ],
    "match_allowance_is_no_debt": [{"allowance": -1}],
    "given_time_within_a_day": [{"minutes": 0}, {"minutes": 1441}],
    "given_time_costs_are_no_debt": [{"expense": -1}],
    **OF_VISITS,
    # --- who may come in, and which periods count ---------------------------------------------------------
    "assignment_needs_two_different_people": [
        {"granted_by_id": ANNA, "approved_by_id": Same("granted_by_id")}
    ],
    "assignment_ends_after_it_begins": [{"starts_on": TODAY, "ends_on": YESTERDAY}],
    "proposal_decided_by_another_person": [
        {"state": "approved", "decided_at": NOON, "decided_by_id": Same("proposed_by_id")}
    ],
    "proposal_decided_in_another_session": [
        {"state": "approved", "decided_at": NOON, "decided_by_id": BERT, "proposed_by_id": ANNA}
        | {"proposed_session": "first", "decided_session": "first"}
    ],
    "proposal_decided_or_open": [
        {"state": "open", "decided_at": NOON},
        {"state": "approved", "decided_at": None, "decided_by_id": None},
    ],
    "period_has_a_reason": [{"name": "review_acute", "days": 1, "reason": ""}],
    "period_within_what_the_house_allows": [
        {"name": "review_acute", "days": 0, "reason": "x"},
        {"name": "review_acute", "days": 29, "reason": "x"},
        {"name": "child_seen_acute", "days": 8, "reason": "x"},
    ],
}  # fmt: skip
