"""An answer to a referral: yes, not yet, or no with a reason; by whoever was asked, or for whom she told."""

from schutznetz.care.choices import DeclineReason
from schutznetz.care.models import OutsideLink, Referral
from schutznetz.care.services.calling_off import end_untaken
from schutznetz.care.states import REFERRAL
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.work import services as work

ANSWERS = ("accept", "put_on_list", "decline")


@consequence
def answered(
    ctx: Context, referral: Referral, step: str, note: str, reason: DeclineReason | None = None
) -> Referral:
    """Take one of the answers."""
    said = {"declined_because": reason} if reason else {}
    REFERRAL.move(referral, step, due_at=None, answered_at=ctx.now, answer_note=note or None, **said)
    work.settle_tasks(ctx, referral)
    if step == "decline":
        # Declined by telephone: what was never opened passes nothing on any more.
        OutsideLink.objects.filter(referral=referral, opened_at=None).delete()
        end_untaken(ctx, referral)
    return referral
