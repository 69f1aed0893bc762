"""What happens by time: a year after the end of a help nothing of the family is left."""

from schutznetz.care import services
from schutznetz.care.actions import CareAction
from schutznetz.care.models import Family
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every

AT_ONCE = 200


@every(minutes=60, name="care.erase")
def erase_outlived(ctx: Context) -> None:
    outlived = policy.rows(ctx, CareAction.ERASE, Family)
    for family in outlived.order_by("ended_at", "id")[:AT_ONCE]:
        services.erase(ctx, family)
