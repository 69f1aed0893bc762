"""What people do with reports and cases: one module for each use case."""

from schutznetz.cases.services.access import (
    declare_recusal,
    declare_recusal_on_report,
    open_in_emergency,
    review_emergency,
)
from schutznetz.cases.services.acting import protect
from schutznetz.cases.services.answers import Prepared, send_feedback
from schutznetz.cases.services.assessment import (
    EntryFacts,
    PersonFacts,
    TalkFacts,
    VisitFacts,
    add_entry,
    add_person,
    add_to_entry,
    correct_person,
    note_inquiry,
    note_talk,
    note_visit,
)
from schutznetz.cases.services.cases import (
    add_colleague,
    begin_assessment,
    hand_over_case,
    open_case,
)
from schutznetz.cases.services.conversation import (
    add_information,
    add_to_own,
    ask_reporter,
    note_addition,
    open_conversation,
    tell_reporter,
)
from schutznetz.cases.services.hands import ask_for_hands_of_case, ask_for_hands_of_report
from schutznetz.cases.services.intake import hand_over_report, take_report
from schutznetz.cases.services.known import (
    forget,
    join,
    look_up,
    part,
    rebuild_known,
    remember,
    remember_children,
    renew_known_key,
)
from schutznetz.cases.services.leave import adopt_departure, leave, write_departure
from schutznetz.cases.services.letters import (
    TalkDate,
    invite_to_talk,
    print_closing,
    print_court_letter,
    print_feedback,
    print_handover,
    print_invitation,
    print_of_case,
    print_plan,
    print_receipt,
    print_visit,
)
from schutznetz.cases.services.marks import mark
from schutznetz.cases.services.protection import confirm_protection, name_second
from schutznetz.cases.services.reports import (
    BOUND,
    Statement,
    record_report,
    submit_as_partner,
    submit_report,
)
from schutznetz.cases.services.results import Assessed, confirm_result, countersign_result, propose_result
from schutznetz.cases.services.secrets import (
    clear_for_place,
    keep_entrusted,
    protect_place,
    release_entrusted,
)
from schutznetz.cases.services.statistics import complete_record, enter_codes, recount
from schutznetz.cases.services.triage import Finding, confirm_triage, propose_triage
from schutznetz.cases.services.urgency import confirm_lowering, propose_lowering, raise_urgency

__all__ = [
    "BOUND",
    "Assessed",
    "EntryFacts",
    "Finding",
    "PersonFacts",
    "Prepared",
    "Statement",
    "TalkDate",
    "TalkFacts",
    "VisitFacts",
    "add_colleague",
    "add_entry",
    "add_information",
    "add_person",
    "add_to_entry",
    "add_to_own",
    "adopt_departure",
    "ask_for_hands_of_case",
    "ask_for_hands_of_report",
    "ask_reporter",
    "begin_assessment",
    "clear_for_place",
    "complete_record",
    "confirm_lowering",
    "confirm_protection",
    "confirm_result",
    "confirm_triage",
    "correct_person",
    "countersign_result",
    "declare_recusal",
    "declare_recusal_on_report",
    "enter_codes",
    "forget",
    "hand_over_case",
    "hand_over_report",
    "invite_to_talk",
    "join",
    "keep_entrusted",
    "leave",
    "look_up",
    "mark",
    "name_second",
    "note_addition",
    "note_inquiry",
    "note_talk",
    "note_visit",
    "open_case",
    "open_conversation",
    "open_in_emergency",
    "part",
    "print_closing",
    "print_court_letter",
    "print_feedback",
    "print_handover",
    "print_invitation",
    "print_of_case",
    "print_plan",
    "print_receipt",
    "print_visit",
    "propose_lowering",
    "propose_result",
    "propose_triage",
    "protect",
    "protect_place",
    "raise_urgency",
    "rebuild_known",
    "record_report",
    "recount",
    "release_entrusted",
    "remember",
    "remember_children",
    "renew_known_key",
    "review_emergency",
    "send_feedback",
    "submit_as_partner",
    "submit_report",
    "take_report",
    "tell_reporter",
    "write_departure",
]
