"""A referral that loses its ground ends at once: its tasks go, and nobody answers it any more."""

from schutznetz.care.models import Referral
from schutznetz.care.states import REFERRAL
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.work import services as work


@consequence
def call_off(ctx: Context, referral: Referral) -> None:
    """Revoke a referral that is not over; what is over stays as it ended."""
    if REFERRAL.can(referral, "revoke"):
        REFERRAL.move(referral, "revoke", due_at=None)
    work.settle_tasks(ctx, referral)
    drafts.forget(referral.pk)
