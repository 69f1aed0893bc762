"""The safety plan: agreed in versions, each with an end, a review, and somebody who checks each point."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.accounts.one_human import refuse_one_human
from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.choices import ChildTold, Consent, PlanState, WatchedKind
from schutznetz.cases.conflicts import refuse_recused
from schutznetz.cases.models import Case, SafetyPlan, WatchedItem
from schutznetz.cases.services.measures.asking import ask
from schutznetz.cases.services.measures.protected import keep_protected
from schutznetz.cases.standing import STILL_WATCHED
from schutznetz.cases.states import CASE, PLAN, WATCHED
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NO_AGREEMENT = gettext_noop("Ein Schutzplan braucht mindestens eine Absprache.")
ENDLESS = gettext_noop("Ein Schutzplan hat ein Ende: Beginn, Überprüfung und Ende stehen in dieser Reihe.")
REVIEW_TOO_LATE = gettext_noop("Der Schutzplan wird früher überprüft: spätestens nach der Frist Ihres Amtes.")
OUT_OF_PLAN = gettext_noop("Jede Absprache endet spätestens mit dem Plan und wird vorher kontrolliert.")
CHECK_TOO_LATE = gettext_noop("Kontrolliert wird ab heute, spätestens nach der Frist Ihres Amtes.")
CHECK_AFTER_END = gettext_noop("Kontrolliert wird, solange es gilt: spätestens am letzten Tag.")
TWO_WATCHERS = gettext_noop("Aufsicht und Vertretung müssen zwei Menschen sein.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for the plan as a whole."""

    goal: str
    starts_on: date
    review_on: date
    ends_on: date
    consent: Consent
    consent_by: str
    child_told: ChildTold
    child_view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to be watched: what exactly, who does it, who checks how and when, and what if not."""

    what: str
    whose: str
    how: str
    otherwise: str
    check_on: date
    watcher_id: UUID
    substitute_id: UUID
    until: date | None = None


@command(MeasureAction.AGREE_PLAN)
def agree_plan(ctx: Context, case: Case, *, terms: Terms, points: Sequence[Point]) -> SafetyPlan:
    """Put a version in force; the one before ends with it, and its points pass into the new one."""
    _refuse_endless(terms, points)
    before = SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE).first()
    if before:
        _supersede(ctx, before)
    plan = SafetyPlan.objects.create(
        case=case,
        version=SafetyPlan.objects.filter(case=case).count() + 1,
        written_by_id=ctx.person_id,
        written_at=ctx.now,
        goal=terms.goal,
        starts_on=terms.starts_on,
        review_on=terms.review_on,
        ends_on=terms.ends_on,
        consent=terms.consent,
        consent_by=terms.consent_by,
        child_told=terms.child_told,
        child_view=terms.child_view,
    )
    for position, point in enumerate(points, start=1):
        watch(ctx, case, point, WatchedKind.PLAN, plan=plan, position=position)
    ask(ctx, plan, TaskKind.REVIEW_PLAN, measures.end_of(plan.review_on), case=case)
    if terms.child_told == ChildTold.LATER:
        ask(ctx, plan, TaskKind.TELL_CHILD_OF_PLAN, measures.end_of(plan.starts_on), case=case)
    if CASE.can(case, "plan"):
        CASE.move(case, "plan")
    keep_protected(ctx, case)
    return plan


@command(MeasureAction.END_PLAN)
def end_plan(ctx: Context, plan: SafetyPlan, *, note: str) -> SafetyPlan:
    """End a plan that is no longer needed; each of its points was ended before, by somebody."""
    PLAN.move(plan, "end", ended_at=ctx.now, end_note=note)
    work.settle_tasks(ctx, plan)
    keep_protected(ctx, plan.case)
    return plan


@consequence
def watch(
    ctx: Context, case: Case, point: Point, kind: WatchedKind, *, position: int = 1, **origin: object
) -> WatchedItem:
    """Give one thing a watcher and a substitute, and ask for the first look."""
    if point.watcher_id == point.substitute_id:
        raise Conflict(TWO_WATCHERS)
    refuse_one_human(point.watcher_id, point.substitute_id)
    refuse_recused(case, point.watcher_id, point.substitute_id)
    refuse_late_check(ctx, point.check_on)
    if point.until and point.check_on > point.until:
        raise Conflict(CHECK_AFTER_END)
    item = WatchedItem.objects.create(
        case=case,
        kind=kind,
        position=position,
        what=point.what,
        whose=point.whose,
        how=point.how,
        otherwise=point.otherwise,
        until=point.until,
        watcher_id=point.watcher_id,
        substitute_id=point.substitute_id,
        check_on=point.check_on,
        opened_at=ctx.now,
        **origin,
    )
    ask_for_check(ctx, item)
    return item


@consequence
def ask_for_check(ctx: Context, item: WatchedItem) -> None:
    ask(
        ctx,
        item,
        TaskKind.CHECK_ITEM,
        measures.end_of(item.check_on),
        case=item.case,
        owner_id=item.watcher_id,
        substitute_id=item.substitute_id,
    )


def refuse_late_check(ctx: Context, check_on: date) -> None:
    today = ctx.now.astimezone(BERLIN).date()
    if not today <= check_on <= today + period(PeriodName.CHECK):
        raise Conflict(CHECK_TOO_LATE)


def _refuse_endless(terms: Terms, points: Sequence[Point]) -> None:
    if not points:
        raise Conflict(NO_AGREEMENT, measures.PLAN)
    if not terms.starts_on <= terms.review_on <= terms.ends_on:
        raise Conflict(ENDLESS)
    if terms.review_on > terms.starts_on + period(PeriodName.PLAN_REVIEW):
        raise Conflict(REVIEW_TOO_LATE)
    if any(point.until is None or not point.check_on <= point.until <= terms.ends_on for point in points):
        raise Conflict(OUT_OF_PLAN)


def _supersede(ctx: Context, plan: SafetyPlan) -> None:
    for item in plan.items.filter(state__in=STILL_WATCHED).order_by("position"):
        WATCHED.move(item, "supersede", done_at=ctx.now)
        work.settle_tasks(ctx, item)
    PLAN.move(plan, "supersede", ended_at=ctx.now)
    work.settle_tasks(ctx, plan)
