"""Reads of figures: a year, a reference date, the records behind one row, and what may leave."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from schutznetz.care import counted as care
from schutznetz.counting import amounts, reports
from schutznetz.counting.actions import CountingAction
from schutznetz.counting.models import FixedYear
from schutznetz.counting.reports import Report, Survey
from schutznetz.counting.rules import RULES, Kind
from schutznetz.counting.world import Span, load, twelve_months, year_span
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.law.monitoring_terms import Figure
from schutznetz.networks import counted as networks
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.networks.queries import smallest_number
from schutznetz.offers import counted as offers
from schutznetz.visiting import counted as visiting
from schutznetz.volunteers import counted as volunteers

Named: TypeAlias = Callable[[Context, Iterable[UUID]], list[tuple[UUID, str]]]
SHOWN = 200

# How the records behind a figure are called, for whoever may read them.
NAMED: dict[Kind, Named] = {
    Kind.PARTNER: networks.partner_names,
    Kind.CONTACT: networks.contact_houses,
    Kind.MEETING: networks.meeting_titles,
    Kind.OFFER: offers.offer_titles,
    Kind.MIDWIFE: visiting.midwife_names,
    Kind.VISITING: visiting.visiting_references,
    Kind.VOLUNTEER: volunteers.volunteer_references,
    Kind.MATCH: volunteers.match_references,
    Kind.FAMILY: care.family_references,
    Kind.REFERRAL: care.referral_references,
    Kind.CALL: care.call_references,
}


def year_report(ctx: Context, year: int) -> Report:
    """Return a year whole: as it was fixed when it was over, else as the registers stand now."""
    today = day_of(ctx.now)
    span = year_span(year, today)
    fixed = FixedYear.objects.filter(year=year).first()
    found = amounts.from_json(fixed.amounts) if fixed else amounts.count_all(load(span, today), span)
    return Report(
        year=year,
        span=span,
        parts=reports.by_parts({name: amounts.whole(cells) for name, cells in found.items()}, span),
        fixed_at=fixed.fixed_at if fixed else None,
    )


def survey_at(ctx: Context, network: Network, on: date) -> Survey:
    """Answer the questions for a reference date and the twelve months that end on it."""
    span = twelve_months(on)
    found = amounts.count_all(load(span, day_of(ctx.now)), span)
    return reports.by_questions(network, {name: amounts.whole(cells) for name, cells in found.items()}, span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The records in one row of a figure: those that the reader may see, by name, and how many there are."""

    kind: Kind
    label: str
    counted: int
    named: list[tuple[UUID, str]]

    @property
    def shown(self) -> list[tuple[UUID, str]]:
        return self.named[:SHOWN]


def behind(ctx: Context, network: Network, figure: Figure, cell: str, span: Span) -> Behind:
    """Return what stands behind a number; that somebody looked is on record."""
    rule = RULES[figure.name]
    world = load(span, day_of(ctx.now))
    rows = [each for each in rule.count(world, span) if each.cell == cell]
    keys = [each.id for each in rows if each.id is not None]
    gone = sum(each.value for each in rows if each.id is None)
    labels = dict(rule.cells([cell], span))
    named = NAMED[rule.kind](ctx, keys) if rule.kind in NAMED else []
    audit.record(ctx, CountingAction.READ_ROWS, network, count=len(named))
    return Behind(kind=rule.kind, label=str(labels.get(cell, cell)), counted=len(keys) + gone, named=named)


def years_to_take(ctx: Context) -> list[int]:
    """Return the years that are over and fixed: two looks at a running one would tell who came between."""
    return list(FixedYear.objects.order_by("-year").values_list("year", flat=True))


def least(ctx: Context, floor: int) -> int:
    """Return the smallest number that leaves: what was asked for, and never less than the office has set."""
    return max(floor, smallest_number(ctx))


def report_to_take(ctx: Context, year: int, floor: int) -> Report | None:
    """Return a fixed year as it may leave; nothing where the year is not over."""
    fixed = FixedYear.objects.filter(year=year).first()
    if fixed is None:
        return None
    span = year_span(year, day_of(ctx.now))
    found = amounts.protect(amounts.from_json(fixed.amounts), least(ctx, floor))
    return Report(year=year, span=span, parts=reports.by_parts(found, span), fixed_at=fixed.fixed_at)


def survey_to_take(ctx: Context, network: Network, year: int, floor: int) -> Survey | None:
    """Return the answers for the last day of a fixed year as they may leave."""
    fixed = FixedYear.objects.filter(year=year).first()
    if fixed is None:
        return None
    found = amounts.protect(amounts.from_json(fixed.amounts), least(ctx, floor))
    return reports.by_questions(network, found, year_span(year, day_of(ctx.now)))
