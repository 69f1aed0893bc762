"""Hours and ways of a month, by which family midwives are paid: days and sums, no family and no word."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from schutznetz.visiting.models import FamilyMidwife
from schutznetz.visiting.queries.work import counted_contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidDay:
    """A day of one midwife, all families together."""

    midwife_id: UUID
    name: str
    contract: str
    on: date
    contacts: int
    minutes: int
    travel_minutes: int
    kilometres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidMonth:
    """The sums of one midwife."""

    name: str
    contract: str
    days: int
    contacts: int
    hours: float
    travel_hours: float
    kilometres: int


def months_of_work() -> list[date]:
    """Return the months in which somebody worked, the latest first."""
    months = counted_contacts().order_by().annotate(month=TruncMonth("on")).values_list("month", flat=True)
    return sorted(set(months), reverse=True)


def paid_days(month: date) -> list[PaidDay]:
    """Return the days of a month; contacts that were struck or put right do not count."""
    first, last = month.replace(day=1), month.replace(day=monthrange(month.year, month.month)[1])
    people = {each.pk: each for each in FamilyMidwife.objects.select_related("user")}
    worked = (
        counted_contacts()
        .filter(on__range=(first, last))
        .order_by()
        .values("midwife", "on")
        .annotate(contacts=Count("pk"), long=Sum("minutes"), way=Sum("travel_minutes"), far=Sum("kilometres"))
    )
    found = [
        PaidDay(
            midwife_id=each["midwife"],
            name=people[each["midwife"]].user.display_name,
            contract=str(people[each["midwife"]].contract.label),
            on=each["on"],
            contacts=each["contacts"],
            minutes=each["long"],
            travel_minutes=each["way"],
            kilometres=each["far"],
        )
        for each in worked
    ]
    return sorted(found, key=lambda each: (each.name, each.midwife_id, each.on))


def paid_months(days: Iterable[PaidDay]) -> list[PaidMonth]:
    """Return the sums of each midwife, in the order of her days."""
    hers: dict[UUID, list[PaidDay]] = {}
    for day in days:
        hers.setdefault(day.midwife_id, []).append(day)
    return [
        PaidMonth(
            name=worked[0].name,
            contract=worked[0].contract,
            days=len(worked),
            contacts=sum(day.contacts for day in worked),
            hours=sum(day.minutes for day in worked) / 60,
            travel_hours=sum(day.travel_minutes for day in worked) / 60,
            kilometres=sum(day.kilometres for day in worked),
        )
        for worked in hers.values()
    ]
