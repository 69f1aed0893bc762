"""What the office and a signed-in reporter read of the conversation, with words and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schutznetz import pages
from schutznetz.accounts.models import User
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, MessageKind
from schutznetz.cases.models import Attachment, Message, Report
from schutznetz.cases.queries.conversation import REPORTER, SENTENCES, Conversation, conversation_of
from schutznetz.cases.queries.page import Line, Section, lines_of, sections_of
from schutznetz.cases.queries.secrets import without_places
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line with its words; ``by_reporter`` tells whose they are, ``noted_by`` who wrote them down."""

    kind: MessageKind
    at: datetime
    text: str
    by_reporter: bool
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    lines: list[Said]
    files: list[Attachment]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCopy:
    """A report as who sent it may read it again, without where the child is.

    Always without: a place that goes missing one day would tell the reporter that it is protected now.
    """

    children: list[list[Line]]
    sections: list[Section]
    contact: list[Line]


def talk_of(report: Report) -> Talk:
    """Return the conversation for somebody who may read the report; the files' bodies stay where they are."""
    messages = list(report.messages.order_by("at", "id"))
    own = report.entered_by_id if report.channel is IntakeChannel.PARTNER else None
    by = {
        message.author_id
        for message in messages
        if message.kind in REPORTER and message.author_id and message.author_id != own
    }
    noted = {user.pk: user.display_name for user in User.objects.filter(pk__in=by)} if by else {}
    files = report.attachments.defer("body").order_by("position", "id")
    return Talk(lines=[_said(message, noted) for message in messages], files=list(files))


def _said(message: Message, noted: Mapping[UUID, str]) -> Said:
    """Who brought only a file or her address said nothing in words: then the line says what it is."""
    text = str(SENTENCES.get(message.sentence, "")) or message.text or str(message.kind.label)
    by_reporter = message.kind in REPORTER
    noted_by = noted.get(message.author_id, "") if message.author_id and by_reporter else ""
    return Said(kind=message.kind, at=message.at, text=text, by_reporter=by_reporter, noted_by=noted_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReports:
    rows: list[tuple[Report, Conversation]]
    after: str  # the mark of the next page, empty on the last one


def own_reports(ctx: Context, *, after: str = "") -> OwnReports:
    """Return one page of the reports of a signed-in professional, each with where it stands."""
    mine = policy.rows(ctx, ReportAction.READ_OWN, Report).filter(pages.earlier("received_at", after))
    newest = mine.order_by("-received_at", "-id")[: PAGE + 1]
    found = list(newest.prefetch_related("messages", "feedbacks__sent_by"))
    more = pages.mark(found[PAGE - 1].received_at, found[PAGE - 1].pk) if len(found) > PAGE else ""
    return OwnReports(rows=[(report, conversation_of(report)) for report in found[:PAGE]], after=more)


def own_copy(report: Report) -> OwnCopy:
    contact = getattr(report, "contact", None)
    return OwnCopy(
        children=[
            lines_of(without_places(child.description)) for child in report.children.order_by("position")
        ],
        sections=sections_of(report.statement),
        contact=lines_of(contact.details) if contact else [],
    )
