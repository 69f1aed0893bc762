"""Who is on duty, who stands in, and the page at change of duty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.accounts.one_human import with_others
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import days_there, people_with, present_among
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Shift, Task
from schutznetz.work.queries.tasks import FIELDS, PAGE, TaskRow, task_row

AHEAD = 14  # days that the page at change of duty looks ahead


def shifts_of(person_id: UUID | None, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in which the person answers, or stands in, at that time."""
    running = Shift.objects.filter(starts_at__lte=at, ends_at__gt=at)
    return running.filter(Q(person=person_id) | Q(substitute=person_id))


def on_duty(at: datetime) -> list[UUID]:
    """Return who answers now: for each running shift the person, or the substitute when she is away."""
    shifts = Shift.objects.filter(starts_at__lte=at, ends_at__gt=at).order_by("starts_at", "id")
    pairs = list(shifts.values_list("person", "substitute"))
    here = present_among((person for pair in pairs for person in pair), at)
    answers = (next((person for person in pair if person in here), None) for pair in pairs)
    return [person for person in answers if person]


def stand_in_for(*people: UUID | None, roles: Sequence[Role], at: datetime) -> UUID | None:
    """Return somebody in one of the ``roles`` other than ``people``: on duty, else present, else assigned.

    Nobody is preferred for being absent, but a named absent colleague is better than nobody at all:
    her own stand-in and the ladder carry the task on.
    """
    able = [user.pk for role in roles for user in people_with(role, at=at)]
    candidates = [person for person in on_duty(at) if person in able] + able
    taken = with_others(people)
    others = [person for person in candidates if person not in taken]
    here = present_among(others, at)
    return next((person for person in others if person in here or not here), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    id: UUID
    starts_at: datetime
    ends_at: datetime
    person: str
    substitute: str
    is_running: bool
    is_unmanned: bool  # both people have reported themselves absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which nobody is on duty."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    task: TaskRow
    owner: str
    substitute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """What changes hands: who answers now and next, where nobody does, and what is open with whom."""

    shifts: list[ShiftRow]
    gaps: list[Gap]
    tasks: list[OpenRow]
    more: bool


def duty_page(ctx: Context, *, days: int = AHEAD) -> DutyPage:
    """Return the rota of the coming days and the open protection work that concerns the actor."""
    until = ctx.now + timedelta(days=days)
    shifts = list(
        Shift.objects.filter(ends_at__gt=ctx.now, starts_at__lt=until)
        .select_related("person", "substitute")
        .order_by("starts_at", "id")
    )
    people = [person for shift in shifts for person in (shift.person_id, shift.substitute_id)]
    there = days_there(people, _day(ctx.now), _day(until))
    manned = [stretch for shift in shifts for stretch in _manned(shift, there, ctx.now, until)]
    tasks = policy.rows(ctx, WorkAction.READ_OPEN, Task).order_by("due_at", "id")
    found = list(tasks.values(*FIELDS, *NAMES)[: PAGE * 2 + 1])
    return DutyPage(
        shifts=[_shift_row(ctx, shift, there) for shift in shifts],
        gaps=gaps(manned, ctx.now, until),
        tasks=[open_row(ctx, row) for row in found[: PAGE * 2]],
        more=len(found) > PAGE * 2,
    )


def _day(at: datetime) -> date:
    return at.astimezone(BERLIN).date()


def _manned(
    shift: Shift, there: Mapping[UUID, set[date]], start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the part of each day of a shift on which one of its two people is there."""
    at, ends = max(shift.starts_at, start), min(shift.ends_at, end)
    while at < ends:
        midnight = datetime.combine(_day(at) + timedelta(days=1), time(), BERLIN)
        if _day(at) in there[shift.person_id] | there[shift.substitute_id]:
            yield at, min(midnight, ends)
        at = midnight


def gaps(taken: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime) -> list[Gap]:
    """Return the stretches between ``start`` and ``end`` that nobody covers."""
    found, at = [], start
    for begins, ends in sorted(taken):
        if begins > at:
            found.append(Gap(starts_at=at, ends_at=min(begins, end)))
        at = max(at, ends)
        if at >= end:
            return found
    return [*found, Gap(starts_at=at, ends_at=end)]


NAMES = tuple(
    f"{who}__{part}" for who in ("owner", "substitute") for part in ("first_name", "last_name", "username")
)


def name_of(row: dict[str, Any], who: str) -> str:
    full = f"{row[f'{who}__first_name'] or ''} {row[f'{who}__last_name'] or ''}".strip()
    return full or row[f"{who}__username"] or ""


def open_row(ctx: Context, row: dict[str, Any]) -> OpenRow:
    return OpenRow(
        task=task_row(ctx, row, set()), owner=name_of(row, "owner"), substitute=name_of(row, "substitute")
    )


def _shift_row(ctx: Context, shift: Shift, there: Mapping[UUID, set[date]]) -> ShiftRow:
    begins = _day(max(shift.starts_at, ctx.now))
    return ShiftRow(
        id=shift.pk,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        person=shift.person.display_name,
        substitute=shift.substitute.display_name,
        is_running=shift.starts_at <= ctx.now,
        is_unmanned=begins not in there[shift.person_id] | there[shift.substitute_id],
    )
