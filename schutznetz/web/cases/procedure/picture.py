"""The people around a child as a drawing: frames for who lives where, lines for custody, access and bans.

Everything stands in one column, so nothing can lie over anything else: every person has a box, every kind of
line its own track on the left, and what one person is to another its own track on the right. The same
people always give the same drawing.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from schutznetz.cases import queries
from schutznetz.cases.choices import Known, PersonRole
from schutznetz.cases.models import Case, CasePerson
from schutznetz.cases.queries import Circle
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context

TRACKS = {"custody": 36, "access": 52, "ban": 68}  # where each kind of line runs down from the child
FRAME_X, BOX_X, BOX_W, PAD = 16, 188, 372, 12
FRAME_W = BOX_X + BOX_W + PAD - FRAME_X
SIZE, LINE, GAP, HEAD = 14, 19, 12, 30
SMALL = 12
APART = 18  # between two lines that reach the same box
LANE = 14
MOST = 240  # longer words of a person stand in the list; the drawing says that there are more
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
CHILDREN = frozenset({PersonRole.CHILD, PersonRole.SIBLING, PersonRole.OTHER_CHILD})
WIDE = frozenset("MWmw@%&—–…ÄÖÜQOG")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: of a person, or the frame around those who live together."""

    x: int
    y: int
    w: int
    h: int

    @property
    def middle(self) -> int:
        return self.y + self.h // 2

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is its base line."""

    x: int
    y: int
    text: str
    style: str = ""
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class Wire:
    """A line of one kind, through these points; the kind shows in its pattern and in its words."""

    kind: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)


@dataclass(slots=True)
class Picture:
    """What the template draws, from back to front."""

    width: int
    height: int
    frames: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    crosses: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Person:
    lines: tuple[tuple[str, str], ...]  # text and style
    ties: tuple[str, ...]  # kinds of lines to the child
    name: str
    relation: str


def around(ctx: Context, case: Case) -> dict[str, Any]:
    """Return what a page needs to show the people of a case as a drawing and in words."""
    circles = queries.circles(case)
    return {"circles": circles, "picture": picture(case, circles, ctx.now.astimezone(BERLIN).date())}


def picture(case: Case, circles: Sequence[Circle], today: date) -> Picture:
    """Draw everybody; the household of the child comes first, with the child in it."""
    drawn = Picture(width=FRAME_X * 2 + FRAME_W, height=0)
    children = [p for c in circles for p in c.people if p.role == PersonRole.CHILD]
    groups = [(c.title, [_said(p, today) for p in c.people if p not in children[:1]]) for c in circles]
    child = _the_child(case, children, today)
    y = _child(drawn, child)
    placed: list[tuple[_Person, Box]] = []
    for title, people in groups:
        if people:
            y = _frame(drawn, _(title), people, y + GAP, placed)
    _tracks(drawn, placed)
    _relations(drawn, placed)
    drawn.height = y + GAP
    return drawn


def _the_child(case: Case, rows: Sequence[CasePerson], today: date) -> _Person:
    if rows:
        return _said(rows[0], today)
    return _Person(((case.child_name, "strong"), (_("Das Kind selbst"), "")), (), case.child_name, "")


def _said(person: CasePerson, today: date) -> _Person:
    born = age(person.born or "", today)
    lines = [(f"{person.name}, {born}" if born else person.name, "strong"), (str(person.role.label), "")]
    if person.relation:
        lines.append((person.relation, ""))
    if person.orders_known == Known.YES:
        lines.append((_("Verboten oder angeordnet: %(what)s") % {"what": person.orders or "–"}, "ban"))
    elif person.orders_known == Known.UNKNOWN and person.role not in CHILDREN:
        lines.append((_("Verbote ungeklärt"), ""))
    if person.lives_here != Known.NO and person.has_access == Known.NO:
        lines.append((_("Kein Zugang zum Kind"), ""))
    ties = [
        kind
        for kind, answer in (
            ("custody", person.custody),
            ("access", person.has_access),
            ("ban", person.orders_known),
        )
        if answer == Known.YES
    ]
    return _Person(tuple(lines), tuple(ties), person.name, person.relation or "")


def age(born: str, today: date) -> str:
    """Return the age where a day of birth was written, else what was written."""
    found = _DAY.search(born)
    if not found:
        return born
    day, month, year = (int(part) for part in found.groups())
    years = today.year - year - ((today.month, today.day) < (month, day))
    return _("%(years)s Jahre") % {"years": years} if 0 <= years < 130 else born


def _child(drawn: Picture, child: _Person) -> int:
    """Put the child on top, over all tracks, so that every line begins at it."""
    box = _write(drawn, child, Box(FRAME_X, GAP, FRAME_W, 0))
    return box.bottom


def _frame(
    drawn: Picture, title: str, people: Sequence[_Person], y: int, placed: list[tuple[_Person, Box]]
) -> int:
    top = y
    for number, line in enumerate(wrapped(title, BOX_W, SIZE, bold=True)):
        drawn.words.append(Words(BOX_X, top + 20 + number * LINE, line, "title"))
        y += LINE if number else 0
    y += HEAD
    for person in people:
        box = _write(drawn, person, Box(BOX_X, y, BOX_W, 0), least=APART * len(person.ties) + PAD)
        placed.append((person, box))
        y = box.bottom + GAP
    drawn.frames.append(Box(FRAME_X, top, FRAME_W, y - top))
    return y


def _write(drawn: Picture, person: _Person, at: Box, least: int = 0) -> Box:
    """Write a person into a box that is as high as the words need."""
    room = at.w - 2 * PAD
    rows = [
        (row, style)
        for text, style in person.lines
        for row in wrapped(_cut(text), room, SIZE, bold=style != "")
    ]
    box = Box(at.x, at.y, at.w, max(len(rows) * LINE + PAD, least))
    drawn.boxes.append(box)
    for number, (row, style) in enumerate(rows):
        drawn.words.append(Words(at.x + PAD, at.y + PAD + 6 + number * LINE, row, style))
    return box


def _tracks(drawn: Picture, placed: Sequence[tuple[_Person, Box]]) -> None:
    """Run each kind of line down its track, and from there to everybody it concerns."""
    said = {"custody": _("Sorge"), "access": _("Zugang"), "ban": _("Verbot")}
    start = drawn.boxes[0].bottom
    for kind, x in TRACKS.items():
        ends = [(box, person.ties.index(kind)) for person, box in placed if kind in person.ties]
        heights = [box.y + APART * (place + 1) for box, place in ends]
        for y in heights:
            drawn.wires.append(Wire(kind, ((x, y), (BOX_X, y))))
            drawn.words.append(Words(TRACKS["ban"] + 26, y - 4, said[kind], kind, SMALL))
            if kind == "ban":
                drawn.crosses.append((BOX_X - 14, y))
        if heights:
            drawn.wires.append(Wire(kind, ((x, start), (x, max(heights)))))


def _relations(drawn: Picture, placed: Sequence[tuple[_Person, Box]]) -> None:
    """Tie those together of whom one names the other, each pair on a track of its own if they overlap."""
    free: list[int] = []  # how far down each lane is taken
    for upper, lower in sorted(set(_pairs(placed))):
        (_one, a), (_other, b) = placed[upper], placed[lower]
        lane = next((n for n, taken in enumerate(free) if taken < a.y), len(free))
        free[lane : lane + 1] = [b.bottom]
        x = FRAME_X + FRAME_W + LANE * (lane + 1)
        drawn.wires.append(
            Wire("relation", ((a.right, a.middle), (x, a.middle), (x, b.middle), (b.right, b.middle)))
        )
    drawn.width += LANE * (len(free) + 1) if free else 0


def _pairs(placed: Sequence[tuple[_Person, Box]]) -> Iterator[tuple[int, int]]:
    for here, (person, _box) in enumerate(placed):
        named = {
            there: other.name
            for there, (other, _their) in enumerate(placed)
            if here != there and other.name and _names(person.relation, other.name)
        }
        for there, name in named.items():  # who is called Otto is not meant where Otto Nord is named
            if not any(name != longer and _names(longer, name) for longer in named.values()):
                yield min(here, there), max(here, there)


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST else plain[: MOST - 1].rstrip() + "…"


def wrapped(text: str, room: int, size: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit into so many units; a word longer than a line is broken too."""
    rows, row = [], ""
    for word in text.split():
        for part in _parts(word, room, size, bold=bold):
            longer = f"{row} {part}" if row else part
            if wide(longer, size, bold=bold) <= room:
                row = longer
            else:
                rows.append(row)
                row = part
    return [*rows, row] if row else rows


def _parts(word: str, room: int, size: int, *, bold: bool) -> Iterator[str]:
    part = ""
    for sign in word:
        if part and wide(part + sign, size, bold=bold) > room:
            yield part
            part = ""
        part += sign
    yield part


def wide(text: str, size: int, *, bold: bool = False) -> float:
    """Return how wide a text is at most, whatever font the reader's device has."""
    return sum(_wide(sign) for sign in text) * size * (1.08 if bold else 1.0)


def _wide(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.4
    if sign in WIDE:
        return 1.0
    return 0.75 if sign.isupper() or sign.isdecimal() else 0.64
