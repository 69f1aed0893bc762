"""Everything that figures are counted from, as plain values: one question to each table."""

from dataclasses import dataclass
from datetime import date

from schutznetz.care import counted as care
from schutznetz.care.counted import CountedFamily, CountedReferral, counted_families, counted_referrals
from schutznetz.networks.counted import (
    CountedAdvice,
    CountedContact,
    CountedMeeting,
    CountedPartner,
    counted_advice,
    counted_contacts,
    counted_meetings,
    counted_partners,
)
from schutznetz.offers.counted import CountedOffer, counted_offers
from schutznetz.visiting import counted as visits
from schutznetz.visiting.counted import CountedMidwife, CountedVisiting, counted_midwives, counted_visiting
from schutznetz.volunteers.counted import (
    CountedGroup,
    CountedMatch,
    CountedTime,
    CountedVolunteer,
    counted_groups,
    counted_matches,
    counted_time,
    counted_volunteers,
)
from schutznetz.welcome.counted import CountedWelcome, counted_welcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one day to another, both counted; the last one is the reference date."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def meets(self, begins: date, ends: date | None) -> bool:
        """Say whether what runs from one day to another ran on any day of the span."""
        return begins <= self.last and (ends is None or ends >= self.first)


def year_span(year: int, today: date) -> Span:
    """Return a calendar year; of the running one what has passed."""
    return Span(first=date(year, 1, 1), last=min(date(year, 12, 31), today))


def twelve_months(last: date) -> Span:
    """Return the twelve months that end on a day."""
    day = min(last.day, 28) if last.month == 2 else last.day  # the day after 29 February exists every year
    before = date(last.year - 1, last.month, day)
    return Span(first=date.fromordinal(before.toordinal() + 1), last=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    today: date
    families: list[CountedFamily]
    referrals: list[CountedReferral]
    guides: list[care.CountedGuide]
    calls: list[care.CountedCall]
    gone: list[care.CountedGone]
    midwives: list[CountedMidwife]
    visiting: list[CountedVisiting]
    contacted: list[visits.CountedContact]
    volunteers: list[CountedVolunteer]
    matches: list[CountedMatch]
    time: list[CountedTime]
    groups: list[CountedGroup]
    welcome: list[CountedWelcome]
    offers: list[CountedOffer]
    partners: list[CountedPartner]
    contacts: list[CountedContact]
    meetings: list[CountedMeeting]
    advice: list[CountedAdvice]


def load(span: Span, today: date) -> World:
    """Read the rows of the open network, once each."""
    return World(
        today=today,
        families=counted_families(),
        referrals=counted_referrals(),
        guides=care.counted_guides(span.first, span.last),
        calls=care.counted_calls(),
        gone=care.counted_gone(span.first, span.last),
        midwives=counted_midwives(),
        visiting=counted_visiting(),
        contacted=visits.counted_contacts(span.first, span.last),
        volunteers=counted_volunteers(),
        matches=counted_matches(),
        time=counted_time(span.first, span.last),
        groups=counted_groups(span.first, span.last),
        welcome=counted_welcome(span.last.year),
        offers=counted_offers(),
        partners=counted_partners(),
        contacts=counted_contacts(),
        meetings=counted_meetings(span.first, span.last),
        advice=counted_advice(span.first, span.last),
    )
