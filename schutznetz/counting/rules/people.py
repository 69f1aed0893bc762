"""Figures of families, referrals, volunteers and welcome letters."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schutznetz.care.choices import DeclineReason, HelpEnd, ReferralState
from schutznetz.care.counted import CountedReferral, answer_band
from schutznetz.counting.rules.base import (
    Counted,
    Kind,
    as_named,
    gone_as,
    of,
    quarter_of,
    quarters,
    rule,
    these,
)
from schutznetz.counting.world import Span, World
from schutznetz.offers.choices import Language
from schutznetz.volunteers.choices import EndReason, VolunteerState

HERE = [VolunteerState.PREPARING.value, VolunteerState.ACTIVE.value]
# Under which name a request is counted when its family is deleted, and in which row it stood before.
DECLINED = {f"declined_{reason}": reason.value for reason in DeclineReason}
ENDED = {f"ended_{reason}": reason.value for reason in HelpEnd}


@rule("families_new", Kind.FAMILY, of(Language))
def families_new(world: World, span: Span) -> Iterator[Counted]:
    for each in world.families:
        if each.opened_on in span:
            yield Counted(cell=each.language, id=each.id)


@rule(
    "families_helped",
    Kind.FAMILY,
    these(
        ("visits", _("nur Gesundheitsfachkraft")),
        ("volunteer", _("nur Ehrenamtliche")),
        ("referral", _("nur vermitteltes Angebot")),
        ("several", _("mehrere Hilfen")),
        ("none", _("noch keine Hilfe")),
    ),
)
def families_helped(world: World, span: Span) -> Iterator[Counted]:
    helps = helps_of(world, span)
    for each in world.families:
        if span.meets(each.opened_on, each.ended_on):
            had = sorted(helps.get(each.id, ()))
            yield Counted(cell="several" if len(had) > 1 else (*had, "none")[0], id=each.id)


def helps_of(world: World, span: Span) -> dict[UUID, set[str]]:
    """Return by family which kinds of help ran on any day of the span."""
    found: dict[UUID, set[str]] = {}
    for visit in world.visiting:
        if visit.placed_on and span.meets(visit.placed_on, visit.ended_on):
            found.setdefault(visit.family, set()).add("visits")
    for match in world.matches:
        if span.meets(match.starts_on, match.ended_on):
            found.setdefault(match.family, set()).add("volunteer")
    for referral in world.referrals:
        if _helped(referral, span):
            found.setdefault(referral.family, set()).add("referral")
    return found


def _helped(referral: CountedReferral, span: Span) -> bool:
    """Say whether the help of a referral ran; of one that was revoked only its first day is known."""
    if referral.begun_on is None:
        return False
    if referral.state == ReferralState.REVOKED:
        return referral.begun_on in span
    return span.meets(referral.begun_on, referral.ended_on)


@rule("referrals", Kind.REFERRAL, of(ReferralState))
def referrals(world: World, span: Span) -> Iterator[Counted]:
    for each in world.referrals:
        if each.sent_on in span:
            yield Counted(cell=each.state, id=each.id, who=each.family)
    yield from gone_as(world, {"revoked": "revoked"})
    yield from gone_as(world, dict.fromkeys(DECLINED, "declined") | dict.fromkeys(ENDED, "ended"))


@rule("declined", Kind.REFERRAL, of(DeclineReason))
def declined(world: World, span: Span) -> Iterator[Counted]:
    for each in world.referrals:
        if each.sent_on in span and each.state == ReferralState.DECLINED:
            yield Counted(cell=each.declined_because, id=each.id, who=each.family)
    yield from gone_as(world, DECLINED)


@rule("referrals_ended", Kind.REFERRAL, of(HelpEnd))
def referrals_ended(world: World, span: Span) -> Iterator[Counted]:
    for each in world.referrals:
        if each.sent_on in span and each.state == ReferralState.ENDED:
            yield Counted(cell=each.ended_because, id=each.id, who=each.family)
    yield from gone_as(world, ENDED)


@rule(
    "answer_time",
    Kind.REFERRAL,
    these(
        ("soon", _("bis zu 2 Tage")),
        ("in_time", _("3 bis 7 Tage")),
        ("late", _("mehr als 7 Tage")),
    ),
)
def answer_time(world: World, span: Span) -> Iterator[Counted]:
    for each in world.referrals:
        if each.answered_on is not None and each.answered_on in span:
            cell = answer_band(each.sent_on, each.answered_on)
            yield Counted(cell=cell, id=each.id, who=each.family)
    yield from gone_as(world, {f"answered_{name}": name for name in ("soon", "in_time", "late")})


@rule("volunteers", Kind.VOLUNTEER, of(VolunteerState, only=HERE))
def volunteers(world: World, span: Span) -> Iterator[Counted]:
    for each in world.volunteers:
        if each.state in HERE:
            yield Counted(cell=each.state, id=each.id)


@rule(
    "matches_running",
    Kind.MATCH,
    these(
        ("3", _("bis zu 3 Monate")),
        ("12", _("3 bis 12 Monate")),
        ("more", _("länger als ein Jahr")),
    ),
)
def matches_running(world: World, span: Span) -> Iterator[Counted]:
    for each in world.matches:
        if each.starts_on <= span.last and (each.ended_on is None or each.ended_on > span.last):
            days = (span.last - each.starts_on).days
            yield Counted(
                cell="3" if days <= 91 else "12" if days <= 365 else "more", id=each.id, who=each.family
            )


@rule("matches_ended", Kind.MATCH, of(EndReason))
def matches_ended(world: World, span: Span) -> Iterator[Counted]:
    for each in world.matches:
        if each.ended_on in span:
            yield Counted(cell=each.end_reason, id=each.id, who=each.family)


@rule("given_hours", Kind.TALLY, quarters)
def given_hours(world: World, span: Span) -> Iterator[Counted]:
    for each in world.time:
        yield Counted(cell=quarter_of(each.on), id=each.id, value=each.minutes, who=each.match)


@rule("group_meetings", Kind.TALLY, quarters)
def group_meetings(world: World, span: Span) -> Iterator[Counted]:
    for each in world.groups:
        yield Counted(cell=quarter_of(each.on), id=each.id)


@rule("welcome_letters", Kind.TALLY, as_named)
def welcome_letters(world: World, span: Span) -> Iterator[Counted]:
    for each in world.welcome:
        yield Counted(cell=each.district, value=each.written, people=each.written)


@rule(
    "welcome_results",
    Kind.TALLY,
    these(
        ("visited", _("besucht")),
        ("declined", _("kein Besuch gewünscht")),
        ("not_met", _("nicht angetroffen")),
        ("moved", _("weggezogen")),
        ("open", _("noch kein Ergebnis")),
    ),
)
def welcome_results(world: World, span: Span) -> Iterator[Counted]:
    for each in world.welcome:
        told = {name: getattr(each, name) for name in ("visited", "declined", "not_met", "moved")}
        told["open"] = each.written - sum(told.values())
        for cell, number in told.items():
            if number:
                yield Counted(cell=cell, value=number, people=number)
