"""Reads that span tables: the inbox, one report with all that hangs on it, the seal of a proposal."""

from schutznetz.cases.queries.conversation import Conversation, conversation_of
from schutznetz.cases.queries.emergency import open_procedures
from schutznetz.cases.queries.inbox import Inbox, InboxRow, inbox
from schutznetz.cases.queries.page import ReportPage, report_page
from schutznetz.cases.queries.procedure import CasePage, case_page, my_cases
from schutznetz.cases.queries.review import (
    COLLEAGUES,
    MAY_DECIDE,
    ladder,
    may_leave,
    seal_of,
    second_for,
    working_days,
)
from schutznetz.cases.queries.talk import OwnCopy, Talk, own_copy, talk_of
from schutznetz.cases.queries.watch import is_watched, to_hand_over

__all__ = [
    "COLLEAGUES",
    "MAY_DECIDE",
    "CasePage",
    "Conversation",
    "Inbox",
    "InboxRow",
    "OwnCopy",
    "ReportPage",
    "Talk",
    "case_page",
    "conversation_of",
    "inbox",
    "is_watched",
    "ladder",
    "may_leave",
    "my_cases",
    "open_procedures",
    "own_copy",
    "report_page",
    "seal_of",
    "second_for",
    "talk_of",
    "to_hand_over",
    "working_days",
]
