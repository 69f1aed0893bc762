"""A guide service writes down its numbers of a month; written anew, the last ones count."""

from datetime import date

from schutznetz.care.actions import CareAction
from schutznetz.care.models import GuideCount
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network

NO_HOUSE = gettext_noop("Zahlen gehören zu einer Einrichtung. Ihre Rolle nennt keine.")
TO_COME = gettext_noop("Dieser Monat hat noch nicht begonnen.")
MORE_THAN_ALL = gettext_noop("Auffällig können nicht mehr sein, als Sie angesehen haben.")


@command(CareAction.NOTE_COUNTS)
def note_counts(
    ctx: Context, network: Network, *, month: date, screened: int, positive: int, talked: int
) -> GuideCount:
    if ctx.organisation_id is None:
        raise Conflict(NO_HOUSE)
    if month > day_of(ctx.now):
        raise Conflict(TO_COME)
    if positive > screened:
        raise Conflict(MORE_THAN_ALL)
    numbers = {"screened": screened, "positive": positive, "talked": talked}
    row, _ = GuideCount.objects.update_or_create(
        organisation_id=ctx.organisation_id,
        month=month.replace(day=1),
        defaults={**numbers, "noted_at": ctx.now, "noted_by_id": ctx.person_id},
    )
    return row
