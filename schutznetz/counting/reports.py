"""The figures as people read them: by parts of the Logisches Modell, or by questions of the survey."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schutznetz.counting.amounts import Open
from schutznetz.counting.rules import RULES, Kind
from schutznetz.counting.world import Span
from schutznetz.law import survey
from schutznetz.law.monitoring import BY_NAME, FIGURES
from schutznetz.law.monitoring_terms import AREAS, FULL_TIME, HOURS, PARTS, POSTS, TIMES, UNITS, Figure
from schutznetz.networks.models import Network

PER_UNIT = {HOURS: 60, POSTS: 60 * FULL_TIME}  # minutes
PLACES = {HOURS: 1, POSTS: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; ``value`` is None where the number stays in the house, ``percent`` of the total."""

    key: str
    label: Any
    value: float | int | None
    percent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure with the rows that hold anything; ``rows_behind`` says whether they lead to records."""

    figure: Figure
    lines: Sequence[Line]
    total: float | int | None
    rows_behind: bool

    @property
    def unit(self) -> str:
        return UNITS[self.figure.unit]

    @property
    def when(self) -> str:
        return TIMES[self.figure.when]

    @property
    def places(self) -> int:
        return PLACES.get(self.figure.unit, 0)

    @property
    def is_empty(self) -> bool:
        return self.total == 0

    @property
    def hides(self) -> bool:
        return self.total is None or any(line.value is None for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    label: str
    figures: Sequence[Shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    label: str
    areas: Sequence[Area]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A year by the four parts; ``fixed_at`` is empty while it is counted anew at every look."""

    year: int
    span: Span
    parts: Sequence[Part]
    fixed_at: datetime | None = None


def show(figure: Figure, found: Open, span: Span) -> Shown:
    """Put a figure into words; rows without anything are left out."""
    named = dict(RULES[figure.name].cells(list(found.rows), span))
    total = _told(figure, found.total)
    lines = []
    for key in (*named, *(key for key in found.rows if key not in named)):
        number = found.rows.get(key, 0)
        if number != 0:
            value = _told(figure, number)
            share = round(100 * number / found.total, 1) if found.total and number is not None else None
            lines.append(Line(key=key, label=named.get(key, key), value=value, percent=share))
    tallied = RULES[figure.name].kind is Kind.TALLY
    return Shown(figure=figure, lines=lines, total=total, rows_behind=not tallied)


def _told(figure: Figure, number: int | None) -> float | int | None:
    if number is None or figure.unit not in PER_UNIT:
        return number
    return round(number / PER_UNIT[figure.unit], PLACES[figure.unit])


def by_parts(found: Mapping[str, Open], span: Span) -> list[Part]:
    shown = [show(figure, found[figure.name], span) for figure in FIGURES if figure.name in found]
    return [Part(name=part, label=label, areas=list(_areas(part, shown))) for part, label in PARTS.items()]


def _areas(part: str, shown: Sequence[Shown]) -> Iterator[Area]:
    for area, label in AREAS.items():
        figures = [each for each in shown if (each.figure.part, each.figure.area) == (part, area)]
        if figures:
            yield Area(label=label, figures=figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with its answer: yes or no, a day, a figure whole or in rows, or where to look it up."""

    question: survey.Question
    shown: Shown | None = None
    lines: Sequence[Line] = ()  # on which a yes rests
    yes: bool | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    label: str
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group of partners in the words of the survey; ``number`` is None where the register is coarser."""

    group: survey.PartnerGroup
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    span: Span
    blocks: Sequence[Block]
    groups: Sequence[GroupLine]


def by_questions(network: Network, found: Mapping[str, Open], span: Span) -> Survey:
    answers = [(each, _answer(network, each, found, span)) for each in survey.QUESTIONS]
    return Survey(
        span=span,
        blocks=[
            Block(label=label, answers=[answer for each, answer in answers if each.block == block])
            for block, label in survey.BLOCKS.items()
        ],
        groups=[_group(each, found["partners"]) for each in survey.GROUPS],
    )


def _answer(network: Network, question: survey.Question, found: Mapping[str, Open], span: Span) -> Answer:
    if question.fact:
        value = getattr(network, question.fact)
        if question.kind == survey.DAY:
            return Answer(question=question, day=value)
        return Answer(question=question, yes=bool(value))
    if not question.figure:
        return Answer(question=question)
    shown = show(BY_NAME[question.figure], found[question.figure], span)
    if question.kind != survey.YES_NO:
        return Answer(question=question, shown=shown)
    counted = [line for line in shown.lines if not question.rows or line.key in question.rows]
    return Answer(question=question, shown=shown, lines=counted, yes=bool(counted))


def _group(group: survey.PartnerGroup, partners: Open) -> GroupLine:
    if not group.categories:
        return GroupLine(group=group, number=None)
    return GroupLine(group=group, number=sum(partners.rows.get(each) or 0 for each in group.categories))
