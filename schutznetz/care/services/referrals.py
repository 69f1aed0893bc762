"""A referral asks a named person for help, waits for her answer, and goes its way until it ends."""

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import DeclineReason, HelpEnd, ReferralState
from schutznetz.care.cover import Gate
from schutznetz.care.models import Family, Referral
from schutznetz.care.services.answering import answered
from schutznetz.care.services.asking import Asked, ask
from schutznetz.care.services.calling_off import call_off, end_untaken
from schutznetz.care.services.feedback import Success, tell_sender
from schutznetz.care.states import REFERRAL
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role


@command(CareAction.REFER)
def refer(ctx: Context, family: Family, *, asked: Asked, gate: Gate, key: str = "") -> Referral:
    """Ask for help; whoever has no account gets a link, whose secret and code come from ``key``."""
    return ask(ctx, family, asked=asked, gate=gate, key=key)


@command(CareAction.ANSWER_REFERRAL)
def accept(ctx: Context, referral: Referral, *, note: str = "", success: Success | None = None) -> Referral:
    """Say yes; where the coordination does, the family is hers from here."""
    answered(ctx, referral, "accept", note)
    if ctx.role == Role.COORDINATOR:
        Family.objects.filter(pk=referral.family_id).update(untaken=False)
    return tell_sender(ctx, referral, success)


@command(CareAction.ANSWER_REFERRAL)
def put_on_list(
    ctx: Context, referral: Referral, *, note: str = "", success: Success | None = None
) -> Referral:
    """Say that there is no place yet, and that the family waits for one."""
    return tell_sender(ctx, answered(ctx, referral, "put_on_list", note), success)


@command(CareAction.ANSWER_REFERRAL)
def decline(
    ctx: Context, referral: Referral, *, reason: DeclineReason, note: str = "", success: Success | None = None
) -> Referral:
    answered(ctx, referral, "decline", note, reason)
    return tell_sender(ctx, referral, success)


@command(CareAction.CARRY_ON)
def begin(ctx: Context, referral: Referral, *, success: Success | None = None) -> Referral:
    REFERRAL.move(referral, "begin", begun_at=ctx.now)
    return tell_sender(ctx, referral, success)


@command(CareAction.CARRY_ON)
def end(ctx: Context, referral: Referral, *, reason: HelpEnd, success: Success | None = None) -> Referral:
    if referral.state is ReferralState.ACCEPTED and reason is not HelpEnd.NEVER_ARRIVED:
        raise Conflict(gettext_noop("Die Hilfe hat noch nicht begonnen: Sie kam nicht zustande."))
    REFERRAL.move(referral, "end", ended_at=ctx.now, ended_because=reason)
    end_untaken(ctx, referral)
    return tell_sender(ctx, referral, success)


@command(CareAction.REVOKE_REFERRAL)
def revoke(ctx: Context, referral: Referral) -> Referral:
    """Take a referral back; what was told before stays in the family's list."""
    call_off(ctx, referral)
    return referral
