"""Help offered to a family, and its answer. Refusing help is by itself no danger."""

from datetime import date

from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import HelpAnswer, Outcome
from schutznetz.cases.models import Case, HelpOffer
from schutznetz.cases.services.measures.asking import ask, refuse_ahead
from schutznetz.cases.standing import has_measure
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NO_ANSWER = gettext_noop("Bitte eintragen, ob die Familie die Hilfe annimmt oder ablehnt.")
ANSWERED = gettext_noop("Die Antwort steht schon da. Ein neues Angebot ist ein neuer Eintrag.")


@command(MeasureAction.OFFER_HELP)
def offer_help(ctx: Context, case: Case, *, what: str, offered_on: date) -> HelpOffer:
    """Write down which help was offered (§ 8a Abs. 1 Satz 3 SGB VIII), and see that it gets an answer."""
    refuse_ahead(ctx, offered_on)
    offer = HelpOffer.objects.create(case=case, what=what, offered_on=offered_on, offered_by_id=ctx.person_id)
    due_at = max(measures.end_of(offered_on) + period(PeriodName.HELP_ANSWER), ctx.now)
    work.settle_tasks(
        ctx, case, kind=TaskKind.GET_ANSWER
    )  # of a result that named no offer; now there is one
    ask(ctx, offer, TaskKind.GET_ANSWER, due_at, case=case)
    return offer


@command(MeasureAction.ANSWER_HELP)
def answer_help(
    ctx: Context, offer: HelpOffer, *, answer: HelpAnswer, answered_on: date, note: str = ""
) -> HelpOffer:
    """Write down what the family said, once; a danger that is left without a measure is looked at anew."""
    if answer == HelpAnswer.OPEN:
        raise Conflict(NO_ANSWER)
    if offer.answer != HelpAnswer.OPEN:
        raise Conflict(ANSWERED)
    refuse_ahead(ctx, answered_on)
    offer.answer, offer.answered_on, offer.answer_note = answer, answered_on, note or None
    offer.save(update_fields=["answer", "answered_on", "answer_note"])
    work.settle_tasks(ctx, offer)
    if offer.case.outcome == Outcome.LATENT and not has_measure(offer.case):
        due_at = ctx.now + measures.LOOKED_AT_ANEW_WITHIN
        work.settle_tasks(ctx, offer.case, kind=TaskKind.REVIEW_RESULT)
        ask(ctx, offer.case, TaskKind.REVIEW_RESULT, due_at, case=offer.case)
    return offer
