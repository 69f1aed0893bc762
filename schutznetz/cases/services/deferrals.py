"""To inform somebody later: on a ground of the law, for a while, looked at again, and made up for in time."""

from datetime import date
from uuid import UUID

from schutznetz.cases.actions import DeferralAction
from schutznetz.cases.choices import DeferralGround
from schutznetz.cases.models import Case, CasePerson, Deferral
from schutznetz.cases.queries.chronology import record_in
from schutznetz.cases.services.measures.asking import ask
from schutznetz.cases.services.second_looks import look_again, refuse_past, remind
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import deferral as law
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NOT_THERE = gettext_noop("Diesen Eintrag oder Menschen gibt es in diesem Fall nicht.")
DEFERRED = gettext_noop("Für diese Person ist das schon aufgeschoben.")
TOO_FAR = gettext_noop("Das ist zu spät. Bitte sehen Sie spätestens nach drei Monaten wieder hin.")
NOT_AHEAD = gettext_noop("Dieser Tag liegt noch vor uns. Bitte tragen Sie ihn ein, wenn er da ist.")
GONE = gettext_noop("Der Grund ist schon weggefallen. Bitte informieren Sie jetzt.")


@command(DeferralAction.DEFER)
def defer(
    ctx: Context,
    case: Case,
    *,
    person_id: UUID,
    ground: DeferralGround,
    reasons: str,
    review_on: date,
    record: UUID | None = None,
) -> Deferral:
    """Tell somebody later of an entry, or of the whole case; the reason is written down at once."""
    person = CasePerson.objects.filter(case=case, pk=person_id, corrected_by=None).first()
    if person is None or (record and record_in(case, record) is None):
        raise Conflict(NOT_THERE)
    refuse_past(ctx, review_on)
    _refuse_far(ctx, review_on)
    if Deferral.objects.filter(person=person, record=record, told_on=None).exists():
        raise Conflict(DEFERRED, law.BY_GROUND[ground].norm)
    deferral = Deferral.objects.create(
        case=case,
        person=person,
        record=record,
        ground=ground,
        reasons=reasons,
        deferred_by_id=ctx.person_id,
        deferred_at=ctx.now,
        review_on=review_on,
    )
    remind(ctx, deferral, TaskKind.REVIEW_DEFERRAL)
    return deferral


@command(DeferralAction.DECIDE)
def keep_deferred(ctx: Context, deferral: Deferral, *, reasons: str, review_on: date) -> Deferral:
    """The ground still holds: say why, and when somebody looks again."""
    _refuse_gone(deferral)
    _refuse_far(ctx, review_on)
    look_again(ctx, deferral, TaskKind.REVIEW_DEFERRAL, reasons=reasons, review_on=review_on)
    return deferral


@command(DeferralAction.DECIDE)
def note_gone(ctx: Context, deferral: Deferral, *, gone_on: date) -> Deferral:
    """The ground has gone: from that day two weeks are left to inform her (§ 82 Abs. 4 SGB X)."""
    _refuse_gone(deferral)
    _refuse_future(ctx, gone_on)
    deferral.gone_on = gone_on
    deferral.save(update_fields=["gone_on"])
    work.settle_tasks(ctx, deferral)
    due_at = end_of(gone_on + law.CATCH_UP_WITHIN)
    ask(ctx, deferral, TaskKind.INFORM_PERSON, due_at, case=deferral.case)
    return deferral


@command(DeferralAction.DECIDE)
def note_told(ctx: Context, deferral: Deferral, *, told_on: date) -> Deferral:
    """She knows now; nothing is deferred any more."""
    _refuse_future(ctx, told_on)
    deferral.told_on, deferral.told_by_id = told_on, ctx.person_id
    deferral.save(update_fields=["told_on", "told_by"])
    work.settle_tasks(ctx, deferral)
    return deferral


def _refuse_far(ctx: Context, review_on: date) -> None:
    if review_on > ctx.now.astimezone(BERLIN).date() + law.LOOKED_AT_WITHIN:
        raise Conflict(TOO_FAR, law.WRITTEN_DOWN)


def _refuse_future(ctx: Context, day: date) -> None:
    if day > ctx.now.astimezone(BERLIN).date():
        raise Conflict(NOT_AHEAD)


def _refuse_gone(deferral: Deferral) -> None:
    if deferral.gone_on:
        raise Conflict(GONE, law.CATCH_UP)
