"""Who waits for a call of the coordination: nothing of what was written is opened here."""

from schutznetz.care.actions import CareAction
from schutznetz.care.models import CallBack
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context


def calls_waiting(ctx: Context) -> list[CallBack]:
    """Return the wishes that nobody has answered, those first that wait longest."""
    return list(policy.rows(ctx, CareAction.NOTE_CALL, CallBack).order_by("asked_at", "id"))
