"""What helps were like in a year: small numbers are hidden, and so is what would give them away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schutznetz.kernel import figures
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of
from schutznetz.networks.queries import smallest_number
from schutznetz.visiting.choices import Burden, Tallied, VisitEnd
from schutznetz.visiting.evaluating import CONTACTS, LENGTHS, MORE
from schutznetz.visiting.models import VisitTally

Counts = Mapping[Tallied, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One line: what is counted, and how often; None where that would be too few to say."""

    value: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenRow:
    """How many families had a burden at the start and at the end, and for how many it was gone."""

    label: str
    start: int | None
    end: int | None
    gone: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A year. ``burdens`` is empty while the year runs: two looks would tell what was added between them."""

    year: int
    helps: int | None
    ends: Sequence[Share]
    lengths: Sequence[Share]
    contacts: Sequence[Share]
    sheets: int | None
    burdens: Sequence[BurdenRow]
    over: bool


def evaluated_years() -> list[int]:
    years = VisitTally.objects.order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def evaluation(ctx: Context, year: int) -> Evaluation:
    """Return a year as it may be shown to anybody."""
    counted: dict[Tallied, dict[str, int]] = defaultdict(dict)
    for row in VisitTally.objects.filter(year=year).order_by("measure", "value"):
        counted[Tallied(row.measure)][row.value] = row.count
    over = year < day_of(ctx.now).year
    helps = counted[Tallied.HELP].get("", 0)
    sheets = counted[Tallied.SHEETS].get("", 0)
    ends = {each.value: str(each.label) for each in VisitEnd}
    floor = smallest_number(ctx)
    return Evaluation(
        year=year,
        helps=figures.suppress(helps, floor),
        ends=_shares(counted[Tallied.END], ends, floor),
        lengths=_shares(counted[Tallied.LENGTH], _names(LENGTHS), floor),
        contacts=_shares(counted[Tallied.CONTACTS], _names(CONTACTS), floor),
        sheets=figures.suppress(sheets, floor) if over else None,
        burdens=_burdens(counted, sheets, floor) if over else (),
        over=over,
    )


def _names(bands: Sequence[tuple[int, str]]) -> dict[str, str]:
    return {name: name for _most, name in bands} | {MORE: MORE}


def _shares(counts: Mapping[str, int], labels: Mapping[str, str], floor: int) -> list[Share]:
    """Hide small numbers of one row, and as many more as keep the number of helps from giving them away."""
    shown = figures.suppress_row({value: counts.get(value, 0) for value in labels}, floor).counts
    return [Share(value=value, label=label, count=shown[value]) for value, label in labels.items()]


def _burdens(counted: Counts, sheets: int, floor: int) -> list[BurdenRow]:
    """Show a number only where neither those it counts nor the others are few."""
    return [_burden(each, counted, sheets, floor) for each in Burden]


def _burden(burden: Burden, counted: Counts, sheets: int, floor: int) -> BurdenRow:
    start, end, gone = (
        counted[measure].get(burden.value, 0) for measure in (Tallied.AT_START, Tallied.AT_END, Tallied.GONE)
    )
    told = {"start": _told(start, sheets, floor), "end": _told(end, sheets, floor)}
    rests = (gone, start - gone, end - (start - gone))  # gone, stayed, new
    follows = all(told.values()) and all(figures.suppress(rest, floor) is not None for rest in rests)
    return BurdenRow(
        label=str(burden.label),
        start=start if told["start"] else None,
        end=end if told["end"] else None,
        gone=gone if follows else None,
    )


def _told(count: int, whole: int, floor: int) -> bool:
    """Say whether a number may be shown: 0, or enough who have it and enough who have not."""
    return count == 0 or (figures.suppress(count, floor) is not None and whole - count >= floor)
