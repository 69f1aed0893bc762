"""What the database keeps only once: for each such sentence its columns, and when it holds."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tests.conftest import NOON
from tests.values import ACCEPTED, ANNA, ANSWERED, BERT, FRESH, SEALED, SENT, SIGNED, Values

UNSIGNED = {"confirmed_by_id": None, "confirmed_at": None, "confirmed_session": ""}


@dataclass(frozen=True, slots=True)
class Once:
    """``when``: values with which it holds; ``unless``: values with which a second row is welcome."""

    columns: str
    when: Values = field(default_factory=dict)
    unless: Values = field(default_factory=dict)


def proposed(about: str) -> Once:
    """One proposal at a time: with two of them two people would sign something different."""
    return Once(about, UNSIGNED | {"state": "proposed"}, UNSIGNED | {"state": "voided"})


def decided(about: str, signed: Values = SIGNED) -> Once:
    return Once(about, signed, UNSIGNED | {"state": "voided"})


CLOSING = SIGNED | {"outcome": "none", "confirmed_as": ""}
TAKEN_OVER = SENT | ACCEPTED | {"noted_by_id": BERT, "noted_session": "third"}
REFUSED = SENT | {"state": "declined", "answered_at": NOON, "answer_note": SEALED}
ONE_DAY = date(2200, 1, 1)
ENDED = {"state": "ended", "ended_at": NOON}
ONE_RECORD = UUID(int=1)
DOUBTED = {"state": "raised", "decided_by_id": None, "decided_at": None, "decision_why": None}
UNTOLD = {"told_on": None, "told_by_id": None}

ONCE: dict[str, Once] = {
    # --- reports and what two people make of them ---------------------------------------------------
    "report_reference_per_network": Once("network reference", {"receipt_tag": FRESH}),
    "report_receipt_per_network": Once("network receipt_tag", {"reference": FRESH}),
    "report_child_once": Once("network report position"),
    "cases.ReporterContact.report": Once("report"),
    "triage_proposed_once": proposed("network report"),
    "triage_decided_once": decided("network report"),
    "urgencylowering_proposed_once": proposed("network report"),
    "departure_once_per_stage": Once("network report after"),
    "known_person_once_per_source": Once("network source"),
    "cases.Parting.joining": Once("joining"),
    "cases.Feedback.preparation": Once("preparation"),
    # --- the case of a child ----------------------------------------------------------------------------
    "case_number_per_network": Once("network number"),
    "team_member_once_per_case": Once("network case user"),
    "cases.CasePerson.corrects": Once("corrects", {"corrects_id": "person"}),
    "cases.ChildClock.case": Once("case"),
    "result_proposed_once": proposed("network case"),
    "closing_proposed_once": proposed("network case"),
    "closing_decided_once": decided("network case", CLOSING),
    "plan_version_once": Once("network case version", ENDED),
    "plan_in_force_once": Once(
        "network case", {"state": "active", "ended_at": None, "version": FRESH}, ENDED | {"version": FRESH}
    ),
    "taking_runs_once": Once(
        "network case",
        {"state": "running", "ended_at": None, "ended_by": ""},
        ENDED | {"ended_by": "returned"},
    ),
    # --- secrets and emergencies --------------------------------------------------------------------------
    "recusal_once_per_case": Once("network person case"),
    "recusal_once_per_report": Once("network person report", {"case_id": None, "report_id": "report"}),
    "doubt_waits_once_per_case": Once("network person case", DOUBTED, DOUBTED | {"state": "declared"}),
    "doubt_waits_once_per_report": Once(
        "network person report",
        DOUBTED | {"case_id": None, "report_id": "report"},
        DOUBTED | {"case_id": None, "report_id": "report", "state": "declared"},
    ),
    "emergency_reviewed_once_by_a_person": Once("network access reviewer"),
    "entrusted_released_once_to_a_person": Once(
        "network entry person",
        {"ground": "consent", "person_id": ANNA, "outside": None, "released_by_id": BERT},
        {"person_id": None, "outside": SEALED},
    ),
    "whereabouts_once_per_case": Once("network case"),
    "clearance_once_per_person": Once(
        "network whereabouts person",
        {"withdrawn_at": None, "withdrawn_by_id": None},
        {"withdrawn_at": NOON, "withdrawn_by_id": ANNA},
    ),
    "clearance_proposed_once": proposed("network whereabouts person"),
    "mark_once_for_each_parent": Once("network case record parent", unless={"lifted_at": NOON}),
    "mark_once_of_secrecy": Once(
        "network case record kind",
        {"kind": "secrecy", "parent_id": None},
        {"kind": "secrecy", "parent_id": None, "lifted_at": NOON},
    ),
    "marklifting_proposed_once": proposed("network mark"),
    "deferral_once_for_each_record": Once(
        "network person record",
        UNTOLD | {"record": ONE_RECORD},
        {"record": ONE_RECORD, "told_on": ONE_DAY, "told_by_id": ANNA},
    ),
    "deferral_once_for_the_whole_case": Once(
        "network person", UNTOLD | {"record": None}, {"record": None, "told_on": ONE_DAY, "told_by_id": ANNA}
    ),
    "restrictionlifting_proposed_once": proposed("network restriction"),
    "access_decided_once_per_passage": Once("network request passage"),
    "accesspackage_proposed_once": proposed("network request"),
    "accesspackage_released_once": decided("network request"),
    # --- handover -----------------------------------------------------------------------------------------
    "handover_pending_once": Once("network case", SENT, REFUSED),
    "handover_accepted_once": Once("network case", TAKEN_OVER, REFUSED),
    "arrival_once": Once("network handover_id"),
    "cases.Arrival.report": Once(
        "report",
        ANSWERED | {"state": "accepted", "answered_by_id": ANNA, "report_id": "report", "handover_id": FRESH},
    ),
    # --- keeping, deleting, counting ----------------------------------------------------------------------
    "holdlifting_proposed_once": proposed("network hold"),
    "deletion_proposed_once": proposed("network anchor"),
    "deletion_names_each_record_once": Once("network deletion record"),
    "keepingperiod_proposed_once": proposed("network retention"),
    "package_one_at_a_time": Once(
        "network case",
        {"state": "ordered", "body": None, "filed_at": None, "file_number": None},
        {"state": "replaced", "body": None, "filed_at": None, "file_number": None},
    ),
    "record_once_per_assessment": Once("network key"),
    "late_once_for_each_return": Once("network record year"),
    "return_once_per_month": Once("network year month"),
    "line_once_for_each_record": Once("network sent_with record"),
    "count_once_per_cell_and_year": Once("network year cell"),
    # --- welcome visits -------------------------------------------------------------------------------------
    "newborn_known_once": Once("network tag"),
    "welcome_count_one_row": Once("network year district"),
    "year_fixed_once": Once("network year"),
    "topic_count_one_row": Once("network year topic"),
    # --- worries, advice, tasks and offers ----------------------------------------------------------------
    "family_reference_once": Once("network reference"),
    "family_midwife_once": Once("network user"),
    "family_asks_once_at_a_time": Once(
        "network family",
        {"state": "waiting", "midwife_id": None, "placed_at": None, "placed_by_id": None}
        | {"ended_at": None, "end": "", "follows_id": None},
        {"state": "ended", "ended_at": NOON, "end": "planned"},
    ),
    "visits_followed_once": Once("network follows", {"follows_id": "visit"}),
    "contact_corrected_once": Once("network corrects", {"corrects_id": "contact"}),
    "sheet_once_a_moment": Once("network request moment"),
    "handed_over_once": Once("network request"),
    "visit_tally_one_row": Once("network year measure value"),
    "proof_once_a_kind": Once("network midwife kind"),
    "family_child_once": Once("network family position"),
    "holder_code_once": Once("network tag"),
    "declared_once_by_each": Once("network consent holder"),
    "consent_item_once": Once("network consent item"),
    "consent_recipient_once": Once("network consent person"),
    "outside_link_once": Once("network digest", {"referral_id": "referral"}),
    "outside_link_one_per_request": Once("network referral", {"digest": FRESH}),
    "guide_count_once_a_month": Once("network organisation month"),
    "gone_count_once_a_month": Once("network month what"),
    "passed_item_once": Once("network passing item"),
    "call_back_code_once": Once("network receipt_tag"),
    "share_once_with_each_colleague": Once("concern person"),
    "consultant_once": Once("network user"),
    "consultation_reference_once": Once("network reference"),
    "consultation_receipt_once": Once(
        "network receipt_tag",
        {"asked_by_id": None, "receipt_tag": "x", "reference": FRESH},
        {"asked_by_id": ANNA, "receipt_tag": "", "reference": FRESH},
    ),
    "consultation_has_one_result": Once(
        "network consultation", {"kind": "result", "author_id": ANNA}, {"kind": "question"}
    ),
    "consultation_count_one_row": Once("network year topic age urgency"),
    "volunteer_reference_once": Once("network reference"),
    "volunteers.Certificate.volunteer": Once("volunteer"),
    "group_meets_once_a_day": Once("network on"),
    "attendance_once": Once("network meeting volunteer"),
    "wish_one_at_a_time": Once("network family", {"state": "waiting"}, {"state": "withdrawn"}),
    "match_one_at_a_time": Once(
        "network wish",
        {"state": "running", "ended_on": None, "end_reason": "", "end_note": None},
        {"state": "ended", "ended_on": NOON.date(), "end_reason": "planned"},
    ),
    "escalation_calls_a_person_once": Once("task step person", {"person_id": ANNA}),
    "offer_imported_once": Once("network external_key", {"external_key": "x"}, {"external_key": ""}),
    "trusted_provider_once": Once("network organisation"),
    "proposed_change_one_per_offer": Once("network offer"),
    "offer_feedback_counted_once": Once("network offer kind"),
    "confirmation_link_one_per_offer": Once("network offer"),
    "offers.SearchEntry.offer": Once("offer"),
    "offers.SearchWord.word": Once("word"),
    # --- who may come in, where, and what is printed -----------------------------------------------------
    "accounts.User.username": Once("username"),
    "accounts.JoinedAccount.account": Once("account", {"person": FRESH}),
    "networks.Network.slug": Once("slug"),
    "organisation_reference_per_network": Once("network reference", {"reference": "x"}, {"reference": ""}),
    "lock_one_per_person": Once("network person", {"lifted_at": None}, {"lifted_at": NOON}),
    "invitation_one_secret": Once("network digest"),
    "invitee_invited_once": Once("network meeting person", {"key": FRESH}),
    "invitee_one_key": Once("network key", {"meeting_id": "meeting"}),
    "advice_one_row_a_day_and_topic": Once("network day topic"),
    "letter_version_once": Once("network kind number"),
    "staged_once": Once("upload_id number"),
    "jurisdiction_one_open_end_per_key": Once(
        "ags", {"valid_to": None, "valid_from": FRESH}, {"valid_to": ONE_DAY, "valid_from": FRESH}
    ),
    "jurisdiction_one_begin_per_day": Once("ags valid_from", {"valid_to": ONE_DAY}),
    # --- keys, trail, and what is sent twice -------------------------------------------------------------
    "network_key_one_of_each_version": Once("network version"),
    "intake_key_one_of_each_version": Once("network version"),
    "key_one_per_compartment": Once("network record compartment"),
    "counter_per_network": Once("network name"),
    "draft_one_per_form": Once("network actor_id form about"),
    "job_asked_once": Once("network name key", {"key": "x"}, {"key": ""}),
    "submission_received_once": Once("network key"),
}  # fmt: skip
