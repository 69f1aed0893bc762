"""A midwife's own work: her families, one family with all she wrote of it, what a colleague handed her.

The coordination reads days, hours and counts, never a word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from schutznetz.care.queries import Cover
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.fields import Code
from schutznetz.law.measures import add_months
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import (
    END_NOTICE,
    REVIEW_NOTICE,
    Burden,
    Content,
    GoalState,
    Mainstay,
    NeedAfter,
    SheetMoment,
    VisitTopic,
)
from schutznetz.visiting.models import (
    VisitContact,
    VisitGoal,
    VisitHandOver,
    VisitRequest,
    VisitReview,
    VisitSheet,
)
from schutznetz.visiting.queries.agreed import cover_of, covers, known_of
from schutznetz.visiting.queries.asking import plain_requests

AT_ONCE = 20  # contacts on one page of her log


def counted_contacts() -> QuerySet[VisitContact]:
    """Return the contacts that count: those that no later row puts right or strikes."""
    later = VisitContact.objects.filter(corrects=OuterRef("pk"))
    return VisitContact.objects.filter(~Exists(later), void=False)


def age_limit(request: VisitRequest) -> date:
    """Return the day on which the youngest child is too old for whoever helps."""
    [plain] = plain_requests([request])
    months = request.midwife.until_months if request.midwife else 0
    return add_months(plain.born_on, months)


def successor_of(request: VisitRequest) -> VisitRequest | None:
    """Return the request with which a colleague goes on."""
    return VisitRequest.objects.filter(follows=request).select_related("midwife__user").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """One of her families, by its reference."""

    id: UUID
    reference: str
    hours: float
    planned_end: date | None
    review_on: date | None
    last_on: date | None
    visits: int
    ends_soon: bool
    review_due: bool
    cover: Cover


def own(ctx: Context, network: Network) -> list[OwnLine]:
    """Return the families that the actor helps now, whom she saw longest ago first; the look is on record."""
    rows = policy.rows(ctx, VisitingAction.NOTE_CONTACT, VisitRequest).select_related("family", "midwife")
    counted = counted_contacts().filter(request__in=rows.values("pk")).order_by().values("request")
    seen = {
        each["request"]: (each["last"], each["visits"])
        for each in counted.annotate(last=Max("on"), visits=Count("pk"))
    }
    today, mine = day_of(ctx.now), list(rows)
    covered = covers(mine, known_of(mine, ctx.now))
    found = [
        _own_line(each, *seen.get(each.pk, (None, 0)), today=today, cover=covered[each.pk]) for each in mine
    ]
    audit.record(ctx, VisitingAction.LIST_OWN, network, count=len(found))
    return sorted(found, key=lambda each: (each.last_on or date.min, each.reference))


def _own_line(each: VisitRequest, last_on: date | None, visits: int, *, today: date, cover: Cover) -> OwnLine:
    return OwnLine(
        id=each.pk,
        reference=each.family.reference,
        hours=each.weekly_minutes / 60,
        planned_end=each.planned_end,
        review_on=each.review_on,
        last_on=last_on,
        visits=visits,
        ends_soon=each.planned_end is not None and each.planned_end - END_NOTICE <= today,
        review_due=each.review_on is not None and each.review_on - REVIEW_NOTICE <= today,
        cover=cover,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A contact with her words, and what stood there before it was put right."""

    id: UUID
    on: date
    kind: str
    minutes: int
    travel_minutes: int
    kilometres: int
    topics: str
    note: str
    next_step: str
    void: bool
    noted_at: datetime
    before: list["ContactLine"] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """How it stood, in words."""

    burdens: str
    strengths: str
    counted: bool
    need: str
    content: str
    outlook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    """Everything that she wrote of one family."""

    reference: str
    contacts: list[ContactLine]
    more: bool  # contacts before those
    hours: float
    travel_hours: float
    open_goals: list[VisitGoal]
    settled_goals: list[VisitGoal]
    reviews: list[VisitReview]
    start: SheetLine | None
    end: SheetLine | None
    follower: VisitRequest | None
    handed_over: bool
    told: list[VisitHandOver]
    age_limit: date
    cover: Cover


def work_page(ctx: Context, request: VisitRequest, start: int = 0) -> WorkPage:
    """Return one family as its midwife knows it, with a piece of her log; the door has recorded the look."""
    contacts = contact_lines(request, start, AT_ONCE + 1)
    counted = counted_contacts().filter(request=request)
    sums = counted.aggregate(minutes=Sum("minutes"), travel=Sum("travel_minutes"))
    goals = list(request.goals.order_by("agreed_on", "pk"))
    sheets = {each.moment: _sheet_line(each) for each in request.sheets.all()}
    return WorkPage(
        reference=request.family.reference,
        contacts=contacts[:AT_ONCE],
        more=len(contacts) > AT_ONCE,
        hours=(sums["minutes"] or 0) / 60,
        travel_hours=(sums["travel"] or 0) / 60,
        open_goals=[goal for goal in goals if goal.state == GoalState.OPEN],
        settled_goals=[goal for goal in goals if goal.state != GoalState.OPEN],
        reviews=list(request.reviews.order_by("-held_on", "-noted_at", "pk")),
        start=sheets.get(SheetMoment.START),
        end=sheets.get(SheetMoment.END),
        follower=successor_of(request),
        handed_over=VisitHandOver.objects.filter(request=request).exists(),
        told=handovers_to(ctx, request),
        age_limit=age_limit(request),
        cover=cover_of(request, ctx.now),
    )


