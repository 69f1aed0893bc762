"""Setting a period of the office's own, with the reason."""

from datetime import timedelta

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.periods import BY_NAME, allowed
from schutznetz.law.text import gettext_noop
from schutznetz.networks import queries
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.models import Network, PeriodSetting

TOO_LONG = gettext_noop("So lang darf diese Frist nicht sein.")
NO_REASON = gettext_noop("Bitte nennen Sie den Grund.")
OTHERS = gettext_noop("Diese Frist setzt jemand anderes.")
HOLDS = gettext_noop("Diese Frist gilt schon.")


@command(NetworkAction.CHANGE_PERIODS)
def set_period(ctx: Context, network: Network, *, name: PeriodName, days: int, reason: str) -> PeriodSetting:
    """Let a period of the protection part hold from now on; what already runs keeps its day."""
    return _set(ctx, name, days, reason, early=False)


@command(NetworkAction.CHANGE_EARLY_PERIODS)
def set_early_period(
    ctx: Context, network: Network, *, name: PeriodName, days: int, reason: str
) -> PeriodSetting:
    """Let a period of early help hold from now on: it is set by whoever runs it."""
    return _set(ctx, name, days, reason, early=True)


def _set(ctx: Context, name: PeriodName, days: int, reason: str, *, early: bool) -> PeriodSetting:
    rule = BY_NAME[name]
    if rule.early is not early:
        raise Conflict(OTHERS)
    if not allowed(rule, days):
        raise Conflict(TOO_LONG, rule.serves)
    if not reason.strip():
        raise Conflict(NO_REASON)
    if queries.period(name) == timedelta(days=days):
        raise Conflict(HOLDS)
    return PeriodSetting.objects.create(
        name=name, days=days, reason=reason.strip(), set_by_id=ctx.person_id, set_at=ctx.now
    )
