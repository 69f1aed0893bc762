"""What happens by time: every minute the tasks that nobody did climb their ladder."""

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import every
from schutznetz.work import services
from schutznetz.work.actions import WorkAction
from schutznetz.work.choices import Rung
from schutznetz.work.models import Task

AT_ONCE = 500


@every(minutes=1, name="work.escalate")
def escalate_due(ctx: Context) -> None:
    """Climb every ladder whose time has come, past the rungs where nobody is there."""
    due = policy.rows(ctx, WorkAction.ESCALATE, Task)
    for _round in Rung:
        tasks = list(due.order_by("next_step_at", "id")[:AT_ONCE])
        for task in tasks:
            services.escalate(ctx, task)
