"""What happens by time: what lost its consent is called off, and what is over is deleted."""

from schutznetz.care import services
from schutznetz.care.actions import CareAction
from schutznetz.care.models import CallBack, Family, Referral
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every

AT_ONCE = 200


@every(minutes=60, name="care.erase")
def erase_outlived(ctx: Context) -> None:
    outlived = policy.rows(ctx, CareAction.ERASE, Family)
    for family in outlived.order_by("ended_at", "id")[:AT_ONCE]:
        services.erase(ctx, family)


@every(minutes=60, name="care.forget_calls")
def forget_calls(ctx: Context) -> None:
    done = policy.rows(ctx, CareAction.FORGET_CALL, CallBack)
    for call in done.order_by("done_at", "id")[:AT_ONCE]:
        services.forget_call(ctx, call)


@every(minutes=60, name="care.call_off")
def call_off_uncovered(ctx: Context) -> None:
    """End what waits or runs on a consent whose last day is over; nobody reads it since that day."""
    uncovered = policy.rows(ctx, CareAction.REVOKE_REFERRAL, Referral)
    for referral in uncovered.order_by("sent_at", "id")[:AT_ONCE]:
        services.revoke(ctx, referral)
