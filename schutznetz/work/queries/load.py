"""How much of the protection work lies with whom, and how much of it is overdue: counts, and no ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Open tasks of one person, or of the lines that have not chosen anybody yet."""

    person_id: UUID | None
    open: int
    overdue: int


def protective_load(ctx: Context) -> Sequence[Load]:
    """Count the open protection tasks that the actor may see by owner, in two figures each."""
    waiting = policy.rows(ctx, WorkAction.READ_OPEN, Task).order_by()
    counted = waiting.values("owner_id").annotate(
        open=Count("pk"), overdue=Count("pk", filter=Q(due_at__lt=ctx.now))
    )
    return [
        Load(person_id=row["owner_id"], open=row["open"], overdue=row["overdue"])
        for row in counted.order_by("owner_id")
    ]
