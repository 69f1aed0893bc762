"""What the office pays out: visits, hours and money of each volunteer in a span of days, and no family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.models import GivenTime, Volunteer
from schutznetz.volunteers.values import said

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What one volunteer is to get; without a name once her record is deleted."""

    reference: str
    name: str
    visits: int
    minutes: int
    money: Decimal

    @property
    def time(self) -> str:
        return said(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payroll:
    begins: date
    ends: date
    rows: Sequence[Payment]

    @property
    def money(self) -> Decimal:
        return sum((row.money for row in self.rows), Decimal("0.00"))


def payroll(ctx: Context, network: Network, *, begins: date, ends: date) -> Payroll:
    """Return everybody who gave time in the span, each once; the look is on record with its count."""
    given = GivenTime.objects.filter(on__range=(begins, ends)).values("match__volunteer")
    summed = given.annotate(visits=Count("pk"), minutes=Sum("minutes"), money=Sum("expense")).order_by()
    sums = list(summed.values_list("match__volunteer", "visits", "minutes", "money"))
    people = Volunteer.objects.in_bulk([pk for pk, *_sums in sums if pk])
    rows = [
        _payment(people.get(pk), visits=visits, minutes=minutes, money=money)
        for pk, visits, minutes, money in sums
    ]
    audit.record(ctx, VolunteerAction.PAY, network, count=len(rows))
    return Payroll(
        begins=begins, ends=ends, rows=sorted(rows, key=lambda row: (row.name.casefold(), row.reference))
    )


def _payment(volunteer: Volunteer | None, *, visits: int, minutes: int, money: Decimal) -> Payment:
    reference, name = (volunteer.reference, volunteer.name) if volunteer else ("", "")
    cents = money.quantize(CENT)  # one of the engines adds up in fractions that are none
    return Payment(reference=reference, name=name, visits=visits, minutes=minutes, money=cents)
