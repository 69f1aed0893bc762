"""What is deleted is counted first, by its month: the year's report still knows how many there were."""

from datetime import date

from django.db.models import F

from schutznetz.care.choices import Gone
from schutznetz.care.models import Family, GoneCount
from schutznetz.care.queries import first_sent
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of

ARRIVED = {True: Gone.GUIDE_ARRIVED, False: Gone.HOUSE_ARRIVED}
NOT_ARRIVED = {True: Gone.GUIDE_NOT_ARRIVED, False: Gone.HOUSE_NOT_ARRIVED}


@consequence
def tally(ctx: Context, what: Gone, day: date) -> None:
    """Add one to the month of this day."""
    row, _new = GoneCount.objects.get_or_create(month=day.replace(day=1), what=what)
    GoneCount.objects.filter(pk=row.pk).update(number=F("number") + 1)


@consequence
def tally_family(ctx: Context, family: Family) -> None:
    """Count a family that somebody sent on, and whether a help began; of any other nothing is left."""
    sent = first_sent(family)
    if sent is not None:
        arrived = family.referrals.filter(begun_at__isnull=False).exists()
        by_guide = sent.sent_as == Role.GUIDE
        tally(ctx, (ARRIVED if arrived else NOT_ARRIVED)[by_guide], day_of(sent.sent_at))
