"""What is deleted is counted first, by its month: the year's report still knows how many there were."""

from datetime import date

from django.db.models import F

from schutznetz.care.choices import Gone, ReferralState
from schutznetz.care.counted import answer_band
from schutznetz.care.models import Family, GoneCount, Referral
from schutznetz.care.queries import first_sent
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of, day_or_none

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
    if family.untaken:  # any other goes a year after its help, when the year is kept in figures already
        for referral in family.referrals.order_by("id"):
            _tally_request(ctx, referral)


def _tally_request(ctx: Context, referral: Referral) -> None:
    """Count in which rows the request stood: how it came out, why, and how fast it was answered."""
    sent_on, answered_on = day_of(referral.sent_at), day_or_none(referral.answered_at)
    if because := referral.declined_because or referral.ended_because:
        tally(ctx, Gone(f"{referral.state}_{because}"), sent_on)
    elif referral.state is ReferralState.REVOKED:
        tally(ctx, Gone.REVOKED, sent_on)
    if answered_on:
        tally(ctx, Gone(f"answered_{answer_band(sent_on, answered_on)}"), answered_on)
