"""The conversation with the reporter, as the reporter may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schutznetz.cases.choices import MessageKind, Neutral, Question, ReportState
from schutznetz.cases.models import Message, Report, ReporterContact
from schutznetz.cases.queries.answers import Answer, answers_to
from schutznetz.law.text import gettext_noop

STATUS = {
    ReportState.RECEIVED: gettext_noop("Ihre Nachricht ist eingegangen."),
    ReportState.TRIAGE: gettext_noop("Ihre Nachricht wird bearbeitet."),
}
CHECKED = gettext_noop("Ihre Nachricht wurde geprüft. Mehr dürfen wir Ihnen dazu nicht sagen.")


REPORTER = {MessageKind.ANSWER, MessageKind.ADDITION}
SENTENCES = {each.value: each.label for each in (*Question, *Neutral)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as the reporter may see it: their own words are not repeated."""

    kind: MessageKind
    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    received_at: datetime
    status: str
    lines: Sequence[Line]
    answers: Sequence[Answer]
    may_say_who: bool = False  # so far nobody knows who reported

    @property
    def questions(self) -> list[Line]:
        """Return the questions that came after the reporter's last words."""
        said = [number for number, line in enumerate(self.lines, start=1) if line.kind in REPORTER]
        since = self.lines[said[-1] :] if said else self.lines
        return [line for line in since if line.kind is MessageKind.QUESTION]


def conversation_of(report: Report) -> Conversation:
    """Return what was said between office and reporter, without the reporter's own words."""
    return Conversation(
        received_at=report.received_at,
        status=STATUS.get(report.state, CHECKED),
        lines=[_line(message) for message in report.messages.all()],
        answers=answers_to(report),
    )


def is_known(report: Report) -> bool:
    """Say whether somebody has told who reported and how to reach her."""
    return ReporterContact.objects.filter(report=report).exists()


def _line(message: Message) -> Line:
    return Line(
        kind=message.kind,
        at=message.at,
        sentence=str(SENTENCES.get(message.sentence) or MessageKind(message.kind).label),
    )
