"""The answer that the law owes a professional: due with the result, three times yes or no, no more.

``open_feedback`` asks for it when a result is there; ``send_feedback`` gives it, also before the result,
and then says nothing of whether the danger is confirmed.
"""

from dataclasses import dataclass
from datetime import date

from schutznetz.accounts.models import User
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Attested, CaseState, IntakeChannel, Profession, UntoldReason
from schutznetz.cases.models import Case, Feedback, FeedbackPreparation, LearntProfession, Report
from schutznetz.cases.queries import is_attested, is_due, is_owed, ladder, may_confirm, working_days
from schutznetz.cases.queries.answers import profession_of
from schutznetz.cases.queries.hands import hands_of
from schutznetz.cases.reporters import kind_of
from schutznetz.kernel import outbox
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import feedback, urgency
from schutznetz.law.reporters import KKG_FEEDBACK
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import due_of

NEWS = gettext_noop("Inzwischen steht ein anderes Ergebnis fest. Bitte prüfen Sie Ihre Antwort noch einmal.")
NOT_OWED = gettext_noop("Diese Rückmeldung gibt das Gesetz nur meldenden Fachkräften nach § 4 Abs. 1 KKG.")
NO_ACCOUNT = gettext_noop("Ein Konto zeigt nur die Einrichtung. Bitte sagen, woher Sie den Beruf wissen.")
KNOWN_ALREADY = gettext_noop("Das steht schon so bei der Meldung.")
DOES_NOT_MATTER = gettext_noop(
    "Mit diesem Beruf ist dieser Stelle auch dann keine Rückmeldung geschuldet. Dann braucht ihn niemand."
)
STILL_OWED = gettext_noop("Diese Rückmeldung ist noch geschuldet.")
WHO = gettext_noop("Bitte stellen Sie erst sicher, dass wirklich diese Fachkraft gemeldet hat.")
TOLD_OR_WHY = gettext_noop("Bitte angeben, wann die Familie informiert wurde oder warum nicht.")
NOT_WITHOUT_ACTING = gettext_noop("Noch tätig sein kann nur, wer tätig geworden ist.")
IN_FUTURE = gettext_noop("Die Familie wird vorher informiert. Dieser Tag liegt in der Zukunft.")
BEFORE_THE_REPORT = gettext_noop("Vor der Meldung konnte die Familie von dieser Antwort nichts wissen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the office made sure of: who reported, and that the family knows or why not."""

    attested: Attested | str = ""
    told_on: date | None = None
    untold_reason: UntoldReason | str = ""
    note: str = ""


@consequence
def open_feedback(ctx: Context, report: Report) -> None:
    """Ask for the answer as soon as a result allows one; asked again, it asks only for what is still owed.

    "Zeitnah" (§ 4 Abs. 4 KKG) is owed to the reporter: no child's safety waits on it, so nobody is woken.
    """
    waits = is_due(report) or (_ends_elsewhere(report) and not report.feedbacks.exists())
    if not is_owed(report) or not waits:
        return
    new = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
    due_at = min(new, due_of(report, TaskKind.GIVE_FEEDBACK) or new)  # the clock runs from the first asking
    work.settle_tasks(ctx, report, kind=TaskKind.GIVE_FEEDBACK)
    owner, substitute = hands_of(report)
    work.open_task(
        ctx,
        report,
        kind=TaskKind.GIVE_FEEDBACK,
        due_at=due_at,
        owner_id=owner,
        substitute_id=substitute,
        ladder=ladder(due_at - ctx.now),
    )


@command(ReportAction.NOTE_PROFESSION)
def note_profession(
    ctx: Context, report: Report, *, profession: Profession | str, known_by: Attested
) -> LearntProfession:
    """Note what was learnt of the reporter's own profession, or that it was none; what was said stays.

    By the same table the answer is owed from here, or no longer.
    """
    if known_by == Attested.ACCOUNT:
        raise Conflict(NO_ACCOUNT)
    if str(profession) == profession_of(report):
        raise Conflict(KNOWN_ALREADY)
    if profession and not feedback.could_matter(str(kind_of(report)), str(profession)):
        raise Conflict(DOES_NOT_MATTER, KKG_FEEDBACK)
    learnt = LearntProfession.objects.create(
        report=report,
        profession=profession,
        known_by=known_by,
        noted_by_id=ctx.person_id,
        noted_at=ctx.now,
    )
    if is_owed(report):
        open_feedback(ctx, report)
    else:
        work.settle_tasks(ctx, report, kind=TaskKind.GIVE_FEEDBACK)
    return learnt


@command(ReportAction.DROP_FEEDBACK)
def drop_feedback(ctx: Context, report: Report) -> None:
    """End the call for an answer that the office has decided to give no longer; one that is owed stays."""
    if is_owed(report):
        raise Conflict(STILL_OWED, KKG_FEEDBACK)
    work.settle_tasks(ctx, report, kind=TaskKind.GIVE_FEEDBACK)


@command(ReportAction.GIVE_FEEDBACK)
def send_feedback(
    ctx: Context,
    report: Report,
    *,
    confirmed: bool | None,
    acted: bool,
    still_acting: bool,
    prepared: Prepared,
) -> Feedback:
    """Answer once; ``confirmed`` is what the sender saw and must be what the results say now."""
    if not is_owed(report):
        raise Conflict(NOT_OWED, KKG_FEEDBACK)
    if confirmed is not may_confirm(report):
        raise Conflict(NEWS, feedback.CLOSED_CONTENT)
    if still_acting and not acted:
        raise Conflict(NOT_WITHOUT_ACTING)
    sent = Feedback.objects.create(
        report=report,
        preparation=_prepare(ctx, report, prepared),
        confirmed=confirmed,
        acted=acted,
        still_acting=still_acting,
        sent_at=ctx.now,
        sent_by_id=ctx.person_id,
    )
    if confirmed is not None or _ends_elsewhere(report):
        work.settle_tasks(ctx, report, kind=TaskKind.GIVE_FEEDBACK)
    _tell(ctx, report)
    return sent


def _ends_elsewhere(report: Report) -> bool:
    """Say whether no result comes from here any more, because another office has taken the children over."""
    cases = Case.objects.filter(origin=report)
    gone = cases.filter(state=CaseState.HANDED_OVER).exists() and not cases.filter(closed_at=None).exists()
    return gone and may_confirm(report) is None


def _prepare(ctx: Context, report: Report, prepared: Prepared) -> FeedbackPreparation:
    by_account = is_attested(report)
    attested = Attested.ACCOUNT if by_account else prepared.attested
    if not attested or (attested == Attested.ACCOUNT and not by_account):
        raise Conflict(WHO)
    if bool(prepared.told_on) is bool(prepared.untold_reason):
        raise Conflict(TOLD_OR_WHY, feedback.TELL_FAMILY)
    if prepared.told_on and prepared.told_on > ctx.now.astimezone(urgency.BERLIN).date():
        raise Conflict(IN_FUTURE, feedback.TELL_FAMILY)
    if prepared.told_on and prepared.told_on < report.received_at.astimezone(urgency.BERLIN).date():
        raise Conflict(BEFORE_THE_REPORT, feedback.TELL_FAMILY)
    if prepared.untold_reason == UntoldReason.OTHER and not prepared.note:
        raise Conflict(TOLD_OR_WHY, feedback.TELL_FAMILY)
    return FeedbackPreparation.objects.create(
        attested=attested,
        told_on=prepared.told_on,
        untold_reason=prepared.untold_reason,
        note=prepared.note or None,
    )


def _tell(ctx: Context, report: Report) -> None:
    """Say to who reported with an account that there is something to read, and nothing more."""
    if report.channel != IntakeChannel.PARTNER or report.entered_by_id is None:
        return
    person = User.objects.get(pk=report.entered_by_id)
    if person.email:
        slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
        outbox.mail(ctx, to=person.email, notice=outbox.Notice.NEWS, link=f"/{slug}/meldungen/")
