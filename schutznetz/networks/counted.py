"""Partners, contact persons, meetings and the tally of advice as plain values for the figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import MeetingState
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import AdviceCount, Contact, Invitee, Meeting, Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPartner:
    id: UUID
    category: str
    membership: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedContact:
    id: UUID
    organisation: UUID
    topic: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMeeting:
    """A meeting that was not called off, with how many of which institutions were invited."""

    id: UUID
    on: date
    invited: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAdvice:
    topic: str
    number: int


def counted_partners() -> list[CountedPartner]:
    rows = Organisation.objects.order_by("pk").values_list("pk", "category", "membership")
    return [
        CountedPartner(id=pk, category=str(category), membership=str(membership))
        for pk, category, membership in rows
    ]


def counted_contacts() -> list[CountedContact]:
    columns = ("pk", "organisation", "topic", "valid_from", "valid_to")
    return [
        CountedContact(
            id=pk, organisation=organisation, topic=str(topic), valid_from=valid_from, valid_to=valid_to
        )
        for pk, organisation, topic, valid_from, valid_to in (
            Contact.objects.order_by("pk").values_list(*columns)
        )
    ]


def counted_meetings(first: date, last: date) -> list[CountedMeeting]:
    """Return the meetings that began in Germany on one of these days."""
    begins = datetime.combine(first, time.min, BERLIN)
    ends = datetime.combine(last + timedelta(days=1), time.min, BERLIN)
    rows = Meeting.objects.filter(starts_at__gte=begins, starts_at__lt=ends)
    held = dict(rows.exclude(state=MeetingState.CANCELLED).order_by("pk").values_list("pk", "starts_at"))
    invited: dict[UUID, Counter[str]] = {pk: Counter() for pk in held}
    asked = Invitee.objects.filter(meeting__in=held).order_by("pk")
    for meeting, category in asked.values_list("meeting", "person__organisation__category"):
        invited[meeting][str(category)] += 1
    return [
        CountedMeeting(id=pk, on=day_of(starts_at), invited=tuple(sorted(invited[pk].items())))
        for pk, starts_at in held.items()
    ]


def counted_advice(first: date, last: date) -> list[CountedAdvice]:
    rows = AdviceCount.objects.filter(day__range=(first, last)).order_by("pk").values_list("topic", "number")
    return [CountedAdvice(topic=str(topic), number=number) for topic, number in rows]


def partner_names(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    rows = policy.rows(ctx, NetworkAction.READ_CONTACTS, Organisation).filter(pk__in=list(keys))
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def contact_houses(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return the institutions of these contact persons, once for each topic of theirs."""
    rows = Contact.objects.filter(pk__in=list(keys)).order_by("organisation__name", "pk")
    readable = policy.rows(ctx, NetworkAction.READ_CONTACTS, Organisation)
    return list(rows.filter(organisation__in=readable).values_list("organisation", "organisation__name"))


def meeting_titles(ctx: Context, keys: Iterable[UUID]) -> list[tuple[UUID, str]]:
    """Return those of these meetings that the actor may change; others do not learn what one is about."""
    rows = policy.rows(ctx, NetworkAction.CHANGE_MEETING, Meeting).filter(pk__in=list(keys))
    found = rows.order_by("starts_at", "pk").values_list("pk", "starts_at", "title")
    return [(pk, f"{day_of(starts_at):%d.%m.%Y}, {title}") for pk, starts_at, title in found]
