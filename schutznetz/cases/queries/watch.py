"""Whether somebody is called when a report comes in right now, so that the form can say the truth."""

from schutznetz.kernel import outbox
from schutznetz.kernel.context import Context
from schutznetz.work.queries import on_duty


def is_watched(ctx: Context) -> bool:
    """Tell whether a person on duty would be woken; without gateway or rota nobody is."""
    return outbox.is_set_up(outbox.Way.WAKE) and bool(on_duty(ctx.now))
