"""Reads that span tables: the inbox, one report with all that hangs on it, the seal of a proposal."""

from schutznetz.cases.queries.answers import (
    QUESTIONS,
    Answer,
    answers_to,
    is_attested,
    is_due,
    is_owed,
    may_confirm,
    profession_of,
)
from schutznetz.cases.queries.chronology import Chronology, chronology
from schutznetz.cases.queries.conversation import Conversation, conversation_of, is_known
from schutznetz.cases.queries.emergency import open_procedures
from schutznetz.cases.queries.going import must_go, package_of, shown_content
from schutznetz.cases.queries.handover import office_of, offices, parts_of, transfer_of
from schutznetz.cases.queries.inbox import Inbox, InboxRow, inbox
from schutznetz.cases.queries.known import history_of
from schutznetz.cases.queries.measures import (
    CaseMeasures,
    ClosingPage,
    CourtPage,
    ItemPage,
    PlanPage,
    TakingPage,
    case_measures,
    closing_page,
    court_page,
    item_page,
    missing,
    plan_in_force,
    plan_page,
    still_open,
    taking_page,
)
from schutznetz.cases.queries.oversight import Oversight, oversight
from schutznetz.cases.queries.page import ReportPage, addressee_of, report_page
from schutznetz.cases.queries.people import Circle, circles, siblings, to_be_named
from schutznetz.cases.queries.procedure import (
    CasePage,
    case_page,
    facts_of,
    my_cases,
    result_page,
)
from schutznetz.cases.queries.results import result_seal
from schutznetz.cases.queries.review import (
    COLLEAGUES,
    MAY_DECIDE,
    ladder,
    ladder_until,
    may_leave,
    seal_of,
    second_for,
    working_days,
)
from schutznetz.cases.queries.talk import OwnCopy, Talk, own_copy, own_reports, talk_of
from schutznetz.cases.queries.watch import Urgent, is_watched, to_hand_over, urgent

__all__ = [
    "COLLEAGUES",
    "MAY_DECIDE",
    "QUESTIONS",
    "Answer",
    "CaseMeasures",
    "CasePage",
    "Chronology",
    "Circle",
    "ClosingPage",
    "Conversation",
    "CourtPage",
    "Inbox",
    "InboxRow",
    "ItemPage",
    "Oversight",
    "OwnCopy",
    "PlanPage",
    "ReportPage",
    "TakingPage",
    "Talk",
    "Urgent",
    "addressee_of",
    "answers_to",
    "case_measures",
    "case_page",
    "chronology",
    "circles",
    "closing_page",
    "conversation_of",
    "court_page",
    "facts_of",
    "history_of",
    "inbox",
    "is_attested",
    "is_due",
    "is_known",
    "is_owed",
    "is_watched",
    "item_page",
    "ladder",
    "ladder_until",
    "may_confirm",
    "may_leave",
    "missing",
    "must_go",
    "my_cases",
    "office_of",
    "offices",
    "open_procedures",
    "oversight",
    "own_copy",
    "own_reports",
    "package_of",
    "parts_of",
    "plan_in_force",
    "plan_page",
    "profession_of",
    "report_page",
    "result_page",
    "result_seal",
    "seal_of",
    "second_for",
    "shown_content",
    "siblings",
    "still_open",
    "taking_page",
    "talk_of",
    "to_be_named",
    "to_hand_over",
    "transfer_of",
    "urgent",
    "working_days",
]
