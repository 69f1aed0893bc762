"""Figures of the network itself: partners, contact persons, meetings, advice."""

from collections.abc import Iterator

from schutznetz.counting.rules.base import Counted, Kind, of, quarter_of, quarters, rule
from schutznetz.counting.world import Span, World
from schutznetz.networks.choices import AdviceTopic, ContactTopic, MembershipState, PartnerCategory

OUTSIDE = [state.value for state in MembershipState if state is not MembershipState.MEMBER]


@rule("partners", Kind.PARTNER, of(PartnerCategory))
def partners(world: World, span: Span) -> Iterator[Counted]:
    for each in world.partners:
        if each.membership == MembershipState.MEMBER:
            yield Counted(cell=each.category, id=each.id)


@rule("partners_open", Kind.PARTNER, of(MembershipState, only=OUTSIDE))
def partners_open(world: World, span: Span) -> Iterator[Counted]:
    for each in world.partners:
        if each.membership != MembershipState.MEMBER:
            yield Counted(cell=each.membership, id=each.id)


@rule("contact_topics", Kind.CONTACT, of(ContactTopic))
def contact_topics(world: World, span: Span) -> Iterator[Counted]:
    for each in world.contacts:
        if each.valid_from <= span.last and (each.valid_to is None or each.valid_to >= span.last):
            yield Counted(cell=each.topic, id=each.id)


@rule("meetings", Kind.MEETING, quarters)
def meetings(world: World, span: Span) -> Iterator[Counted]:
    for each in world.meetings:
        yield Counted(cell=quarter_of(each.on), id=each.id)


@rule("invitations", Kind.TALLY, of(PartnerCategory))
def invitations(world: World, span: Span) -> Iterator[Counted]:
    for meeting in world.meetings:
        for category, number in meeting.invited:
            yield Counted(cell=category, value=number, people=number)


@rule("advice", Kind.TALLY, of(AdviceTopic))
def advice(world: World, span: Span) -> Iterator[Counted]:
    for each in world.advice:
        yield Counted(cell=each.topic, value=each.number, people=each.number)
