"""What happens by time: a year after the last word nothing of a consultation is left but its count."""

from schutznetz.advice import services
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.models import Consultation
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every

AT_ONCE = 200


@every(minutes=60, name="advice.erase")
def erase_outlived(ctx: Context) -> None:
    outlived = policy.rows(ctx, AdviceAction.ERASE, Consultation)
    for consultation in outlived.order_by("last_at", "id")[:AT_ONCE]:
        services.erase(ctx, consultation)
