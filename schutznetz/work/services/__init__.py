"""What people and the house do with tasks and shifts: one module for each use case."""

from schutznetz.work.services.escalation import answer, escalate
from schutznetz.work.services.shifts import cancel_shift, plan_shift
from schutznetz.work.services.tasks import (
    acknowledge,
    explain,
    finish,
    forget_tasks,
    hand_over,
    hurry,
    open_task,
    pass_on_tasks,
    settle_tasks,
    take,
    withdraw_from_tasks,
)

__all__ = [
    "acknowledge",
    "answer",
    "cancel_shift",
    "escalate",
    "explain",
    "finish",
    "forget_tasks",
    "hand_over",
    "hurry",
    "open_task",
    "pass_on_tasks",
    "plan_shift",
    "settle_tasks",
    "take",
    "withdraw_from_tasks",
]
