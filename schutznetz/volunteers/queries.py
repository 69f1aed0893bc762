"""The register, one volunteer, the wishes that wait, one wish with who fits, one match, the group."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext

from schutznetz.care import queries as care
from schutznetz.care.choices import DataItem
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.volunteers import fitness, matching
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import MatchState, VolunteerState, WishState
from schutznetz.volunteers.conditions import untold
from schutznetz.volunteers.fitness import Interval, Standing
from schutznetz.volunteers.matching import Found, Helper
from schutznetz.volunteers.models import Certificate, GivenTime, GroupMeeting, Match, Volunteer, Wish
from schutznetz.volunteers.values import Profile, Wanted, said

OPEN = (MatchState.PROPOSED, MatchState.RUNNING)


def in_words(codes: Iterable[Code]) -> str:
    return ", ".join(str(code.label) for code in codes)


def shown(reason: str) -> str:
    """Return a reason in the reader's language; nothing stays nothing."""
    return gettext(reason) if reason else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One volunteer in the list: what she does now, and what stands in the way of something new."""

    id: UUID
    name: str
    state: VolunteerState
    running: int
    obstacle: str
    counts_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRow:
    """One wish in the list; who waits longest stands first."""

    id: UUID
    family: str
    area: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRow:
    id: UUID
    family: str
    volunteer: str
    state: MatchState
    starts_on: date | None
    planned_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UntoldRow:
    """A match that runs on though its consent has run out: who helps is known, of the family nothing."""

    id: UUID
    volunteer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    rows: Sequence[RegisterRow]
    wishes: Sequence[WishRow]
    matches: Sequence[MatchRow]
    untold: Sequence[UntoldRow]


def register(ctx: Context, network: Network) -> Register:
    """Return everybody who is here, the wishes that wait and the matches that run; the look is on record."""
    found = Register(rows=_rows(ctx), wishes=_wishes(ctx), matches=_open_matches(ctx), untold=_untold(ctx))
    audit.record(ctx, VolunteerAction.LIST, network, count=len(found.rows))
    return found


def _rows(ctx: Context) -> list[RegisterRow]:
    today, interval, running = day_of(ctx.now), Interval.of_the_office(), _running()
    everybody, noted = policy.rows(ctx, VolunteerAction.CHANGE, Volunteer), fitness.all_certificates()
    rows = []
    for each in everybody.order_by("pk"):
        certificate = noted.get(each.pk)
        rows.append(
            RegisterRow(
                id=each.pk,
                name=each.name,
                state=VolunteerState(each.state),
                running=running[each.pk],
                obstacle=shown(fitness.obstacle(each, certificate, interval, today)),
                counts_until=interval.standing(certificate, today).counts_until,
            )
        )
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _running() -> Counter[UUID | None]:
    return Counter(Match.objects.filter(state__in=OPEN).values_list("volunteer_id", flat=True))


def _wishes(ctx: Context) -> list[WishRow]:
    found = policy.rows(ctx, VolunteerAction.WITHDRAW, Wish).select_related("family")
    return [
        WishRow(id=each.pk, family=each.family.name, area=each.details["area"], asked_at=each.asked_at)
        for each in found.order_by("asked_at", "pk")
    ]


def _open_matches(ctx: Context) -> list[MatchRow]:
    found = policy.rows(ctx, VolunteerAction.READ_MATCH, Match).filter(state__in=OPEN)
    return [
        _match_row(each)
        for each in found.select_related("wish__family", "volunteer").order_by("proposed_at", "pk")
    ]


def _untold(ctx: Context) -> list[UntoldRow]:
    found = policy.rows(ctx, VolunteerAction.END_MATCH, Match).filter(untold.rows(ctx))
    return [
        UntoldRow(id=each.pk, volunteer=each.volunteer.name if each.volunteer else "")
        for each in found.select_related("volunteer").order_by("proposed_at", "pk")
    ]


def _match_row(match: Match) -> MatchRow:
    return MatchRow(
        id=match.pk,
        family=match.wish.family.name,
        volunteer=match.volunteer.name if match.volunteer else "",
        state=MatchState(match.state),
        starts_on=match.starts_on,
        planned_until=match.planned_until,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfVisits:
    """What somebody gave and got in a year."""

    year: int
    minutes: int
    expense: Decimal

    @property
    def time(self) -> str:
        return said(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerPage:
    volunteer: Volunteer
    profile: Profile
    certificate: Certificate | None
    standing: Standing
    obstacle: str
    may_begin: bool
    matches: Sequence[MatchRow]
    years: Sequence[YearOfVisits]
    group: Sequence[date]

    @property
    def mobility(self) -> str:
        return in_words(self.profile.mobility)

    @property
    def languages(self) -> str:
        return in_words(self.profile.languages)

    @property
    def interests(self) -> str:
        return in_words(self.profile.interests)

    @property
    def limits(self) -> str:
        return in_words(self.profile.limits)


def volunteer_page(ctx: Context, volunteer: Volunteer) -> VolunteerPage:
    today, interval = day_of(ctx.now), Interval.of_the_office()
    certificate = fitness.certificate_of(volunteer)
    readable = policy.rows(ctx, VolunteerAction.READ_MATCH, Match).filter(volunteer=volunteer)
    matches = readable.select_related("wish__family", "volunteer").order_by("-proposed_at", "pk")
    came = GroupMeeting.objects.filter(attendances__volunteer=volunteer).order_by("-on")
    return VolunteerPage(
        volunteer=volunteer,
        profile=Profile.unpacked(volunteer.profile),
        certificate=certificate,
        standing=interval.standing(certificate, today),
        obstacle=shown(fitness.obstacle(volunteer, certificate, interval, today)),
        may_begin=volunteer.state is VolunteerState.PREPARING
        and not fitness.missing(volunteer, certificate, interval, today),
        matches=[_match_row(each) for each in matches],
        years=_years(
            GivenTime.objects.filter(match__volunteer=volunteer).values_list("on", "minutes", "expense")
        ),
        group=list(came.values_list("on", flat=True)),
    )


def _years(visits: Iterable[tuple[date, int, Decimal]]) -> list[YearOfVisits]:
    found: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for on, minutes, expense in visits:
        found[on.year].append((minutes, expense))
    return [
        YearOfVisits(
            year=year,
            minutes=sum(minutes for minutes, _expense in each),
            expense=sum((expense for _minutes, expense in each), Decimal(0)),
        )
        for year, each in sorted(found.items(), reverse=True)
    ]


def may_be_asked_for(ctx: Context, network: Network) -> list[tuple[str, str]]:
    """Return by which consent a wish may be passed on, and to whom; the look is on record.

    A family that waits or is accompanied by another consent that stands asks for nobody more.
    """
    found = care.agreements(ctx, network, role=Role.VOLUNTEER_COORDINATOR)
    busy = Wish.objects.filter(
        state__in=[WishState.WAITING, WishState.MATCHED], consent__in=[each.consent for each in found]
    )
    taken = set(busy.values_list("family_id", flat=True))
    return [(str(each.consent.pk), _agreed(each)) for each in found if each.family.pk not in taken]


def _agreed(each: care.Agreement) -> str:
    said = {"family": f"{each.family.name} ({each.family.reference})", "names": "; ".join(each.names)}
    said |= {"day": f"{each.until:%d.%m.%Y}"}
    return gettext("%(family)s: %(names)s, bis %(day)s") % said


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPage:
    """``told`` is what was passed on to the reader, with its heading."""

    wish: Wish
    told: Sequence[tuple[str, str]]
    wanted: Wanted
    found: Found
    matches: Sequence[MatchRow]

    @property
    def waits(self) -> bool:
        return self.wish.state is WishState.WAITING

    @property
    def may_call(self) -> bool:
        return str(DataItem.CONTACT.label) in dict(self.told)

    @property
    def interests(self) -> str:
        return in_words(self.wanted.interests)

    @property
    def circumstances(self) -> str:
        return in_words(self.wanted.circumstances)


def wish_page(ctx: Context, wish: Wish) -> WishPage:
    """Return the wish, who has been talked about already, and while it waits who fits."""
    wanted = Wanted.unpacked(wish.details)
    waits = wish.state is WishState.WAITING
    matches = wish.matches.select_related("wish__family", "volunteer").order_by("proposed_at", "pk")
    return WishPage(
        wish=wish,
        told=care.told_words(ctx, wish.consent, wish.words),
        wanted=wanted,
        found=matching.find(wanted, _helpers(ctx) if waits else []),
        matches=[_match_row(each) for each in matches],
    )


def _helpers(ctx: Context) -> list[Helper]:
    today, interval, running = day_of(ctx.now), Interval.of_the_office(), _running()
    everybody = Volunteer.objects.exclude(state=VolunteerState.LEFT).order_by("pk")
    noted = fitness.all_certificates()
    return [_helper(each, noted.get(each.pk), interval, today, running[each.pk]) for each in everybody]


def helper_of(volunteer: Volunteer, interval: Interval, today: date) -> Helper:
    running = volunteer.matches.filter(state__in=OPEN).count()
    return _helper(volunteer, fitness.certificate_of(volunteer), interval, today, running)


def _helper(
    volunteer: Volunteer, certificate: Certificate | None, interval: Interval, today: date, running: int
) -> Helper:
    return Helper(
        id=volunteer.pk,
        name=volunteer.name,
        profile=Profile.unpacked(volunteer.profile),
        running=running,
        obstacle=shown(fitness.obstacle(volunteer, certificate, interval, today)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    match: Match
    family: str
    volunteer: str
    visits: Sequence[GivenTime]
    minutes: int
    expense: Decimal

    @property
    def time(self) -> str:
        return said(self.minutes)

    @property
    def discussed(self) -> bool:
        return self.match.state is MatchState.PROPOSED

    @property
    def talk_volunteer(self) -> str:
        return f"{self.match.talk_volunteer_on:%d.%m.%Y}\n{self.match.talk_volunteer}"

    @property
    def talk_family(self) -> str:
        return f"{self.match.talk_family_on:%d.%m.%Y}\n{self.match.talk_family}"


def match_page(match: Match) -> MatchPage:
    visits = list(match.visits.order_by("-on", "-id"))
    return MatchPage(
        match=match,
        family=match.wish.family.name,
        volunteer=match.volunteer.name if match.volunteer else "",
        visits=visits,
        minutes=sum(each.minutes for each in visits),
        expense=sum((each.expense for each in visits), Decimal(0)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    on: date
    topic: str
    came: str


def group(ctx: Context, network: Network) -> list[GroupRow]:
    """Return the meetings of the group, the newest first, with who came; the look is on record."""
    meetings = GroupMeeting.objects.prefetch_related("attendances__volunteer").order_by("-on")
    rows = [
        GroupRow(
            on=each.on,
            topic=each.topic or "",
            came=", ".join(sorted(one.volunteer.name for one in each.attendances.all())),
        )
        for each in meetings
    ]
    audit.record(ctx, VolunteerAction.HOLD_GROUP, network, count=len(rows))
    return rows


def active_people(ctx: Context) -> list[tuple[str, str]]:
    """Return who may have come to the group, by name."""
    found = policy.rows(ctx, VolunteerAction.CHANGE, Volunteer).filter(state=VolunteerState.ACTIVE)
    return sorted(
        ((str(each.pk), each.name) for each in found), key=lambda each: (each[1].casefold(), each[0])
    )
