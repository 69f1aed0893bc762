"""Who is owed the statutory answer to a report, what may be said by now, and what went out."""

from dataclasses import dataclass
from datetime import datetime

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import IntakeChannel, ReportState
from schutznetz.cases.models import Case, Feedback, LearntProfession, Report, ReporterContact
from schutznetz.cases.reporters import kind_of
from schutznetz.kernel import policy
from schutznetz.law import feedback
from schutznetz.law.reporters import Reporter
from schutznetz.law.text import gettext_noop
from schutznetz.networks.queries import assignments_of, gives_disputed_answers
from schutznetz.networks.values import REPORTS_AS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer as the professional reads it: three questions at most, date and sender."""

    sent_at: datetime
    sent_by: str
    lines: list[tuple[str, bool]]


def profession_of(report: Report) -> str:
    """Return the reporter's own profession: what was learnt last, else what the report says."""
    learnt = learnt_of(report)
    return str(learnt[-1].profession if learnt else report.profession)


def learnt_of(report: Report) -> list[LearntProfession]:
    """Return what was noted of it, who noted it and when, the latest last."""
    found = LearntProfession.objects.filter(report=report).select_related("noted_by")
    return list(found.order_by("noted_at", "id"))


def is_owed(report: Report) -> bool:
    """Say whether the law owes an answer to who reported, and somebody is there to get it."""
    kind, own = str(kind_of(report)), profession_of(report)
    yes = (kind, own) in feedback.DISPUTED and gives_disputed_answers(report.network_id)
    if not feedback.is_owed(kind, own, office_says_yes=yes):
        return False
    return report.channel == IntakeChannel.PARTNER or ReporterContact.objects.filter(report=report).exists()


def is_attested(report: Report) -> bool:
    """Say whether the account shows that this profession reported; its owner only chose the kind from a list.

    Which of several institutions somebody reported for is not on record: then each of them must fit. No
    account shows that somebody inside another institution belongs to a profession of her own.
    """
    if profession_of(report):
        return False
    if report.channel != IntakeChannel.PARTNER or report.entered_by_id is None:
        return False
    held = assignments_of(report.entered_by_id, report.entered_at)
    seats = [seat for seat in held if policy.granted(ReportAction.SUBMIT_AS_PARTNER, seat.role)]
    kinds = {REPORTS_AS.get(seat.organisation.category) if seat.organisation else None for seat in seats}
    return kinds == {Reporter(kind_of(report))}


def may_confirm(report: Report) -> bool | None:
    """Return what may be said of the danger by now, over all children of the report."""
    if report.state == ReportState.CLOSED_NO_INDICATION:
        return False
    results = Case.objects.filter(origin=report).order_by("number").values_list("outcome", flat=True)
    return feedback.confirmed(list(results) or [feedback.OPEN])


def is_due(report: Report) -> bool:
    """Say whether the answer with the result is still to be given, or what was said no longer holds."""
    now = may_confirm(report)
    said = Feedback.objects.filter(report=report, confirmed__isnull=False).order_by("-sent_at", "-id").first()
    return now is not None and (said is None or said.confirmed is not now)


def answers_to(report: Report) -> list[Answer]:
    """Return what went out, the newest first; uses what is fetched already."""
    return [_answer(each) for each in reversed(report.feedbacks.all())]


QUESTIONS = {
    "confirmed": gettext_noop("Haben sich die gewichtigen Anhaltspunkte bestätigt?"),
    "acted": gettext_noop("Ist das Jugendamt zum Schutz tätig geworden?"),
    "still_acting": gettext_noop("Ist es noch tätig?"),
}


def _answer(sent: Feedback) -> Answer:
    said = [(question, getattr(sent, name)) for name, question in QUESTIONS.items()]
    return Answer(
        sent_at=sent.sent_at,
        sent_by=sent.sent_by.display_name,
        lines=[(question, value) for question, value in said if value is not None],
    )
