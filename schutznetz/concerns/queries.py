"""What is read of a worry: the list, the page, the record to keep, and what the report form takes over."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from schutznetz import pages
from schutznetz.accounts.models import User
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import (
    HELD,
    KEPT,
    WARNED,
    AgeBand,
    ConcernState,
    EntryKind,
    Indicator,
    Sign,
    Witness,
)
from schutznetz.concerns.models import Concern, Entry, Share, Sheet, Takeover
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.law import guide
from schutznetz.law.guide_terms import UNBORN, Ask, Row
from schutznetz.law.measures import add_months
from schutznetz.law.report_headings import HEADINGS
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Network, Organisation
from schutznetz.networks.queries import people_with, present, present_among

PAGE = 50
SHOWN = 100
# What is asked about the child, under the names of the report form.
CHILD = ("child_name", "child_age", "child_address", "child_institution", "parents", "siblings")
NAME_FIELDS = ("parents", "siblings", "child_institution")  # and the child's name, in whatever case
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow:
    id: UUID
    child: str
    opened_at: datetime
    state: ConcernState
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernList:
    rows: list[ConcernRow]
    after: str  # the mark of the next page, empty on the last one


def concerns(ctx: Context, network: Network, *, after: str = "") -> ConcernList:
    """Return one page of what the actor wrote or was shown, newest first; the trail says how many."""
    mine = policy.rows(ctx, ConcernAction.READ, Concern).filter(pages.earlier("opened_at", after))
    found = list(mine.order_by("-opened_at", "-id")[: PAGE + 1])
    rows = [
        ConcernRow(
            id=each.pk,
            child=str(each.child.get("child_name", "")),
            opened_at=each.opened_at,
            state=each.state,
            own=each.keeper_id == ctx.actor_id,
        )
        for each in found[:PAGE]
    ]
    audit.record(ctx, ConcernAction.LIST, network, count=len(rows))
    more = pages.mark(rows[-1].opened_at, rows[-1].id) if len(found) > PAGE else ""
    return ConcernList(rows=rows, after=more)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """A worry that somebody left behind, as a leader sees it before she takes it: no word of it."""

    id: UUID
    opened_at: datetime
    keeper: str


def left_behind(ctx: Context) -> list[LeftRow]:
    found = policy.rows(ctx, ConcernAction.TAKE_OVER, Concern).select_related("keeper")
    return [
        LeftRow(id=each.pk, opened_at=each.opened_at, keeper=each.keeper.display_name)
        for each in found.defer("child", "answers", "held_why").order_by("-opened_at", "-id")[:SHOWN]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    id: UUID
    kind: EntryKind
    on: date | None
    text: str
    witness: Witness
    source: str
    why_not: str
    written_at: datetime
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    indicator: Indicator
    sign: Sign
    note: str

    @property
    def words(self) -> str:
        return f"{self.sign.label}: {self.note}" if self.note else str(self.sign.label)


@dataclass(frozen=True, slots=True)
class ChildLine:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Where the guide stands: what is asked next, or what the law says."""

    reporter: Reporter
    answers: dict[str, str]
    ask: Ask | None
    row: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernPage:
    concern: Concern
    author: str
    keeper: str
    takeovers: list[Takeover]
    entries: list[EntryLine]
    signs: list[SignLine]
    looked_at: datetime | None
    advice: Advice
    shared_with: list[User]

    @property
    def child(self) -> list[ChildLine]:
        known = self.concern.child
        return [ChildLine(HEADINGS.get(name, name), str(known[name])) for name in CHILD if known.get(name)]

    @property
    def erased_on(self) -> date:
        return erased_on(self.concern)

    @property
    def is_unborn(self) -> bool:
        return self.concern.age_band is AgeBand.UNBORN

    @property
    def severe(self) -> bool:
        """Whether a severe sign was seen, so that the page asks about immediate danger."""
        return any(line.sign is Sign.SEVERE_SIGN for line in self.signs)


def erased_on(concern: Concern) -> date:
    """Return the day from which nothing of it is left, if nothing more is written."""
    silent = day_of(concern.last_at + KEPT)
    held = concern.held_until + timedelta(days=1) if concern.held_until else silent
    warned = day_of(concern.warned_at + WARNED) if concern.warned_at else silent
    return max(silent, held, warned)


def told_of_the_end(ctx: Context, concern: Concern) -> User:
    """Return who hears that a worry will be erased: its keeper, and while she is away a leader."""
    if concern.organisation_id is None or present(concern.keeper_id, ctx.now):
        return concern.keeper
    found = people_with(Role.PARTNER_LEAD, at=ctx.now, organisation_id=concern.organisation_id)
    leaders = [each for each in found if each.pk != concern.keeper_id]
    there = present_among((each.pk for each in leaders), ctx.now)
    return next((each for each in leaders if each.pk in there), leaders[0] if leaders else concern.keeper)


