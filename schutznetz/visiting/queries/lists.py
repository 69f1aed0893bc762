"""The register with what is left of each week, the waiting list, and who could go to one family."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from schutznetz.care.queries import MISSING, Cover
from schutznetz.geo import places
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.networks.queries import period
from schutznetz.offers.choices import Language
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import ProofKind, SpecialTopic, VisitingState
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.problem import Rule
from schutznetz.visiting.placing.waiting import rank
from schutznetz.visiting.queries.agreed import agreed_to, covers, known_of
from schutznetz.visiting.queries.asking import in_function, plain_requests, question
from schutznetz.visiting.queries.meanwhile import Bridge, bridges
from schutznetz.visiting.queries.proofs import Standing, standings


def in_words(vocabulary: type[Code], codes: Iterable[str]) -> str:
    chosen = set(codes)
    return ", ".join(str(code.label) for code in vocabulary if code.value in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class MidwifeRow:
    """One entry of the register, with what is left of her week."""

    id: UUID
    name: str
    profession: str
    place: str
    languages: str
    topics: str
    families: int
    hours: float
    free: float
    accepting: bool
    in_function: bool
    contract: str
    missing: str  # proofs that were never shown: she begins nowhere
    lapsed: str  # proofs that no longer count: neither


def register(ctx: Context) -> list[MidwifeRow]:
    """Return everybody in the register, whoever has most room first."""
    able = in_function(ctx.now)
    rows = policy.rows(ctx, VisitingAction.CHANGE_MIDWIFE, FamilyMidwife).select_related("user")
    busy: dict[UUID, list[int]] = {}
    for midwife, minutes in VisitRequest.objects.filter(state=VisitingState.PLACED).values_list(
        "midwife", "weekly_minutes"
    ):
        busy.setdefault(midwife, []).append(minutes)
    shown = standings(rows, day_of(ctx.now))
    found = [_row(each, busy.get(each.pk, []), shown[each.pk], able=each.user_id in able) for each in rows]
    return sorted(found, key=lambda each: (-each.free, each.name, each.id))


def _row(each: FamilyMidwife, busy: list[int], shown: Standing, *, able: bool) -> MidwifeRow:
    place = places.at_postcode(each.postcode)
    there = each.weekly_minutes if each.accepting and able and shown.is_complete else 0
    return MidwifeRow(
        id=each.pk,
        name=each.user.display_name,
        profession=str(each.profession.label),
        place=f"{each.postcode} {place.name}" if place else each.postcode,
        languages=in_words(Language, each.languages),
        topics=in_words(SpecialTopic, each.topics),
        families=len(busy),
        hours=each.weekly_minutes / 60,
        free=max(0, there - sum(busy)) / 60,
        accepting=each.accepting,
        in_function=able,
        contract=str(each.contract.label),
        missing=in_words(ProofKind, shown.missing),
        lapsed=in_words(ProofKind, shown.lapsed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One family on the list, by its reference."""

    id: UUID
    reference: str
    urgency: str
    asked_at: datetime
    hours: float
    days: int
    long: bool = False  # longer than the office lets pass without a task
    midwife: str = ""
    jumped: str = ""  # why before others who wait longer; for the coordination
    planned_end: date | None = None
    family: UUID | None = None
    cover: Cover = MISSING  # whether the family agrees to whoever helps
    agreed: bool = True  # whether it names anybody who might come
    meanwhile: Sequence[Bridge] = ()  # what bridges the wait
    helped_by: str = ""  # who helps until a colleague goes on
    helped_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Who waits, in the order of the list, and the helps that go on, those that end first before others."""

    waiting: list[Line]
    placed: list[Line]


def overview(ctx: Context, network: Network) -> Overview:
    """Return both lists of the coordination; the look is on record."""
    rows = policy.rows(ctx, VisitingAction.READ, VisitRequest).select_related(
        "family", "midwife__user", "follows__midwife__user"
    )
    asked = {str(each.pk): each for each in rows.filter(state=VisitingState.WAITING, family__ended_at=None)}
    bridged = bridges(each.pk for each in asked.values())
    helped = list(rows.filter(state=VisitingState.PLACED).order_by("planned_end", "pk"))
    known = known_of([*asked.values(), *helped], ctx.now)
    named = agreed_to(asked.values(), FamilyMidwife.objects.order_by("pk"), known)
    covered = covers(helped, known)
    waits_long = period(PeriodName.VISITS_WAIT)
    found = Overview(
        waiting=[
            replace(
                _line(ctx, asked[each.id]),
                meanwhile=bridged[UUID(each.id)],
                agreed=bool(named[UUID(each.id)]),
                long=ctx.now - asked[each.id].asked_at >= waits_long,
            )
            for each in rank(plain_requests(asked.values()))
        ],
        placed=[
            replace(_line(ctx, each), jumped=each.jumped or "", cover=covered[each.pk]) for each in helped
        ],
    )
    audit.record(ctx, VisitingAction.LIST, network, count=len(found.waiting) + len(found.placed))
    return found


def _line(ctx: Context, each: VisitRequest) -> Line:
    since = ctx.now - each.asked_at
    before = each.follows if each.follows and each.follows.state == VisitingState.PLACED else None
    return Line(
        id=each.pk,
        reference=each.family.reference,
        family=each.family_id,
        urgency=str(each.urgency.label),
        asked_at=each.asked_at,
        hours=each.weekly_minutes / 60,
        days=since.days,
        midwife=each.midwife.user.display_name if each.midwife else "",
        planned_end=each.planned_end,
        helped_by=before.midwife.user.display_name if before and before.midwife else "",
        helped_until=before.planned_end if before else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """Somebody who could go there, or the rules that stand against it."""

    id: str
    name: str
    kilometres: float
    speaks: bool
    known: bool
    free: float
    broken: tuple[Rule, ...]


def possible(ctx: Context, request: VisitRequest) -> list[Possible]:
    """Return everybody for one family: who may and has room first, the nearest before others."""
    asked = question(ctx)
    [plain] = [each for each in asked.requests if each.id == str(request.pk)]
    names = {str(each.pk): each.user.display_name for each in FamilyMidwife.objects.select_related("user")}
    free = rules.free_minutes(asked)
    found = []
    for midwife in asked.midwives:
        full = (Rule.CAPACITY,) if plain.minutes > free[midwife.id] else ()
        found.append(
            Possible(
                id=midwife.id,
                name=names[midwife.id],
                kilometres=rules.kilometres(midwife, plain),
                speaks=bool(plain.languages & midwife.languages),
                known=plain.known == midwife.id,
                free=free[midwife.id] / 60,
                broken=(*rules.broken(midwife, plain, asked.on), *full),
            )
        )
    return sorted(found, key=lambda each: (bool(each.broken), not each.known, each.kilometres, each.id))
