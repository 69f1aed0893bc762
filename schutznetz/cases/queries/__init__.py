"""Reads that span tables: the inbox, one report with all that hangs on it, the seal of a proposal."""

from schutznetz.cases.queries.conversation import Conversation, conversation_of
from schutznetz.cases.queries.inbox import Inbox, InboxRow, inbox
from schutznetz.cases.queries.page import ReportPage, report_page
from schutznetz.cases.queries.review import COLLEAGUES, ladder, seal_of, second_for, working_days

__all__ = [
    "COLLEAGUES",
    "Conversation",
    "Inbox",
    "InboxRow",
    "ReportPage",
    "conversation_of",
    "inbox",
    "ladder",
    "report_page",
    "seal_of",
    "second_for",
    "working_days",
]
