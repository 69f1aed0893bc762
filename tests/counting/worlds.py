"""Small worlds to count, drawn at random; every row has its own key, and few values so that rows meet."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from schutznetz.care.choices import CallState, DeclineReason, Gone, HelpEnd, ReferralState
from schutznetz.care.counted import CountedCall, CountedFamily, CountedGone, CountedGuide, CountedReferral
from schutznetz.counting.world import Span, World
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import (
    AdviceTopic,
    ContactTopic,
    MembershipState,
    PartnerCategory,
)
from schutznetz.networks.counted import CountedAdvice, CountedContact, CountedMeeting, CountedPartner
from schutznetz.offers.choices import Language, OfferCategory
from schutznetz.offers.counted import CountedOffer
from schutznetz.visiting import counted as visited
from schutznetz.visiting.choices import ContactKind, Contract, VisitEnd, VisitingProfession, VisitingState
from schutznetz.visiting.counted import CountedMidwife, CountedVisiting
from schutznetz.volunteers.choices import EndReason, MatchState, VolunteerState
from schutznetz.volunteers.counted import CountedGroup, CountedMatch, CountedTime, CountedVolunteer
from schutznetz.welcome.counted import CountedWelcome

TODAY = date(2026, 11, 29)
YEAR = Span(first=date(2026, 1, 1), last=TODAY)
KEYS = st.uuids(version=4)
DAYS = st.integers(-500, 0).map(lambda days: TODAY + timedelta(days=days))
IN_YEAR = st.integers(0, 332).map(lambda days: YEAR.first + timedelta(days=days))
PERHAPS = st.none() | DAYS


def code(vocabulary: type[Code]) -> st.SearchStrategy[str]:
    return st.sampled_from([code.value for code in vocabulary][:4])


@st.composite
def families(draw: st.DrawFn) -> CountedFamily:
    opened, ended = draw(DAYS), draw(PERHAPS)
    return CountedFamily(
        id=draw(KEYS),
        opened_on=opened,
        ended_on=max(opened, ended) if ended else None,
        language=draw(code(Language)),
    )


@st.composite
def referrals(draw: st.DrawFn, family: CountedFamily) -> CountedReferral:
    state = draw(st.sampled_from([state.value for state in ReferralState]))
    sent, answered, begun, ended = sorted(draw(st.tuples(DAYS, DAYS, DAYS, DAYS)))
    return CountedReferral(
        id=draw(KEYS),
        family=family.id,
        state=state,
        sent_on=sent,
        answered_on=answered if state not in {"requested", "revoked"} else None,
        begun_on=begun
        if state in {"begun", "ended"} or (state == "revoked" and draw(st.booleans()))
        else None,
        ended_on=ended if state == "ended" else None,
        declined_because=draw(code(DeclineReason)) if state == "declined" else "",
        ended_because=draw(code(HelpEnd)) if state == "ended" else "",
        sent_as=draw(st.sampled_from(["", "coordinator", "partner", "guide"])),
    )


@st.composite
def visits(draw: st.DrawFn, family: CountedFamily) -> CountedVisiting:
    state = draw(code(VisitingState))
    asked, placed, ended = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    was_placed = state == "placed" or (state == "ended" and draw(st.booleans()))
    return CountedVisiting(
        id=draw(KEYS),
        family=family.id,
        state=state,
        asked_on=asked,
        placed_on=placed if was_placed else None,
        ended_on=ended if state == "ended" else None,
        end=draw(code(VisitEnd)) if state == "ended" else "",
        profession=draw(code(VisitingProfession)) if was_placed else "",
    )


@st.composite
def matches(draw: st.DrawFn, family: CountedFamily) -> CountedMatch:
    starts, ends = sorted(draw(st.tuples(DAYS, DAYS)))
    over = draw(st.booleans())
    return CountedMatch(
        id=draw(KEYS),
        family=family.id,
        state=MatchState.ENDED if over else MatchState.RUNNING,
        starts_on=starts,
        ended_on=ends if over else None,
        end_reason=draw(code(EndReason)) if over else "",
    )


OFFER = st.builds(
    CountedOffer,
    id=KEYS,
    category=code(OfferCategory),
    age_from=st.none() | st.integers(-12, 90),
    languages=st.frozensets(code(Language), max_size=3),
    confirmed_on=PERHAPS,
    confirm_by=st.none() | DAYS.map(lambda day: day + timedelta(days=250)),
    funding_ends_on=st.none() | DAYS.map(lambda day: day + timedelta(days=600)),
)
MEETING = st.builds(
    CountedMeeting,
    id=KEYS,
    on=IN_YEAR,
    invited=st.dictionaries(code(PartnerCategory), st.integers(1, 5), max_size=3).map(
        lambda found: tuple(sorted(found.items()))
    ),
)


@st.composite
def welcomes(draw: st.DrawFn, district: str) -> CountedWelcome:
    told = draw(st.tuples(*[st.integers(0, 6)] * 4))
    return CountedWelcome(
        district=district,
        written=sum(told) + draw(st.integers(0, 6)),
        visited=told[0],
        declined=told[1],
        not_met=told[2],
        moved=told[3],
    )


def several(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=most)


MIDWIFE = st.builds(
    CountedMidwife,
    id=KEYS,
    profession=code(VisitingProfession),
    contract=code(Contract),
    weekly_minutes=st.integers(60, 2400),
)
CONTACTED = st.builds(
    visited.CountedContact,
    id=KEYS,
    family=KEYS,
    on=IN_YEAR,
    kind=code(ContactKind),
    minutes=st.integers(0, 200),
)
VOLUNTEER = st.builds(CountedVolunteer, id=KEYS, state=code(VolunteerState))
TIME = st.builds(CountedTime, id=KEYS, match=KEYS, on=IN_YEAR, minutes=st.integers(1, 300))
GROUP = st.builds(CountedGroup, id=KEYS, on=IN_YEAR)
PARTNER = st.builds(
    CountedPartner,
    id=KEYS,
    category=code(PartnerCategory),
    membership=st.sampled_from([state.value for state in MembershipState]),
)
CONTACT = st.builds(
    CountedContact,
    id=KEYS,
    organisation=KEYS,
    topic=code(ContactTopic),
    valid_from=DAYS,
    valid_to=PERHAPS,
)
CALL = st.builds(CountedCall, id=KEYS, asked_on=DAYS, state=code(CallState))
GONE = st.builds(
    CountedGone,
    month=IN_YEAR.map(lambda day: day.replace(day=1)),
    what=st.sampled_from([each.value for each in Gone]),
    number=st.integers(1, 9),
)
ADVICE = st.builds(CountedAdvice, topic=code(AdviceTopic), number=st.integers(1, 9))


@st.composite
def guides(draw: st.DrawFn) -> CountedGuide:
    positive, others = draw(st.tuples(st.integers(0, 9), st.integers(0, 30)))
    return CountedGuide(
        id=draw(KEYS),
        month=draw(IN_YEAR).replace(day=1),
        screened=positive + others,
        positive=positive,
        talked=draw(st.integers(0, 12)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    people = draw(several(families()))
    return World(
        today=TODAY,
        families=people,
        referrals=[each for one in people for each in draw(several(referrals(one), 3))],
        visiting=[each for one in people for each in draw(several(visits(one), 2))],
        matches=[each for one in people for each in draw(several(matches(one), 2))],
        guides=draw(several(guides())),
        calls=draw(several(CALL)),
        gone=draw(several(GONE)),
        contacted=draw(several(CONTACTED)),
        midwives=draw(several(MIDWIFE)),
        volunteers=draw(several(VOLUNTEER)),
        time=draw(several(TIME)),
        groups=draw(several(GROUP)),
        welcome=[draw(welcomes(name)) for name in sorted(draw(st.sets(st.sampled_from("NOSW"))))],
        offers=draw(several(OFFER)),
        partners=draw(several(PARTNER)),
        contacts=draw(several(CONTACT)),
        meetings=draw(several(MEETING)),
        advice=draw(several(ADVICE)),
    )
