"""Figures of guide services, of wishes to be called, and of who was sent on and arrived."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schutznetz.care.calling import CallState
from schutznetz.care.choices import Gone
from schutznetz.counting.rules.base import Counted, Kind, gone_as, of, quarter_of, quarters, rule, these
from schutznetz.counting.world import Span, World
from schutznetz.networks.choices import Role

SENT_ON = these(
    (Gone.GUIDE_ARRIVED.value, _("Lotsendienst: angekommen")),
    (Gone.GUIDE_NOT_ARRIVED.value, _("Lotsendienst: bisher nicht angekommen")),
    (Gone.HOUSE_ARRIVED.value, _("andere Stelle: angekommen")),
    (Gone.HOUSE_NOT_ARRIVED.value, _("andere Stelle: bisher nicht angekommen")),
)
OURS = {"", Role.COORDINATOR.value}


@rule(
    "guide_screened",
    Kind.TALLY,
    these(("positive", _("mit Anzeichen von Belastung")), ("none", _("ohne Anzeichen"))),
)
def guide_screened(world: World, span: Span) -> Iterator[Counted]:
    for each in world.guides:
        for cell, number in (("positive", each.positive), ("none", each.screened - each.positive)):
            yield Counted(cell=cell, value=number, people=number)


@rule("guide_talks", Kind.TALLY, quarters)
def guide_talks(world: World, span: Span) -> Iterator[Counted]:
    for each in world.guides:
        yield Counted(cell=quarter_of(each.month), value=each.talked, people=each.talked)


@rule("calls", Kind.CALL, of(CallState))
def calls(world: World, span: Span) -> Iterator[Counted]:
    for each in world.calls:
        if each.asked_on.replace(day=1) in span:
            yield Counted(cell=each.state, id=each.id)
    yield from gone_as(world, {state: state for state in CallState.values})


@rule("sent_on", Kind.FAMILY, SENT_ON)
def sent_on(world: World, span: Span) -> Iterator[Counted]:
    began = {each.family for each in world.referrals if each.begun_on}
    seen = set[UUID]()
    for each in sorted(world.referrals, key=lambda referral: (referral.sent_on, referral.id)):
        if each.sent_as in OURS or each.family in seen:
            continue
        seen.add(each.family)
        if each.sent_on.replace(day=1) in span:
            house = "guide" if each.sent_as == Role.GUIDE else "house"
            came = "arrived" if each.family in began else "not_arrived"
            yield Counted(cell=f"{house}_{came}", id=each.family)
    yield from gone_as(world, {name: name for name, _label in SENT_ON((), span)})