def longest_hold(today: date) -> date:
    """Return the last day until which a worry may be held today."""
    return add_months(today, HELD)


def page_of(concern: Concern) -> ConcernPage:
    """Return everything that is written in a worry, in the order of the days of which it tells."""
    entries = [_line(each) for each in concern.entries.select_related("author")]
    look = concern.looks.first()
    signs = look.signs if look else {}
    return ConcernPage(
        concern=concern,
        author=concern.author.display_name,
        keeper=(concern.author if concern.keeper_id == concern.author_id else concern.keeper).display_name,
        takeovers=list(concern.takeovers.select_related("before", "taken_by")),
        entries=sorted(entries, key=lambda line: (line.on or day_of(line.written_at), line.written_at)),
        signs=[
            SignLine(indicator=each, sign=Sign(signs[each]["sign"]), note=signs[each]["note"])
            for each in Indicator
            if each in signs
        ],
        looked_at=look.looked_at if look else None,
        advice=advice_of(concern),
        shared_with=[each.person for each in shares_of(concern)],
    )


def advice_of(concern: Concern) -> Advice:
    """Return where the guide stands; that a child is not born yet the worry itself says."""
    reporter = Reporter(concern.answers["reporter"])
    about: dict[str, str] = {Ask.ABOUT: UNBORN} if concern.age_band is AgeBand.UNBORN else {}
    known = guide.understood(reporter, {**concern.answers, **about})
    return Advice(
        reporter=reporter,
        answers=known,
        ask=guide.next_question(reporter, known),
        row=guide.governing(reporter, known),
    )


def _line(entry: Entry) -> EntryLine:
    content = entry.content
    return EntryLine(
        id=entry.pk,
        kind=EntryKind(entry.kind),
        on=date.fromisoformat(content["on"]) if content["on"] else None,
        text=content["text"],
        witness=Witness(content["witness"]),
        source=content["source"],
        why_not=content["why_not"],
        written_at=entry.written_at,
        author=entry.author.display_name,
    )


def newest(ctx: Context) -> Concern:
    """Return the worry that the actor wrote last."""
    own = policy.rows(ctx, ConcernAction.READ, Concern).filter(author=ctx.actor_id)
    return own.order_by("-opened_at", "-id")[0]


def signs_of(concern: Concern) -> dict[str, dict[str, str]]:
    """Return the last look by indicator, as it was stored."""
    look = concern.looks.first()
    found: dict[str, dict[str, str]] = look.signs if look else {}
    return found


def shares_of(concern: Concern) -> list[Share]:
    return list(concern.shares.select_related("person").order_by("shared_at", "id"))


def sheets_of(concern: Concern) -> list[Sheet]:
    """Return the attached sheets without their bodies."""
    return list(concern.sheets.defer("body"))


def sheet_of(concern: Concern, number: str) -> Sheet | None:
    """Return one attached sheet by its place in the list, counted from 1."""
    place = int(number) if number.isascii() and number.isdecimal() else 0
    return concern.sheets.all()[place - 1] if 0 < place <= concern.sheets.count() else None


def house_of(ctx: Context) -> Organisation | None:
    """Return the actor's own institution."""
    return Organisation.objects.filter(pk=ctx.organisation_id).first() if ctx.organisation_id else None


def colleagues(ctx: Context) -> list[User]:
    """Return who else works in the actor's institution today, by name."""
    if ctx.organisation_id is None:
        return []
    held = active(ctx.now).filter(organisation=ctx.organisation_id).exclude(user=ctx.actor_id)
    people = User.objects.filter(pk__in=held.values("user"))
    return list(people.order_by("last_name", "first_name", "pk"))


def names_used(ctx: Context) -> frozenset[str]:
    """Return the names by which the actor called people and places in own worries: whole ones and words."""
    found: set[str] = set()
    own = policy.rows(ctx, ConcernAction.READ, Concern).filter(keeper=ctx.actor_id)
    for concern in own.order_by("-opened_at", "-id").prefetch_related("entries"):
        called = str(concern.child.get("child_name", ""))
        found |= {called, str(concern.child.get("child_address", "")), *_words([called], any_case=True)}
        found |= _words(str(concern.child.get(name, "")) for name in NAME_FIELDS)
        found |= _words(str(entry.content.get("source", "")) for entry in concern.entries.all())
    return frozenset(found - {""})


def _words(texts: Iterable[str], *, any_case: bool = False) -> set[str]:
    """Return what is written like a name: a capital letter, unless the whole text has none."""
    return {
        word
        for text in texts
        for word in WORD.findall(text)
        if len(word) > 1 and (any_case or word[0].isupper() or text.islower())
    }
