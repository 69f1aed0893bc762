"""A referral asks a named person for help, waits for her answer, and goes its way until it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import (
    ANSWER,
    DataItem,
    DeclineReason,
    HelpEnd,
    ReferralState,
)
from schutznetz.care.cover import NAMED, Gate
from schutznetz.care.models import ConsentRecipient, Family, Referral
from schutznetz.care.services.calling_off import call_off
from schutznetz.care.services.passing import pass_on
from schutznetz.care.states import REFERRAL
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.offers.queries import published_here
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

DAY = 24 * 60  # minutes
LADDER = (
    Step(0, Rung.OWNER),
    Step(3 * DAY, Rung.SUBSTITUTE),
    Step(5 * DAY, Rung.COORDINATOR),
)
NOT_NAMED = gettext_noop("Diese Person nennt keine Einwilligung der Familie.")
ONE_CONSENT = gettext_noop(
    "Person und Vertretung müssen in derselben Einwilligung stehen, als zwei Menschen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of whom: recipient and deputy as they are named in one consent."""

    recipient_id: UUID
    need: str
    items: Sequence[DataItem]
    deputy_id: UUID | None = None
    offer_id: UUID | None = None


@command(CareAction.REFER)
def refer(ctx: Context, family: Family, *, asked: Asked, gate: Gate) -> Referral:
    """Ask for help; what goes along passes the gate for each person who will read it."""
    recipient, deputy = _named(family, asked)
    if asked.offer_id and asked.offer_id not in dict(published_here(ctx)):
        raise Conflict(gettext_noop("Dieses Angebot gibt es hier nicht."))
    referral = Referral.objects.create(
        family=family,
        recipient=recipient,
        deputy=deputy,
        offer_id=asked.offer_id,
        sent_by_id=ctx.person_id,
        sent_at=ctx.now,
        due_at=ctx.now + ANSWER,
        need=asked.need,
    )
    for person in filter(None, (recipient, deputy)):
        pass_on(ctx, referral, person, items=list(dict.fromkeys(asked.items)), gate=gate)
    work.open_task(
        ctx,
        referral,
        kind=TaskKind.ANSWER_REFERRAL,
        due_at=ctx.now + ANSWER,
        owner_id=recipient.person_id,
        substitute_id=deputy.person_id if deputy else None,
        ladder=LADDER,
    )
    return referral


def _named(family: Family, asked: Asked) -> tuple[ConsentRecipient, ConsentRecipient | None]:
    found = ConsentRecipient.objects.filter(consent__family=family).select_related("consent")
    named = {each.pk: each for each in found}
    recipient, deputy = named.get(asked.recipient_id), None
    if recipient is None:
        raise Conflict(NOT_NAMED, NAMED)
    if asked.deputy_id:
        deputy = named.get(asked.deputy_id)
        if deputy is None or deputy == recipient or deputy.consent_id != recipient.consent_id:
            raise Conflict(ONE_CONSENT, NAMED)
    return recipient, deputy


@command(CareAction.ANSWER_REFERRAL)
def accept(ctx: Context, referral: Referral, *, note: str = "") -> Referral:
    return _answered(ctx, referral, "accept", note)


@command(CareAction.ANSWER_REFERRAL)
def put_on_list(ctx: Context, referral: Referral, *, note: str = "") -> Referral:
    """Say that there is no place yet, and that the family waits for one."""
    return _answered(ctx, referral, "put_on_list", note)


@command(CareAction.ANSWER_REFERRAL)
def decline(ctx: Context, referral: Referral, *, reason: DeclineReason, note: str = "") -> Referral:
    return _answered(ctx, referral, "decline", note, declined_because=reason)


def _answered(ctx: Context, referral: Referral, step: str, note: str, **said: object) -> Referral:
    """Take one of the answers: accept, put_on_list or decline."""
    REFERRAL.move(referral, step, due_at=None, answered_at=ctx.now, answer_note=note or None, **said)
    work.settle_tasks(ctx, referral, kind=TaskKind.ANSWER_REFERRAL)
    return referral


@command(CareAction.CARRY_ON)
def begin(ctx: Context, referral: Referral) -> Referral:
    REFERRAL.move(referral, "begin", begun_at=ctx.now)
    return referral


@command(CareAction.CARRY_ON)
def end(ctx: Context, referral: Referral, *, reason: HelpEnd) -> Referral:
    if referral.state is ReferralState.ACCEPTED and reason is not HelpEnd.NEVER_ARRIVED:
        raise Conflict(gettext_noop("Die Hilfe hat noch nicht begonnen: Sie kam nicht zustande."))
    REFERRAL.move(referral, "end", ended_at=ctx.now, ended_because=reason)
    return referral


@command(CareAction.REVOKE_REFERRAL)
def revoke(ctx: Context, referral: Referral) -> Referral:
    """Take a referral back; what was told before stays in the family's list."""
    call_off(ctx, referral)
    return referral
