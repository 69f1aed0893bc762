"""Volunteers, their matches and their time as plain values for the figures: no name and no word of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.models import GivenTime, GroupMeeting, Match, Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedVolunteer:
    id: UUID
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMatch:
    """One match that was agreed; ``starts_on`` is the day of the agreement's begin."""

    id: UUID
    family: UUID
    state: str
    starts_on: date
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTime:
    id: UUID
    match: UUID
    on: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedGroup:
    id: UUID
    on: date


def counted_volunteers() -> list[CountedVolunteer]:
    rows = Volunteer.objects.order_by("pk").values_list("pk", "state")
    return [CountedVolunteer(id=pk, state=str(state)) for pk, state in rows]


def counted_matches() -> list[CountedMatch]:
    """Return what was agreed; what is being talked about or came to nothing has no first day."""
    columns = ("pk", "wish__family", "state", "starts_on", "ended_on", "end_reason")
    return [
        CountedMatch(
            id=pk,
            family=family,
            state=str(state),
            starts_on=starts_on,
            ended_on=ended_on,
            end_reason=str(reason),
        )
        for pk, family, state, starts_on, ended_on, reason in (
            Match.objects.filter(starts_on__isnull=False).order_by("pk").values_list(*columns)
        )
    ]


def counted_time(first: date, last: date) -> list[CountedTime]:
    rows = GivenTime.objects.filter(on__range=(first, last)).order_by("pk")
    return [
        CountedTime(id=pk, match=match, on=on, minutes=minutes)
        for pk, match, on, minutes in rows.values_list("pk", "match", "on", "minutes")
    ]


def counted_groups(first: date, last: date) -> list[CountedGroup]:
    rows = GroupMeeting.objects.filter(on__range=(first, last)).order_by("pk").values_list("pk", "on")
    return [CountedGroup(id=pk, on=on) for pk, on in rows]


def volunteer_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    rows = policy.rows(ctx, VolunteerAction.READ, Volunteer).filter(pk__in=list(keys))
    return list(rows.order_by("reference", "pk").values_list("pk", "reference"))


def match_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of these matches that the actor may read, by their families."""
    rows = policy.rows(ctx, VolunteerAction.READ_MATCH, Match).filter(pk__in=list(keys))
    return list(rows.order_by("starts_on", "pk").values_list("pk", "wish__family__reference"))
