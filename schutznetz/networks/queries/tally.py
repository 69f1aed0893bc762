"""How much advice was given: numbers per topic, today and this month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import AdviceTopic
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import AdviceCount


@dataclass(frozen=True, slots=True)
class TallyRow:
    topic: AdviceTopic
    today: int
    month: int


def month_of(day: date) -> tuple[date, date]:
    """Return the first day of the month of ``day`` and the first of the next."""
    first = day.replace(day=1)
    return first, (
        first.replace(year=first.year + 1, month=1)
        if first.month == 12
        else first.replace(month=first.month + 1)
    )


def tally(ctx: Context) -> list[TallyRow]:
    today = day_of(ctx.now)
    first, following = month_of(today)
    counts = AdviceCount.objects.filter(day__gte=first, day__lt=following)
    sums = counts.values("topic").annotate(month=Sum("number"), today=Sum("number", filter=Q(day=today)))
    found = {row["topic"]: (row["today"] or 0, row["month"] or 0) for row in sums.order_by("topic")}
    return [TallyRow(topic, *found.get(str(topic), (0, 0))) for topic in AdviceTopic]
