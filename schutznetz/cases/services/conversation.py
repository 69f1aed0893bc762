"""Office and reporter after the receipt: fixed questions one way, answers the other, never contents back.

The code on the receipt is the reporter's only proof, so it is looked up inside the command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from schutznetz import receipts
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import MessageKind, Neutral, Question, Urgency
from schutznetz.cases.models import Message, Report, ReporterContact
from schutznetz.cases.queries import Conversation, conversation_of, is_known, ladder
from schutznetz.cases.queries.hands import hands_of
from schutznetz.cases.services._files import _attach
from schutznetz.cases.services.answers import open_feedback
from schutznetz.cases.services.intake import owe_receipt
from schutznetz.cases.services.triage import void_triage
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel import audit, keys
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.law.urgency import TAKE_OVER
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

READ_WITHIN = timedelta(hours=4)
KNOWN = gettext_noop("Wie wir Sie erreichen, steht schon bei Ihrer Meldung.")
NOTHING = gettext_noop("Bitte schreiben Sie auf, was die meldende Person gesagt hat.")


@command(ReportAction.RETURN)
def open_conversation(ctx: Context, network: Network, *, typed: str) -> Conversation:
    """Show who holds the code where the report stands, in words that fit every family."""
    report = _find(ctx, typed)
    audit.record(ctx, ReportAction.RETURN, report)
    return replace(conversation_of(report), may_say_who=not is_known(report))


@command(ReportAction.RETURN)
def add_information(
    ctx: Context,
    network: Network,
    *,
    typed: str,
    text: str,
    files: Sequence[Cleaned] = (),
    contact: Mapping[str, str] | None = None,
) -> Message:
    """Take what the reporter adds; the report itself stays as it was.

    Who says only now who she is stands in the compartment of reporters, not in the words of the report:
    there her name would be read by everybody who reads these.
    """
    report = _find(ctx, typed)
    if contact and is_known(report):
        raise Conflict(KNOWN)
    with keys.for_intake():
        message = _said(ctx, report, text, files, author_id=None)
        if contact:
            ReporterContact.objects.create(report=report, details=dict(contact))
    if contact:
        open_feedback(ctx, report)
    _call_attention(ctx, report)
    return message


@command(ReportAction.NOTE_FOR_REPORTER)
def note_for_reporter(
    ctx: Context, report: Report, *, text: str = "", contact: Mapping[str, str] | None = None
) -> Message:
    """Write down what a reporter tells the office later, in words or of herself; the report stays as it was.

    Who says only now how to reach her was never told a number, so that the receipt is owed from here on.
    """
    if not (text or contact):
        raise Conflict(NOTHING)
    if contact and is_known(report):
        raise Conflict(KNOWN)
    message = _said(ctx, report, text, (), author_id=ctx.actor_id)
    if contact:
        ReporterContact.objects.create(report_id=report.pk, details=dict(contact))
        open_feedback(ctx, report)
        owe_receipt(ctx, report, contact)
    _call_attention(ctx, report)
    return message


@command(ReportAction.READ_OWN)
def add_to_own(ctx: Context, report: Report, *, text: str, files: Sequence[Cleaned] = ()) -> Message:
    """Take what a signed-in professional adds to a report of their own."""
    message = _said(ctx, report, text, files, author_id=ctx.actor_id)
    _call_attention(ctx, report)
    return message


@command(ReportAction.ASK)
def ask_reporter(ctx: Context, report: Report, *, question: Question) -> Message:
    """Put one of the fixed questions; the reporter sees it when they return."""
    return _office(ctx, report, MessageKind.QUESTION, question)


@command(ReportAction.ASK)
def tell_reporter(ctx: Context, report: Report, *, sentence: Neutral) -> Message:
    """Say one of the neutral sentences (§ 64 Abs. 4 SGB VIII allows no more)."""
    return _office(ctx, report, MessageKind.NOTICE, sentence)


@command(ReportAction.ASK)
def note_addition(ctx: Context, report: Report) -> Report:
    """Say that what the reporter added has been read."""
    work.settle_tasks(ctx, report, kind=TaskKind.READ_ADDITION)
    return report


def _find(ctx: Context, typed: str) -> Report:
    report = Report.objects.filter(receipt_tag=receipts.tag_typed(typed)).first()
    if report is None:
        raise receipts.UnknownCode
    return report


def _said(
    ctx: Context, report: Report, text: str, files: Sequence[Cleaned], *, author_id: UUID | None
) -> Message:
    last = report.messages.order_by("-at", "-id").first()
    asked = last is not None and last.kind is MessageKind.QUESTION
    message = Message.objects.create(
        report=report,
        kind=MessageKind.ANSWER if asked else MessageKind.ADDITION,
        at=ctx.now,
        author_id=author_id,
        text=text,
    )
    _attach(ctx, report, files, message)
    return message


def _call_attention(ctx: Context, report: Report) -> None:
    """Tell who works on the report; before somebody took it, the inbox shows the words."""
    if report.responsible_id is None:
        return
    owner, substitute = hands_of(report)
    soon = ctx.now + (TAKE_OVER if report.urgency == Urgency.U0 else READ_WITHIN)
    void_triage(ctx, report, ask_again=True)
    if owner == ctx.actor_id:  # she wrote it down herself
        return
    work.settle_tasks(ctx, report, kind=TaskKind.READ_ADDITION)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.READ_ADDITION,
        due_at=soon,
        owner_id=owner,
        substitute_id=substitute,
        ladder=ladder(soon - ctx.now),
        protective=True,
    )


def _office(ctx: Context, report: Report, kind: MessageKind, sentence: Question | Neutral) -> Message:
    return Message.objects.create(
        report=report, kind=kind, at=ctx.now, author_id=ctx.actor_id, sentence=sentence, text=""
    )
