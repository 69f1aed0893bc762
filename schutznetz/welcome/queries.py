"""What a list brings, who is to be written to and visited, in which order, and how much was done."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count

from schutznetz.geo.spelling import fold
from schutznetz.kernel import audit, figures, keys, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.networks.queries import people_with, smallest_number
from schutznetz.offers.choices import Language
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.arrival import Household, Tag
from schutznetz.welcome.choices import VisitState, WelcomeTopic
from schutznetz.welcome.models import (
    KnownNewborn,
    LetterBundle,
    NewbornList,
    TopicCount,
    WelcomeCount,
    WelcomeVisit,
)
from schutznetz.welcome.routes import Stop, in_order

SHOWN = 50
PER_BUNDLE = 50  # a second of drawing, and a stack that a printer takes
WRITTEN_TO = (VisitState.WRITTEN, VisitState.ARRANGED, VisitState.CLOSED)


def tags(wanted: Iterable[Tag]) -> dict[bytes, Tag]:
    """Return the keyed tags of children; what lacks a name has none."""
    column: Any = KnownNewborn._meta.get_field("tag")
    key = keys.named(f"index/{KnownNewborn._meta.label}.tag")
    made = ((column.tag(each, key), each) for each in wanted)
    return {tag: each for tag, each in made if tag}


def known_tags(among: Iterable[bytes]) -> set[bytes]:
    stored = KnownNewborn.objects.filter(tag__in=list(among)).values_list("tag", flat=True)
    return {bytes(tag) for tag in stored}


def likely_known(households: Sequence[Household]) -> set[Household]:
    """Return whom a list named with a block but without the day, or named before with fewer given names."""
    marks = {each: tags(each.likely).keys() for each in households}
    stands = known_tags(tag for made in marks.values() for tag in made)
    return {each for each, made in marks.items() if stands & made}


def welcome_of(barred: Collection[bytes]) -> list[WelcomeVisit]:
    """Return the families of earlier lists that have a block by now; each is opened and compared."""
    if not barred:
        return []
    wanted = set(barred)
    return [
        visit
        for visit in WelcomeVisit.objects.order_by("pk")
        if tags([*Household(**visit.household).tags, *Household(**visit.household).likely]).keys() & wanted
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What taking a list over would do."""

    new: int
    known: int
    dropped: Sequence[str]


def preview(newborns: NewbornList) -> Preview:
    households = households_of(newborns)
    stands = known_tags(tag for each in households for tag in tags([*each.tags, *each.likely]))
    known = sum(1 for each in households if stands & tags([*each.tags, *each.likely]).keys())
    return Preview(new=len(households) - known, known=known, dropped=(newborns.arrived or {})["dropped"])


