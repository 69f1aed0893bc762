"""A referral that loses its ground ends at once: its tasks go, and nobody answers it any more."""

from schutznetz.care.models import Family, OutsideLink, Referral
from schutznetz.care.states import ALIVE, REFERRAL
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.work import services as work


@consequence
def call_off(ctx: Context, referral: Referral) -> None:
    """Revoke a referral that is not over, and shut its link; what is over stays as it ended."""
    if REFERRAL.can(referral, "revoke"):
        REFERRAL.move(referral, "revoke", due_at=None)
    OutsideLink.objects.filter(referral=referral).delete()
    work.settle_tasks(ctx, referral)
    drafts.forget(referral.pk)
    end_untaken(ctx, referral)


@consequence
def end_untaken(ctx: Context, referral: Referral) -> None:
    """Let the month run after which nothing is left of a family that nobody helps and nobody took over."""
    if not Referral.objects.filter(family=referral.family_id, state__in=ALIVE).exists():
        untaken = Family.objects.filter(pk=referral.family_id, untaken=True, ended_at=None)
        untaken.update(ended_at=ctx.now)
