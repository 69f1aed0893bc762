"""Who advises on what, one consultation for its two sides, and what the coordination sees: no text."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext

from schutznetz import pages, receipts
from schutznetz.accounts.models import User
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.choices import (
    ConsultationAge,
    ConsultationState,
    ConsultationTopic,
    ConsultationUrgency,
    PartKind,
)
from schutznetz.advice.models import Consultant, Consultation, ConsultationCount, ConsultationEntry
from schutznetz.kernel import figures, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.fields import Code
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Organisation
from schutznetz.networks.queries import assignments_of, people_with, present_among, smallest_number
from schutznetz.offers.choices import Language

SHOWN = 100
PAGE = 50
NUMBERS = ("asked", "answered", "in_time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Who answers and who stands in; both empty while the pool is."""

    consultant_id: UUID | None = None
    deputy_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    id: UUID
    name: str
    organisation: str
    topics: str
    languages: str
    hours: str
    deputy: str
    accepting: bool
    in_function: bool


def pool(ctx: Context) -> list[PoolRow]:
    """Return everybody in the pool by name; who lost the function is shown and never chosen."""
    able = in_function(ctx.now)
    found = policy.rows(ctx, AdviceAction.CHANGE_CONSULTANT, Consultant)
    found = found.select_related("user", "organisation", "deputy__user")
    return [
        PoolRow(
            id=each.pk,
            name=each.user.display_name,
            organisation=each.organisation.name if each.organisation else "",
            topics=in_words(ConsultationTopic, each.topics),
            languages=in_words(Language, each.languages),
            hours=each.hours,
            deputy=each.deputy.user.display_name if each.deputy else "",
            accepting=each.accepting,
            in_function=each.user_id in able,
        )
        for each in found.order_by("user__last_name", "user__first_name", "pk")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """Where anybody may call for advice: an institution of the pool, and nobody's name."""

    name: str
    phone: str
    hours: list[str]
    topics: str
    languages: str
    disability: bool


def advisers(ctx: Context) -> list[Adviser]:
    """Return the institutions that advise now, by name; who has no telephone is reached by the office."""
    found = Consultant.objects.filter(accepting=True, user__in=in_function(ctx.now))
    housed = found.filter(organisation__isnull=False).select_related("organisation")
    reached = housed.exclude(organisation__phone="")
    ordered = reached.order_by("organisation__name", "organisation_id", "hours", "pk")
    by_house = groupby(ordered, key=lambda each: each.organisation)
    return [_adviser(house, list(people)) for house, people in by_house if house]


def _adviser(house: Organisation, people: list[Consultant]) -> Adviser:
    return Adviser(
        name=house.name,
        phone=house.phone,
        hours=list(dict.fromkeys(each.hours for each in people if each.hours)),
        topics=in_words(ConsultationTopic, {code for each in people for code in each.topics}),
        languages=in_words(Language, {code for each in people for code in each.languages}),
        disability=any(each.disability for each in people),
    )


def in_words(vocabulary: type[Code], codes: Iterable[str]) -> str:
    chosen = set(codes)
    return ", ".join(str(code.label) for code in vocabulary if code.value in chosen)


def in_function(at: datetime) -> dict[UUID, User]:
    return {user.pk: user for user in people_with(Role.ISEF, at=at)}


def seats_of(person_id: UUID, at: datetime) -> list[UUID | None]:
    """Return the organisations for which somebody advises; empty without the function."""
    held = assignments_of(person_id, at).filter(role=Role.ISEF)
    return list(held.values_list("organisation", flat=True))


def candidates(ctx: Context) -> list[tuple[str, str]]:
    """Return who has the function and is not in the pool yet."""
    known = set(Consultant.objects.values_list("user", flat=True))
    return [(str(pk), user.display_name) for pk, user in in_function(ctx.now).items() if pk not in known]


def choose(ctx: Context, *, topic: str, languages: Collection[str], disability: bool) -> Pair:
    """Return the best fitting consultant who is there and has least to do, and who stands in.

    Nobody advises herself. Absent people come last: better a ladder that climbs than nobody at all.
    """
    able = in_function(ctx.now)
    found = Consultant.objects.filter(accepting=True, user__in=able).exclude(user=ctx.actor_id)
    consultants = list(found.select_related("deputy").order_by("pk"))
    here = present_among((each.user_id for each in consultants), ctx.now)
    load = _load(each.user_id for each in consultants)

    def rank(each: Consultant) -> tuple[int, ...]:
        return (
            -(each.user_id in here),
            -(topic in each.topics),
            -len(set(languages) & set(each.languages)),
            -(disability and each.disability),
            load.get(each.user_id, 0),
        )

    ranked = sorted(consultants, key=rank)
    if not ranked:
        return Pair()
    first = ranked[0]
    named = first.deputy.user_id if first.deputy else None
    if named in able and named != ctx.actor_id:
        return Pair(consultant_id=first.user_id, deputy_id=named)
    return Pair(consultant_id=first.user_id, deputy_id=next((each.user_id for each in ranked[1:]), None))


def _load(people: Iterable[UUID]) -> dict[UUID, int]:
    waiting = Consultation.objects.filter(state=ConsultationState.ASKED, consultant__in=list(people))
    counted = waiting.values("consultant").annotate(number=Count("pk")).order_by("consultant")
    return {row["consultant"]: row["number"] for row in counted}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One entry with the name of who wrote it; ``own`` for the reader."""

    kind: PartKind
    at: datetime
    author: str
    own: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPage:
    consultation: Consultation
    entries: list[Said]
    is_asker: bool
    consultant: str
    deputy: str
    languages: str

    @property
    def is_open(self) -> bool:
        return self.consultation.state is not ConsultationState.SIGNED


def consultation_page(consultation: Consultation, *, reader_id: UUID | None) -> ConsultationPage:
    """Return the thread for one of its two sides; who asked without an account reads as nobody."""
    entries = list(consultation.entries.select_related("author").order_by("at", "id"))
    people = [consultation.consultant_id, consultation.deputy_id]
    names = {user.pk: user.display_name for user in User.objects.filter(pk__in=[p for p in people if p])}
    return ConsultationPage(
        consultation=consultation,
        entries=[_said(entry, reader_id) for entry in entries],
        is_asker=consultation.asked_by_id == reader_id,
        consultant=names.get(consultation.consultant_id, "") if consultation.consultant_id else "",
        deputy=names.get(consultation.deputy_id, "") if consultation.deputy_id else "",
        languages=in_words(Language, consultation.languages),
    )


def _said(entry: ConsultationEntry, reader_id: UUID | None) -> Said:
    return Said(
        kind=entry.kind,
        at=entry.at,
        author=entry.author.display_name if entry.author else gettext("Fragende Fachkraft"),
        own=entry.author_id == reader_id,
        text=entry.text,
    )


def code_for(key: str) -> str:
    """Return the code of a question; no report has the same, even if its form had the same key."""
    return receipts.code_for(key, "advice")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationList:
    rows: list[Consultation]
    after: str  # the mark of the next page, empty on the last one


def my_consultations(ctx: Context, *, after: str = "") -> ConsultationList:
    """Return one page of the consultations in which the actor asks or advises; no text is opened."""
    mine = policy.rows(ctx, AdviceAction.READ, Consultation).filter(pages.earlier("last_at", after))
    found = list(mine.order_by("-last_at", "-id")[: PAGE + 1])
    more = pages.mark(found[PAGE - 1].last_at, found[PAGE - 1].pk) if len(found) > PAGE else ""
    return ConsultationList(rows=found[:PAGE], after=more)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedResult:
    """What the paper shows: what was asked about in codes, the result, who signed it and when."""

    consultation: Consultation
    text: str
    signed_by: str
    organisation: str
    asked_by: str
    dissent: list[Said]


def signed_result(consultation: Consultation) -> SignedResult:
    entries = list(consultation.entries.select_related("author").order_by("at", "id"))
    result = next(entry for entry in entries if entry.kind is PartKind.RESULT)
    asker = consultation.asked_by
    seat = Consultant.objects.filter(user=result.author_id).select_related("organisation").first()
    return SignedResult(
        consultation=consultation,
        text=result.text,
        signed_by=result.author.display_name if result.author else "",
        organisation=seat.organisation.name if seat and seat.organisation else "",
        asked_by=asker.display_name if asker else gettext("ohne Konto"),
        dissent=[_said(entry, None) for entry in entries if entry.kind is PartKind.DISSENT],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that waits, as the coordination sees it: who answers, by when, and no word of it."""

    id: UUID
    reference: str
    due_at: datetime
    consultant: str
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One table of counts with small numbers suppressed: label and count, None for a dash."""

    title: str
    rows: list[tuple[str, int | None]]
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfAdvice:
    year: int
    tables: list[Figures]


def waiting(ctx: Context) -> list[Waiting]:
    """Return what waits for an answer, the most pressing first."""
    found = Consultation.objects.filter(state=ConsultationState.ASKED, due_at__isnull=False)
    found = found.select_related("consultant", "deputy").order_by("due_at", "id")[:SHOWN]
    return [
        Waiting(
            id=each.pk,
            reference=each.reference,
            due_at=each.due_at,
            consultant=each.consultant.display_name if each.consultant else "",
            deputy=each.deputy.display_name if each.deputy else "",
        )
        for each in found
        if each.due_at
    ]


def years_of_advice(ctx: Context) -> list[YearOfAdvice]:
    """Return what was asked, by year and characteristic; each row hides what might name somebody."""
    if not policy.granted(AdviceAction.READ_NUMBERS, ctx.role):
        return []
    counted = ConsultationCount.objects.order_by("-year", "topic", "age", "urgency")
    floor = smallest_number(ctx)
    return [_year(year, list(rows), floor) for year, rows in groupby(counted, key=lambda row: row.year)]


def _year(year: int, rows: list[ConsultationCount], floor: int) -> YearOfAdvice:
    asked, answered, in_time = (sum(getattr(row, name) for row in rows) for name in NUMBERS)
    answers = {
        gettext("rechtzeitig beantwortet"): in_time,
        gettext("zu spät beantwortet"): answered - in_time,
        gettext("noch offen"): asked - answered,
    }
    tables = [
        _figures(title, {str(code.label): _asked(rows, name, code) for code in vocabulary}, floor)
        for title, name, vocabulary in (
            (gettext("Thema"), "topic", ConsultationTopic),
            (gettext("Alter"), "age", ConsultationAge),
            (gettext("Eile"), "urgency", ConsultationUrgency),
        )
    ]
    return YearOfAdvice(year=year, tables=[*tables, _figures(gettext("Antworten"), answers, floor)])


def _asked(rows: Iterable[ConsultationCount], name: str, code: Code) -> int:
    return sum(row.asked for row in rows if getattr(row, name) == code)


def _figures(title: str, counts: dict[str, int], floor: int) -> Figures:
    shown = figures.suppress_row(counts, floor)
    return Figures(title=title, rows=list(shown.counts.items()), total=shown.total)
