"""An office sets its own period for a class, with its reason: one proposes, another one decides."""

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.choices import CountedFrom, RetentionClass, ReviewState
from schutznetz.cases.models import KeepingPeriod
from schutznetz.cases.queries.keeping import period_seal
from schutznetz.cases.second import confirm, void
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import retention
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network

BOUNDS = gettext_noop("So kurz oder so lang darf diese Klasse nicht aufbewahrt werden.")


@command(KeepingAction.PROPOSE_PERIOD)
def propose_period(
    ctx: Context,
    network: Network,
    *,
    retention_class: RetentionClass,
    months: int,
    reasons: str,
    since: CountedFrom = CountedFrom.EVENT,
) -> KeepingPeriod:
    """Ask for another period of one class, within its limits; an earlier proposal about it is voided."""
    code = str(retention_class)
    if not retention.allows(code, retention.Own(months, retention.Since(since))):
        raise Conflict(BOUNDS, retention.BY_CODE[code].norm)
    waiting = KeepingPeriod.objects.filter(retention=retention_class, state=ReviewState.PROPOSED)
    waiting.update(state=ReviewState.VOIDED)
    period = KeepingPeriod(
        retention=retention_class,
        since=since,
        months=months,
        reasons=reasons,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    period.seal = period_seal(period)
    period.save(force_insert=True)
    return period


@command(KeepingAction.CONFIRM_PERIOD)
def confirm_period(ctx: Context, period: KeepingPeriod, *, seal: str) -> KeepingPeriod:
    """From here the office's own period counts, also for what was finished before."""
    confirm(ctx, KeepingAction.CONFIRM_PERIOD, period, seal=seal, now=period_seal(period))
    return period


@command(KeepingAction.CONFIRM_PERIOD)
def refuse_period(ctx: Context, period: KeepingPeriod) -> KeepingPeriod:
    """The period stays as it was."""
    void(period)
    return period
