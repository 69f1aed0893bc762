"""What happens by time: a year after the last word nothing of a worry is left, a month after it was said."""

from schutznetz.concerns import services
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.models import Concern
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every

AT_ONCE = 200


@every(minutes=60, name="concerns.erase")
def erase_outlived(ctx: Context) -> None:
    outlived = policy.rows(ctx, ConcernAction.ERASE, Concern)
    for concern in outlived.order_by("last_at", "id")[:AT_ONCE]:
        services.erase(ctx, concern)


@every(minutes=60, name="concerns.warn")
def warn_of_the_end(ctx: Context) -> None:
    ending = policy.rows(ctx, ConcernAction.WARN, Concern)
    for concern in ending.order_by("last_at", "id")[:AT_ONCE]:
        services.warn(ctx, concern)
