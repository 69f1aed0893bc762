"""Beside the plan: proofs that were seen, what bridges a wait, and the alarm of whoever waits too long."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import certificates
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers.queries import published_here
from schutznetz.visiting import queries
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import MeanwhileAnswer, MeanwhileKind, ProofKind
from schutznetz.visiting.models import FamilyMidwife, Meanwhile, MidwifeProof, VisitRequest
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import about_ids

NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")
LAPSES_BEFORE = gettext_noop("Der Nachweis gälte dann schon nicht mehr, als Sie ihn sahen.")
WHICH_OFFER = gettext_noop("Bitte wählen Sie ein Angebot aus dem Verzeichnis.")
ANSWER = gettext_noop("Bitte wählen Sie, was die Familie gesagt hat.")
ACT_WITHIN = timedelta(days=7)
LADDER: Sequence[Step] = (Step(0, Rung.LINE), Step(14 * 24 * 60, Rung.COORDINATOR))


@command(VisitingAction.NOTE_PROOF)
def note_proof(
    ctx: Context, midwife: FamilyMidwife, *, kind: ProofKind, seen_on: date, counts_until: date | None
) -> MidwifeProof:
    """Note a look at a paper, in place of the look before; the paper itself goes back."""
    return _seen(ctx, midwife, kind, seen_on, counts_until)


@command(VisitingAction.RENEW_PROOF)
def renew_proof(
    ctx: Context, proof: MidwifeProof, *, seen_on: date, counts_until: date | None
) -> MidwifeProof:
    """Note the same kind of paper anew; the task about it is done."""
    return _seen(ctx, proof.midwife, ProofKind(proof.kind), seen_on, counts_until)


def _seen(
    ctx: Context, midwife: FamilyMidwife, kind: ProofKind, seen_on: date, until: date | None
) -> MidwifeProof:
    if seen_on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if kind is ProofKind.CONDUCT:  # counts so long at most, whatever is typed
        latest = certificates.shown_again_by(seen_on, certificates.SHOWN_AGAIN_AFTER)
        until = min(until or latest, latest)
    if until and until < seen_on:
        raise Conflict(LAPSES_BEFORE)
    said = {"seen_on": seen_on, "seen_by_id": ctx.person_id, "counts_until": until, "reminded_of": None}
    proof, _new = MidwifeProof.objects.update_or_create(midwife=midwife, kind=kind, defaults=said)
    work.settle_tasks(ctx, proof)
    return proof


@command(VisitingAction.REMIND_PROOF)
def remind_proof(ctx: Context, proof: MidwifeProof) -> MidwifeProof:
    """Ask for a new look six weeks before a proof lapses, once for each day."""
    if proof.counts_until is None or proof.reminded_of == proof.counts_until:
        return proof
    work.open_task(
        ctx,
        proof,
        kind=TaskKind.RENEW_PROOF,
        due_at=end_of(proof.counts_until),
        line=Role.COORDINATOR,
        ladder=LADDER,
    )
    MidwifeProof.objects.filter(pk=proof.pk).update(reminded_of=proof.counts_until)
    proof.reminded_of = proof.counts_until
    return proof


@command(VisitingAction.OFFER_MEANWHILE)
def offer_meanwhile(
    ctx: Context, request: VisitRequest, *, kind: MeanwhileKind, offer_id: UUID | None = None, words: str = ""
) -> Meanwhile:
    """Note what a family that waits was offered until somebody comes."""
    here = {pk for pk, _title in published_here(ctx)}
    if (kind is MeanwhileKind.OFFER) is not (offer_id in here):
        raise Conflict(WHICH_OFFER)
    return Meanwhile.objects.create(
        request=request,
        kind=kind,
        offer_id=offer_id,
        words=words.strip() or None,
        offered_at=ctx.now,
        offered_by_id=ctx.person_id,
    )


@command(VisitingAction.ANSWER_MEANWHILE)
def answer_meanwhile(ctx: Context, meanwhile: Meanwhile, *, answer: MeanwhileAnswer) -> Meanwhile:
    """Note what the family said to it."""
    if answer is MeanwhileAnswer.OPEN:
        raise Conflict(ANSWER)
    Meanwhile.objects.filter(pk=meanwhile.pk).update(answer=answer, answered_at=ctx.now)
    meanwhile.answer, meanwhile.answered_at = answer, ctx.now
    return meanwhile


@command(VisitingAction.ALARM)
def alarm(ctx: Context, request: VisitRequest) -> VisitRequest:
    """Put a family that waits too long on the coordination's list; it stays there until somebody is found."""
    if request.pk not in about_ids(VisitRequest, TaskKind.LONG_WAIT):
        work.open_task(
            ctx,
            request,
            kind=TaskKind.LONG_WAIT,
            due_at=ctx.now + ACT_WITHIN,
            line=Role.COORDINATOR,
            ladder=LADDER,
        )
    return request


@command(VisitingAction.TAKE_HOURS)
def take_hours(ctx: Context, network: Network, *, month: date) -> list[queries.PaidDay]:
    """Hand out the days of a month for payment."""
    return queries.paid_days(month)