def households_of(newborns: NewbornList) -> list[Household]:
    return [Household(**said) for said in (newborns.arrived or {"rows": []})["rows"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    newborns: NewbornList
    waiting: int
    written: int


def lists(ctx: Context) -> list[ListRow]:
    """Return the lists, the newest first; the query count is fixed."""
    found = list(
        policy.rows(ctx, WelcomeAction.READ_LIST, NewbornList).order_by("-arrived_at", "-id")[:SHOWN]
    )
    counted = WelcomeVisit.objects.filter(newborns__in=found).values("newborns", "state")
    numbers = {
        (row["newborns"], row["state"]): row["number"]
        for row in counted.annotate(number=Count("pk")).order_by("newborns", "state")
    }
    return [
        ListRow(
            newborns=each,
            waiting=numbers.get((each.pk, VisitState.WAITING), 0),
            written=sum(numbers.get((each.pk, state), 0) for state in WRITTEN_TO),
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A visit with its household, as far as a page shows it."""

    visit: WelcomeVisit
    household: Household

    @property
    def id(self) -> UUID:
        return self.visit.pk

    @property
    def language(self) -> str:
        return str(Language(self.household.language).label) if self.household.language else ""


def family(visit: WelcomeVisit) -> Family:
    return Family(visit=visit, household=Household(**visit.household))


def is_printed(visit: WelcomeVisit) -> bool:
    """Say whether the letter was fetched for the printer: then it may lie in an envelope already."""
    return LetterBundle.objects.filter(visits=visit.pk, fetched_at__isnull=False).exists()


def _by_name(families: Iterable[Family]) -> list[Family]:
    return sorted(
        families, key=lambda each: (fold(each.household.family), fold(each.household.given), each.id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """Who would be written to, and who is on the stop list; why is asked and kept nowhere."""

    waiting: list[Family]
    stopped: list[Family]


def stop_list(newborns: NewbornList) -> StopList:
    found = _by_name(family(visit) for visit in newborns.visits.order_by("pk"))
    return StopList(
        waiting=[each for each in found if each.visit.state is VisitState.WAITING],
        stopped=[each for each in found if each.visit.state is VisitState.STOPPED],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How far the letters of a list are, and what can be fetched: one job makes all of one instant."""

    waiting: int
    bundles: list[LetterBundle]


def letters(newborns: NewbornList) -> Letters:
    return Letters(
        waiting=newborns.visits.filter(state=VisitState.WAITING).count(),
        bundles=list(newborns.bundles.defer("content").order_by("made_at", "-kind", "-count", "id")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWrite:
    """Some families who get the same letter, in the order of the post."""

    kind: LetterKind
    families: list[Family]

    @property
    def recipients(self) -> list[list[str]]:
        return [recipient(each.household) for each in self.families]


def to_write(newborns: NewbornList) -> list[ToWrite]:
    """Return the bundles that are still to be made of a list; who is stopped is in none of them."""
    waiting = [family(visit) for visit in newborns.visits.filter(state=VisitState.WAITING).order_by("pk")]
    waiting.sort(key=lambda each: (each.household.postcode, fold(each.household.street), each.id))
    kinds = {LetterKind.WELCOME_VISIT: True, LetterKind.WELCOME: False}
    same = {
        kind: [each for each in waiting if each.visit.offered is offered] for kind, offered in kinds.items()
    }
    return [
        ToWrite(kind=kind, families=found[start : start + PER_BUNDLE])
        for kind, found in same.items()
        for start in range(0, len(found), PER_BUNDLE)
    ]


def recipient(household: Household) -> list[str]:
    return [f"Familie {household.family}", household.street, f"{household.postcode} {household.town}"]


def arranged(ctx: Context, network: Network) -> list[Family]:
    """Return the visits to come, the next first, for the office; that somebody looked is on record."""
    found = policy.rows(ctx, WelcomeAction.READ, WelcomeVisit).filter(state=VisitState.ARRANGED)
    ordered = found.select_related("visitor").order_by("visit_on", "visit_at", "pk")
    shown = [family(visit) for visit in ordered[:SHOWN]]
    audit.record(ctx, WelcomeAction.FIND, network, count=len(shown))
    return shown


def find(ctx: Context, network: Network, *, name: str) -> list[Family]:
    """Return the families whose name begins so; who has a block is in none of the rows that are asked."""
    wanted = fold(name).strip()
    if not wanted:
        return []
    rows = policy.rows(ctx, WelcomeAction.READ, WelcomeVisit).select_related("visitor").order_by("pk")
    found = _by_name(family(visit) for visit in rows)
    shown = [each for each in found if fold(each.household.family).startswith(wanted)][:SHOWN]
    audit.record(ctx, WelcomeAction.FIND, network, count=len(shown))
    return shown


def visitors(ctx: Context) -> list[tuple[str, str]]:
    return [(str(user.pk), user.display_name) for user in people_with(Role.WELCOME_VISITOR, at=ctx.now)]


def today(ctx: Context, network: Network) -> list[Family]:
    """Return the actor's visits of this day in the order of her way."""
    day = day_of(ctx.now)
    found = policy.rows(ctx, WelcomeAction.READ, WelcomeVisit).filter(visit_on=day, visitor=ctx.actor_id)
    families = {visit.pk: family(visit) for visit in found.select_related("visitor").order_by("pk")}
    audit.record(ctx, WelcomeAction.TODAY, network, count=len(families))
    stops = [
        Stop(id=pk, postcode=each.household.postcode, street=each.household.street, at=each.visit.visit_at)
        for pk, each in families.items()
    ]
    return [families[stop.id] for stop in in_order(stops, _postcode_of(network))]


def _postcode_of(network: Network) -> str:
    words = network.office_address.replace(",", " ").split()
    return next((word for word in words if len(word) == 5 and word.isdecimal()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """How many families of a district were written to and visited; None for a dash."""

    district: str
    written: int | None
    visited: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.visited / self.written) if self.written and self.visited is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A year by districts; small numbers are hidden, and so is what would give them away."""

    year: int
    rows: list[DistrictRow]
    total: DistrictRow


def quotas(ctx: Context) -> list[Quota]:
    counted, floor = WelcomeCount.objects.order_by("-year", "district"), smallest_number(ctx)
    return [_quota(year, list(rows), floor) for year, rows in groupby(counted, key=lambda row: row.year)]


def _quota(year: int, rows: Sequence[WelcomeCount], floor: int) -> Quota:
    """Hide a district's visits where the few visited, or the few not visited, could be told from them."""
    written = figures.suppress_row({row.district: row.written for row in rows}, floor)
    visited = figures.suppress_row({row.district: row.visited for row in rows}, floor)
    told = {row.district: _told(row, floor) for row in rows}
    hidden = {name for name in told if written.counts[name] is None or not told[name]}
    shown = {name: None if name in hidden else visited.counts[name] for name in told}
    only_as_in_the_column = all(visited.counts[name] is None for name in hidden)
    return Quota(
        year=year,
        rows=[DistrictRow(district=name, written=written.counts[name], visited=shown[name]) for name in told],
        total=DistrictRow(
            district="",
            written=written.total,
            visited=visited.total if only_as_in_the_column else None,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """In how many visits of the year a topic was handed over; None for a dash."""

    topic: WelcomeTopic
    handed_over: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicYear:
    year: int
    rows: list[TopicRow]


def topics(ctx: Context) -> list[TopicYear]:
    """Return what was handed over in each year; several topics of one visit make no sum, so none is told."""
    counted, floor = TopicCount.objects.order_by("-year", "-handed_over", "topic"), smallest_number(ctx)
    return [
        TopicYear(
            year=year,
            rows=[
                TopicRow(topic=WelcomeTopic(row.topic), handed_over=figures.suppress(row.handed_over, floor))
                for row in rows
            ],
        )
        for year, rows in groupby(counted, key=lambda row: row.year)
    ]


def _told(row: WelcomeCount, floor: int) -> bool:
    rest = row.written - row.visited
    return figures.suppress(row.visited, floor) is not None and figures.suppress(rest, floor) is not None
