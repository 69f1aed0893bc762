"""Numbers that stay when a help is over: how it ended, how long it took, and what weighed on the family.

Each number is counted for itself and for a whole year, without a name and without a link to anything else,
in the transaction that ends the help: afterwards nobody has to read a sheet again in order to count it.
"""

from collections.abc import Iterable

from django.db.models import F

from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of
from schutznetz.visiting.choices import SheetMoment, Tallied
from schutznetz.visiting.evaluating import contacts_band, length_band
from schutznetz.visiting.models import VisitRequest, VisitSheet, VisitTally
from schutznetz.visiting.queries import counted_contacts


@consequence
def count_end(ctx: Context, request: VisitRequest) -> None:
    """Count a help that somebody gave: how it ended, for how long, with how many contacts."""
    if request.placed_at is None:
        return  # taken back before anybody came
    days = (day_of(ctx.now) - day_of(request.placed_at)).days
    contacts = counted_contacts().filter(request=request).count()
    year = day_of(ctx.now).year
    _add(year, Tallied.HELP, [""])
    _add(year, Tallied.END, [str(request.end)])
    _add(year, Tallied.LENGTH, [length_band(days)])
    _add(year, Tallied.CONTACTS, [contacts_band(contacts)])


@consequence
def count_burdens(ctx: Context, request: VisitRequest) -> None:
    """Count what weighed on a family at the start and at the end, if it agreed to both."""
    sheets = VisitSheet.objects.filter(request=request, counted=True)
    burdens = {SheetMoment(each.moment): set(each.burdens) for each in sheets}
    if len(burdens) < len(SheetMoment):
        return
    start, end, year = burdens[SheetMoment.START], burdens[SheetMoment.END], day_of(ctx.now).year
    _add(year, Tallied.SHEETS, [""])
    _add(year, Tallied.AT_START, start)
    _add(year, Tallied.AT_END, end)
    _add(year, Tallied.GONE, start - end)


def _add(year: int, measure: Tallied, values: Iterable[str]) -> None:
    for value in sorted(values):
        row, _new = VisitTally.objects.get_or_create(year=year, measure=measure, value=value)
        VisitTally.objects.filter(pk=row.pk).update(count=F("count") + 1)
