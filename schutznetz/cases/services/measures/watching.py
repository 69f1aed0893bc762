"""Looking after what was agreed or ordered: checks, breaches, what follows from them, and their end."""

from datetime import date
from uuid import UUID

from schutznetz.accounts.one_human import refuse_one_human
from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import CheckFinding, WatchedKind, WatchedState
from schutznetz.cases.conflicts import refuse_recused
from schutznetz.cases.models import Case, Check, WatchedItem
from schutznetz.cases.services.measures.asking import ALARM, ask
from schutznetz.cases.services.measures.plan import (
    TWO_WATCHERS,
    Point,
    ask_for_check,
    refuse_late_check,
    watch,
)
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.standing import STILL_WATCHED
from schutznetz.cases.states import CASE, WATCHED
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

PAST_ITS_END = gettext_noop("Die Frist ist dann vorbei. Bitte die Überwachung beenden oder neu vereinbaren.")
NOT_BROKEN = gettext_noop("Hier wartet kein Bruch auf eine Antwort.")
NO_LONGER_WATCHED = gettext_noop("Dieser Punkt wird nicht mehr überwacht.")
OF_A_COURT = (WatchedKind.ORDER, WatchedKind.CONDITION)


@command(MeasureAction.AWAIT_FINDING)
def await_finding(ctx: Context, case: Case, *, point: Point) -> WatchedItem:
    """Wait for something from outside, an expert opinion or an investigation, without losing sight of it."""
    return watch(ctx, case, point, WatchedKind.FINDING)


@command(MeasureAction.CHECK)
def check(
    ctx: Context, item: WatchedItem, *, finding: CheckFinding, evidence: str, next_on: date
) -> WatchedItem:
    """Write down a look at a watched item and when the next one is; a breach calls people at once."""
    refuse_late_check(ctx, next_on)
    if item.until and next_on > item.until and finding == CheckFinding.KEPT:
        raise Conflict(PAST_ITS_END)
    WATCHED.move(item, _step(item, finding), check_on=next_on)
    Check.objects.create(
        item=item,
        finding=finding,
        evidence=evidence,
        checked_by_id=ctx.person_id,
        checked_at=ctx.now,
        next_on=next_on,
    )
    work.settle_tasks(ctx, item, kind=TaskKind.CHECK_ITEM)
    ask_for_check(ctx, item)
    if finding == CheckFinding.BROKEN:
        _alarm(ctx, item)
    if CASE.can(item.case, "monitor"):
        CASE.move(item.case, "monitor")
    return item


@command(MeasureAction.CHECK)
def answer_breach(ctx: Context, item: WatchedItem, *, reaction: str) -> WatchedItem:
    """Say what follows from a breach; the item is watched on."""
    waiting = Check.objects.filter(item=item, finding=CheckFinding.BROKEN, reacted_at=None)
    breaches = list(waiting.order_by("checked_at", "id"))
    if not breaches:
        raise Conflict(NOT_BROKEN)
    for breach in breaches:
        breach.reaction, breach.reacted_by_id, breach.reacted_at = reaction, ctx.person_id, ctx.now
        breach.save(update_fields=["reaction", "reacted_by", "reacted_at"])
    for kind in (TaskKind.ORDER_BROKEN, TaskKind.AGREEMENT_BROKEN):
        work.settle_tasks(ctx, item, kind=kind)
    return item


@command(MeasureAction.FINISH_ITEM)
def finish_item(ctx: Context, item: WatchedItem, *, note: str) -> WatchedItem:
    """Stop watching, with the reason: fulfilled, lifted, the finding is there."""
    WATCHED.move(item, "finish", done_at=ctx.now, done_note=note)
    work.settle_tasks(ctx, item)
    keep_protected(ctx, item.case, our_decision=False)
    return item


@command(MeasureAction.NAME_WATCHER)
def name_watcher(ctx: Context, item: WatchedItem, *, watcher_id: UUID, substitute_id: UUID) -> WatchedItem:
    """Give a watched item to other eyes; never to nobody, never to one person alone."""
    if watcher_id == substitute_id:
        raise Conflict(TWO_WATCHERS)
    refuse_one_human(watcher_id, substitute_id)
    refuse_recused(item.case, watcher_id, substitute_id)
    seen = {"watcher": item.watcher_id, "substitute": item.substitute_id}
    still = WatchedItem.objects.filter(pk=item.pk, state__in=STILL_WATCHED, **seen)
    if not still.update(watcher_id=watcher_id, substitute_id=substitute_id):
        raise Conflict(NO_LONGER_WATCHED)
    item.watcher_id, item.substitute_id = watcher_id, substitute_id
    work.settle_tasks(ctx, item, kind=TaskKind.CHECK_ITEM)
    ask_for_check(ctx, item)
    return item


def _step(item: WatchedItem, finding: CheckFinding) -> str:
    """What could not be seen changes nothing: a breach stays one until somebody sees it kept."""
    if finding == CheckFinding.UNCLEAR:
        return "breach" if item.state == WatchedState.BROKEN else "keep"
    return "breach" if finding == CheckFinding.BROKEN else "keep"


@consequence
def _alarm(ctx: Context, item: WatchedItem) -> None:
    """Call the case's lead and the watcher at once, and the leads if neither answers."""
    ordered = item.kind in OF_A_COURT
    kind = TaskKind.ORDER_BROKEN if ordered else TaskKind.AGREEMENT_BROKEN
    within = (
        measures.BREACH_OF_ORDER_ANSWERED_WITHIN if ordered else measures.BREACH_OF_AGREEMENT_ANSWERED_WITHIN
    )
    other = item.watcher_id if item.watcher_id != item.case.lead_id else item.substitute_id
    work.settle_tasks(ctx, item, kind=kind)
    ask(ctx, item, kind, ctx.now + within, case=item.case, substitute_id=other, ladder=ALARM)