def contact_lines(request: VisitRequest, start: int, count: int) -> list[ContactLine]:
    """Return a piece of the log, the latest first; what was put right stands behind what holds now."""
    instead_of = dict(request.contacts.order_by().values_list("pk", "corrects_id"))
    later = VisitContact.objects.filter(corrects=OuterRef("pk"))
    holding = request.contacts.filter(~Exists(later)).order_by("-on", "-noted_at", "-pk")
    piece = list(holding[start : start + count])
    before = [old for each in piece for old in _chain(instead_of, each.corrects_id)]
    every = {each.pk: each for each in (*piece, *VisitContact.objects.filter(pk__in=before))}
    return [_contact_line(each, every) for each in piece]


def _chain(instead_of: Mapping[UUID, UUID | None], which: UUID | None) -> Iterable[UUID]:
    """Yield a contact that was put right, and what it had put right itself."""
    while which:
        yield which
        which = instead_of[which]


def _contact_line(each: VisitContact, every: dict[UUID, VisitContact]) -> ContactLine:
    before, earlier = [], every.get(each.corrects_id) if each.corrects_id else None
    if earlier is not None:
        line = _contact_line(earlier, every)
        before = [line, *line.before]
    return ContactLine(
        id=each.pk,
        on=each.on,
        kind=str(each.kind.label),
        minutes=each.minutes,
        travel_minutes=each.travel_minutes,
        kilometres=each.kilometres,
        topics=_told(VisitTopic, each.topics),
        note=each.note or "",
        next_step=each.next_step or "",
        void=each.void,
        noted_at=each.noted_at,
        before=before,
    )


def _told(vocabulary: type[Code], codes: Iterable[str]) -> str:
    """Return what was ticked, in the order of the list; some of its words have a comma of their own."""
    chosen = set(codes)
    return " · ".join(str(code.label) for code in vocabulary if code.value in chosen)


def _sheet_line(each: VisitSheet) -> SheetLine:
    return SheetLine(
        burdens=_told(Burden, each.burdens),
        strengths=_told(Mainstay, each.strengths),
        counted=each.counted,
        need=_told(NeedAfter, [each.need or ""]),
        content=_told(Content, [each.content or ""]),
        outlook=each.outlook or "",
    )


def handovers_to(ctx: Context, request: VisitRequest) -> list[VisitHandOver]:
    """Return what a colleague handed the actor for this family, while the family's release stands."""
    rows = policy.rows(ctx, VisitingAction.READ_HANDOVER, VisitHandOver).filter(successor=request)
    return list(rows.order_by("handed_at", "pk"))


def last_contact(request: VisitRequest) -> VisitContact | None:
    """Return the latest contact that counts: the next one mostly is as far away."""
    return counted_contacts().filter(request=request).order_by("on", "noted_at", "pk").last()


def start_sheet(request: VisitRequest) -> VisitSheet | None:
    return VisitSheet.objects.filter(request=request, moment=SheetMoment.START).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """What the coordination reads of a contact."""

    on: date
    minutes: int
    travel_minutes: int
    kilometres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPage:
    """Days, hours and counts of one help."""

    reference: str
    midwife: str
    placed_at: datetime | None
    planned_end: date | None
    cover: Cover
    lines: list[HoursLine]
    hours: float
    travel_hours: float
    kilometres: int


def hours_of(ctx: Context, request: VisitRequest) -> HoursPage:
    """Return what may be known of a help without knowing the family: no kind, no topic, no word."""
    counted = counted_contacts().filter(request=request)
    sums = counted.aggregate(Sum("minutes"), Sum("travel_minutes"), Sum("kilometres"))
    named = counted.order_by("-on", "-noted_at", "pk").values_list(
        "on", "minutes", "travel_minutes", "kilometres", named=True
    )
    return HoursPage(
        reference=request.family.reference,
        midwife=request.midwife.user.display_name if request.midwife else "",
        placed_at=request.placed_at,
        planned_end=request.planned_end,
        cover=cover_of(request, ctx.now),
        lines=[
            HoursLine(
                on=each.on,
                minutes=each.minutes,
                travel_minutes=each.travel_minutes,
                kilometres=each.kilometres,
            )
            for each in named
        ],
        hours=(sums["minutes__sum"] or 0) / 60,
        travel_hours=(sums["travel_minutes__sum"] or 0) / 60,
        kilometres=sums["kilometres__sum"] or 0,
    )


def to_remind(ctx: Context) -> QuerySet[VisitRequest]:
    """Return the helps that run, for the house to look at their days."""
    return policy.rows(ctx, VisitingAction.REMIND, VisitRequest).order_by("placed_at", "pk")
