"""Who is there for a report: whether somebody is called right now, and which ones can change hands."""

from collections.abc import Iterable
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.models import Report
from schutznetz.kernel import outbox, policy
from schutznetz.kernel.context import Context
from schutznetz.work.queries import on_duty


def is_watched(ctx: Context) -> bool:
    """Tell whether a person on duty would be woken; without gateway, rota or her telephone nobody is."""
    if not outbox.is_set_up(outbox.Way.WAKE):
        return False
    return User.objects.filter(pk__in=on_duty(ctx.now)).exclude(phone="").exists()


def to_hand_over(ctx: Context, about: Iterable[UUID]) -> set[UUID]:
    """Return which of these are reports in somebody's hands that the actor may give to others."""
    held = policy.rows(ctx, ReportAction.HAND_OVER, Report).filter(pk__in=set(about), decided_at=None)
    return set(held.exclude(responsible=None).values_list("pk", flat=True))
