"""Figures of family midwives and comparable professions: posts, requests, waiting, accompanying."""

from collections.abc import Iterator

from schutznetz.counting.rules.base import WEEKS, Counted, Kind, in_weeks, of, quarter_of, quarters, rule
from schutznetz.counting.world import Span, World
from schutznetz.visiting.choices import ContactKind, Contract, VisitEnd, VisitingProfession, VisitingState


@rule("midwives", Kind.MIDWIFE, of(VisitingProfession))
def midwives(world: World, span: Span) -> Iterator[Counted]:
    for each in world.midwives:
        yield Counted(cell=each.profession, id=each.id)


@rule("midwife_posts", Kind.MIDWIFE, of(Contract))
def midwife_posts(world: World, span: Span) -> Iterator[Counted]:
    for each in world.midwives:
        yield Counted(cell=each.contract, id=each.id, value=each.weekly_minutes)


@rule("visits_asked", Kind.VISITING, of(VisitingState))
def visits_asked(world: World, span: Span) -> Iterator[Counted]:
    for each in world.visiting:
        if each.asked_on in span:
            yield Counted(cell=each.state, id=each.id, who=each.family)


@rule("visits_running", Kind.VISITING, of(VisitingProfession))
def visits_running(world: World, span: Span) -> Iterator[Counted]:
    for each in world.visiting:
        over = each.ended_on is not None and each.ended_on <= span.last
        if each.placed_on is not None and each.placed_on <= span.last and not over:
            yield Counted(cell=each.profession, id=each.id, who=each.family)


@rule("visits_waiting", Kind.VISITING, WEEKS)
def visits_waiting(world: World, span: Span) -> Iterator[Counted]:
    for each in world.visiting:
        until = min(filter(None, (each.placed_on, each.ended_on)), default=None)
        if each.asked_on <= span.last and (until is None or until > span.last):
            yield Counted(cell=in_weeks((span.last - each.asked_on).days), id=each.id, who=each.family)


@rule("visits_wait", Kind.VISITING, WEEKS)
def visits_wait(world: World, span: Span) -> Iterator[Counted]:
    for each in world.visiting:
        if each.placed_on is not None and each.placed_on in span:
            yield Counted(cell=in_weeks((each.placed_on - each.asked_on).days), id=each.id, who=each.family)


@rule("visits_ended", Kind.VISITING, of(VisitEnd))
def visits_ended(world: World, span: Span) -> Iterator[Counted]:
    for each in world.visiting:
        if each.placed_on is not None and each.ended_on in span:
            yield Counted(cell=each.end, id=each.id, who=each.family)


@rule("visit_contacts", Kind.TALLY, of(ContactKind))
def visit_contacts(world: World, span: Span) -> Iterator[Counted]:
    for each in world.contacted:
        yield Counted(cell=each.kind, id=each.id, who=each.family)


@rule("visit_hours", Kind.TALLY, quarters)
def visit_hours(world: World, span: Span) -> Iterator[Counted]:
    for each in world.contacted:
        yield Counted(cell=quarter_of(each.on), id=each.id, value=each.minutes, who=each.family)
