"""How many were looked at, talked with, sent on and arrived: a month of a house is one line.

Who counts for her own house is told of those alone who let the sender know; the coordination sees all.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from schutznetz.care.models import GuideCount, Referral
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Organisation

TOLD = ("begun", "ended")


@dataclass(slots=True, kw_only=True)
class CountLine:
    """A month of one house; what nobody wrote down stays empty."""

    month: date
    house: str
    screened: int | None = None
    positive: int | None = None
    talked: int | None = None
    placed: int = 0
    arrived: int = 0


@dataclass(slots=True)
class _Table:
    lines: dict[tuple[date, UUID], CountLine] = field(default_factory=dict)
    houses: dict[UUID, str] = field(default_factory=dict)

    def line(self, month: date, house: UUID) -> CountLine:
        return self.lines.setdefault((month, house), CountLine(month=month, house=self.houses[house]))


def counts(ctx: Context) -> list[CountLine]:
    """Return the months of the houses that the actor may see, the latest first."""
    all_houses = ctx.role == Role.COORDINATOR
    own = Q() if all_houses else Q(pk=ctx.organisation_id)
    table = _Table(houses=dict(Organisation.objects.filter(own).values_list("pk", "name")))
    for row in GuideCount.objects.filter(organisation__in=table.houses):
        line = table.line(row.month, row.organisation_id)
        line.screened, line.positive, line.talked = row.screened, row.positive, row.talked
    arrived = Q(begun_at__isnull=False) if all_houses else Q(begun_at__isnull=False, told_sender__in=TOLD)
    sent = Referral.objects.filter(sent_from__in=table.houses)
    by_month = sent.annotate(month=TruncMonth("sent_at", tzinfo=BERLIN)).order_by()
    families = Count("family", distinct=True)
    for month, house, placed, came in (
        by_month.values("month", "sent_from")
        .annotate(placed=families, came=Count("family", distinct=True, filter=arrived))
        .values_list("month", "sent_from", "placed", "came")
    ):
        line = table.line(month.date(), house)
        line.placed, line.arrived = placed, came
    return sorted(table.lines.values(), key=lambda line: (-line.month.toordinal(), line.house))
