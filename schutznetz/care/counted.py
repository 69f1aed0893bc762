"""Families, referrals and wishes to be called as plain values for the figures: no name and no word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ANSWER
from schutznetz.care.models import CallBack, Family, GoneCount, GuideCount, Referral
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of, day_or_none

SOON = 2  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFamily:
    id: UUID
    opened_on: date
    ended_on: date | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReferral:
    id: UUID
    family: UUID
    state: str
    sent_on: date
    answered_on: date | None
    begun_on: date | None
    ended_on: date | None
    declined_because: str
    ended_because: str
    sent_as: str


def answer_band(sent_on: date, answered_on: date) -> str:
    """Return how fast a request was answered, as the figures tell it."""
    days = (answered_on - sent_on).days
    return "soon" if days <= SOON else "in_time" if days <= ANSWER.days else "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedGuide:
    """A month of a guide service in numbers; ``month`` is its first day."""

    id: UUID
    month: date
    screened: int
    positive: int
    talked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCall:
    id: UUID
    asked_on: date
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedGone:
    """What of a month is deleted already, in numbers; ``month`` is its first day."""

    month: date
    what: str
    number: int


def counted_calls() -> list[CountedCall]:
    rows = CallBack.objects.order_by("pk").values_list("pk", "asked_at", "state")
    return [CountedCall(id=pk, asked_on=day_of(asked_at), state=str(state)) for pk, asked_at, state in rows]


def counted_gone(first: date, last: date) -> list[CountedGone]:
    rows = GoneCount.objects.filter(month__range=(first, last)).order_by("pk")
    return [
        CountedGone(month=month, what=str(what), number=number)
        for month, what, number in rows.values_list("month", "what", "number")
    ]


def counted_guides(first: date, last: date) -> list[CountedGuide]:
    columns = ("pk", "month", "screened", "positive", "talked")
    rows = GuideCount.objects.filter(month__range=(first, last)).order_by("pk").values_list(*columns)
    return [
        CountedGuide(id=pk, month=month, screened=screened, positive=positive, talked=talked)
        for pk, month, screened, positive, talked in rows
    ]


def counted_families() -> list[CountedFamily]:
    rows = Family.objects.order_by("pk").values_list("pk", "opened_at", "ended_at", "language")
    return [
        CountedFamily(
            id=pk, opened_on=day_of(opened_at), ended_on=day_or_none(ended_at), language=str(language)
        )
        for pk, opened_at, ended_at, language in rows
    ]


def counted_referrals() -> list[CountedReferral]:
    columns = (
        *("pk", "family", "state", "sent_at", "answered_at", "begun_at", "ended_at"),
        *("declined_because", "ended_because", "sent_as"),
    )
    return [
        CountedReferral(
            id=pk,
            family=family,
            state=str(state),
            sent_on=day_of(sent_at),
            answered_on=day_or_none(answered_at),
            begun_on=day_or_none(begun_at),
            ended_on=day_or_none(ended_at),
            declined_because=str(declined),
            ended_because=str(ended),
            sent_as=str(sent_as),
        )
        for pk, family, state, sent_at, answered_at, begun_at, ended_at, declined, ended, sent_as in (
            Referral.objects.order_by("pk").values_list(*columns)
        )
    ]


def family_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of these families that the actor may read, as colleagues call them."""
    rows = policy.rows(ctx, CareAction.READ, Family).filter(pk__in=list(keys))
    return list(rows.order_by("opened_at", "pk").values_list("pk", "reference"))


def referral_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of these referrals that the actor may read, by their families."""
    rows = policy.rows(ctx, CareAction.READ_REFERRAL, Referral).filter(pk__in=list(keys))
    return list(rows.order_by("sent_at", "pk").values_list("pk", "family__reference"))


def call_references(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of these wishes that the actor may answer, by their days."""
    rows = policy.rows(ctx, CareAction.NOTE_CALL, CallBack).filter(pk__in=list(keys))
    found = rows.order_by("asked_at", "pk").values_list("pk", "asked_at")
    return [(pk, f"{day_of(asked_at):%d.%m.%Y}") for pk, asked_at in found]
