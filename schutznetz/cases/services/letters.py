"""Every paper of a procedure: made of its record and of the texts that the office uses now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import override

from schutznetz.cases import queries
from schutznetz.cases.actions import CaseAction, HandoverAction, MeasureAction, RecordAction, ReportAction
from schutznetz.cases.choices import CourtState, TalkOccasion
from schutznetz.cases.models import (
    Case,
    Closing,
    CourtReferral,
    Handover,
    Report,
    ReporterContact,
    SafetyPlan,
    TalkInvitation,
    Visit,
)
from schutznetz.cases.queries.contacts import is_covered_for
from schutznetz.cases.queries.disputes import notes_of, refuse_restricted
from schutznetz.cases.queries.marks import marks_of, said_by
from schutznetz.cases.queries.secrets import shields
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.letter_table import BY_KIND
from schutznetz.law.text import gettext_noop
from schutznetz.networks import services as networks
from schutznetz.networks.choices import LetterKind

PAST = gettext_noop("Der Termin liegt in der Vergangenheit.")
NOBODY_THERE = gettext_noop("Diese Person hat nicht gesagt, wie sie zu erreichen ist.")
COVERED = gettext_noop("Wer gemeldet hat, ist verdeckt. Bitte erst mit Grund aufdecken.")
NOT_WRITTEN = gettext_noop("Dieses Schreiben ist noch nicht verfasst.")
NOT_SENT = gettext_noop("Es ist noch keine Rückmeldung gesendet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDate:
    """Who is asked to come, when, where and for what."""

    recipient: str
    at: datetime
    place: str
    occasion: TalkOccasion
    address: str = ""


@command(CaseAction.ASSESS)
def invite_to_talk(ctx: Context, case: Case, *, date: TalkDate) -> TalkInvitation:
    """Ask somebody to come; the letter is printed from what is written down here."""
    if date.at <= ctx.now:
        raise Conflict(PAST)
    return TalkInvitation.objects.create(
        case=case,
        recipient=date.recipient,
        address=date.address or None,
        occasion=date.occasion,
        at=date.at,
        place=date.place,
        invited_by_id=ctx.person_id,
        invited_at=ctx.now,
    )


@command(RecordAction.PRINT)
def print_invitation(ctx: Context, invitation: TalkInvitation) -> bytes:
    at = invitation.at.astimezone(BERLIN)
    with override("de"):
        said = {
            "Tag": date_format(at, "l, j. F Y"),
            "Uhrzeit": date_format(at, "H:i"),
            "Ort": invitation.place,
            "Anlass": str(invitation.occasion.label),
        }
    address = "" if shields(invitation.case) else invitation.address or ""
    recipient = [invitation.recipient, *address.splitlines()]
    return print_of_case(
        ctx, invitation, kind=LetterKind.INVITATION, page={"recipient": recipient}, values=said
    )


@command(RecordAction.PRINT)
def print_visit(ctx: Context, visit: Visit) -> bytes:
    """Print what was seen, with what the family says of it; not while its use is restricted."""
    refuse_restricted(visit.case, visit.pk, use="record")
    with override("de"):
        marks = [said_by(mark) for mark in marks_of(visit.case, [visit.pk]).get(visit.pk, ())]
    page = {
        "visit": visit,
        "is_shielded": shields(visit.case),
        "marks": marks,
        "notes": notes_of(visit.case, [visit.pk]).get(visit.pk, ()),
    }
    return print_of_case(ctx, visit, kind=LetterKind.VISIT_PROTOCOL, page=page)


@command(MeasureAction.READ)
def print_plan(ctx: Context, plan: SafetyPlan) -> bytes:
    return print_of_case(ctx, plan, kind=LetterKind.SAFETY_PLAN, page={"page": queries.plan_page(plan)})


@command(MeasureAction.READ)
def print_court_letter(ctx: Context, referral: CourtReferral) -> bytes:
    """Print what was written to the court it is for; as long as nobody is named there is no letter."""
    if not referral.report or (referral.state == CourtState.CALLED and not referral.court):
        raise Conflict(NOT_WRITTEN, BY_KIND["court_letter"].norm)
    page = {
        "recipient": (referral.court or "").splitlines(),
        "page": queries.court_page(referral),
        "plan": queries.plan_in_force(referral.case),
    }
    return print_of_case(ctx, referral, kind=LetterKind.COURT_LETTER, page=page)


@command(MeasureAction.READ)
def print_closing(ctx: Context, closing: Closing) -> bytes:
    refuse_restricted(closing.case, closing.pk, use="record")
    page = {"page": queries.closing_page(closing)}
    return print_of_case(ctx, closing, kind=LetterKind.CLOSING_NOTE, page=page)


@command(HandoverAction.READ)
def print_handover(ctx: Context, handover: Handover) -> bytes:
    """Make the covering letter, which travels beside the package and names no child."""
    page = {
        "handover": handover,
        "parts": queries.parts_of(handover),
        "recipient": handover.office.splitlines(),
    }
    return print_of_case(ctx, handover, kind=LetterKind.HANDOVER, page=page)


@command(ReportAction.READ)
def print_receipt(ctx: Context, report: Report) -> bytes:
    """Confirm that a report came in, and nothing more: whether a family is known stands nowhere."""
    if is_covered_for(ctx, report):
        raise Conflict(COVERED)
    return _receipt(ctx, report)


@command(ReportAction.READ_OWN)
def print_own_receipt(ctx: Context, report: Report) -> bytes:
    """Give a signed-in professional the receipt of her own report, the same that the office prints."""
    return _receipt(ctx, report)


def _receipt(ctx: Context, report: Report) -> bytes:
    recipient = _reporter(report)
    if not recipient:
        raise Conflict(NOBODY_THERE)
    return _print_of_report(ctx, report, LetterKind.RECEIPT, {"recipient": recipient})


@command(ReportAction.GIVE_FEEDBACK)
def print_feedback(ctx: Context, report: Report) -> bytes:
    """Print the newest answer as it was sent (§ 64 Abs. 4 SGB VIII)."""
    answers = queries.answers_to(report)
    if not answers:
        raise Conflict(NOT_SENT, BY_KIND["feedback"].norm)
    page = {"recipient": _reporter(report), "answer": answers[0]}
    return _print_of_report(ctx, report, LetterKind.FEEDBACK, page)


@consequence
def print_of_case(
    ctx: Context,
    record: Any,
    *,
    kind: LetterKind,
    page: Mapping[str, Any],
    values: Mapping[str, str] | None = None,
) -> bytes:
    """Print a letter about something that hangs on a case, or about the case itself."""
    case: Case = record if isinstance(record, Case) else record.case
    known = {
        "Zeichen": str(case),
        "Kind": case.child_name,
        "Fachkraft": case.lead.display_name,
        **(values or {}),
    }
    return networks.print_letter(ctx, record, kind=kind, page=page, values=known)


def _print_of_report(ctx: Context, report: Report, kind: LetterKind, page: Mapping[str, Any]) -> bytes:
    with override("de"):
        came_in = date_format(report.received_at.astimezone(BERLIN), "j. F Y")
    about: models.Model = report
    return networks.print_letter(ctx, about, kind=kind, page=page, values={"Eingang": came_in})


def _reporter(report: Report) -> list[str]:
    contact = ReporterContact.objects.filter(report=report).first()
    return queries.addressee_of(contact.details) if contact else []
