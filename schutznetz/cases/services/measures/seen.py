"""The clock "child last seen", and appointments that were missed: the second one rings."""

from collections.abc import Sequence
from datetime import date, datetime

from schutznetz.cases.actions import MeasureAction
from schutznetz.cases.models import Case, ChildClock, MissedAppointment
from schutznetz.cases.services.measures.asking import ask, refuse_ahead
from schutznetz.cases.standing import missed_since_seen
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import measures
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.queries import period
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import due_of, is_open

TOO_LATE = gettext_noop("So lange darf das Kind nicht ungesehen bleiben. Ein früherer Tag ist immer möglich.")


@consequence
def child_was_seen(ctx: Context, case: Case, *, at: datetime) -> None:
    """Start the clock anew from when somebody of the office saw the child."""
    _start(ctx, case, _again_by(case, at))


@consequence
def clock_after_result(ctx: Context, case: Case, *, seen_at: datetime) -> None:
    """Let a result bring the day nearer, or end the clock; it never pushes a day away that stands."""
    due_at = _again_by(case, seen_at)
    stands = ChildClock.objects.filter(case=case).values_list("due_at", flat=True).first()
    _start(ctx, case, min(due_at, stands) if due_at and stands else due_at)


def _start(ctx: Context, case: Case, due_at: datetime | None) -> None:
    work.settle_tasks(ctx, case, kind=TaskKind.SEE_CHILD)
    if due_at is None:
        ChildClock.objects.filter(case=case).delete()
    else:
        _set(ctx, case, due_at)


@consequence
def hurry_to_child(ctx: Context, case: Case, *, due_at: datetime, ladder: Sequence[Step]) -> None:
    """Bring the look at the child nearer, or ask for another one; a day that stands earlier stays."""
    ChildClock.objects.filter(case=case, due_at__gt=due_at).update(due_at=due_at)
    if is_open(case, TaskKind.SEE_CHILD):
        work.hurry(ctx, case, kind=TaskKind.SEE_CHILD, due_at=due_at, ladder=ladder)
    else:
        ask(ctx, case, TaskKind.SEE_CHILD, due_at, case=case, ladder=ladder)


@command(MeasureAction.SET_CHILD_DATE)
def see_child_by(ctx: Context, case: Case, *, due_at: datetime) -> Case:
    """Bring the day nearer on which the child is to be seen, also for the first time; it never goes back."""
    allowed = _again_by(case, case.child_seen_at) if case.child_seen_at else None
    stands = due_of(case, TaskKind.SEE_CHILD)
    if due_at < ctx.now or any(due_at > latest for latest in (allowed, stands) if latest):
        raise Conflict(TOO_LATE)
    work.settle_tasks(ctx, case, kind=TaskKind.SEE_CHILD)
    _set(ctx, case, due_at)
    return case


@command(MeasureAction.NOTE_MISSED)
def note_missed(ctx: Context, case: Case, *, missed_on: date, what: str) -> MissedAppointment:
    """Write down that somebody did not come; the second time all is looked at anew."""
    refuse_ahead(ctx, missed_on)
    missed = MissedAppointment.objects.create(
        case=case, missed_on=missed_on, what=what, noted_by_id=ctx.person_id, noted_at=ctx.now
    )
    if missed_since_seen(case) >= measures.MISSED_UNTIL_LOOKED_AT_ANEW:
        work.settle_tasks(ctx, case, kind=TaskKind.REASSESS)
        due_at = ctx.now + measures.LOOKED_AT_ANEW_WITHIN
        ladder = (Step(0, Rung.OWNER), Step(60, Rung.SUBSTITUTE), Step(120, Rung.TEAM_LEAD))
        ask(ctx, case, TaskKind.REASSESS, due_at, case=case, ladder=ladder)
    return missed


def _again_by(case: Case, seen_at: datetime) -> datetime | None:
    """Return by when the child is seen again in the rhythm that this office has set."""
    acute, latent = period(PeriodName.CHILD_SEEN_ACUTE), period(PeriodName.CHILD_SEEN_LATENT)
    rhythm = {"": acute, "acute": acute, "latent": latent}
    return measures.child_seen_again_by(case.outcome, seen_at, rhythm)


def _set(ctx: Context, case: Case, due_at: datetime) -> None:
    ChildClock.objects.update_or_create(case=case, defaults={"due_at": due_at})
    ask(ctx, case, TaskKind.SEE_CHILD, max(due_at, ctx.now), case=case)
