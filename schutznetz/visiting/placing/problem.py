"""What is to be decided: midwives with their hours, families who ask, and what counts how much.

Work is measured in minutes a week and costs in points, both whole numbers, so that a plan is worth exactly
what its parts are worth. A point is a hundred metres of way; everything else is expressed in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import gcd
from typing import TypeAlias

MidwifeId: TypeAlias = str
RequestId: TypeAlias = str


class Rule(StrEnum):
    """What no plan may break, whatever it would save and whoever wishes it."""

    CONSENT = "consent"
    PROOF = "proof"
    AGE = "age"
    QUALIFICATION = "qualification"
    LANGUAGE = "language"
    AREA = "area"
    CONFLICT = "conflict"
    CAPACITY = "capacity"


class Aim(StrEnum):
    """What a proposal looks at first, where the rules leave a choice."""

    BALANCED = "balanced"
    NEAR = "near"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in kilometres east and north of a point that all share."""

    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Midwife:
    """A family midwife or a colleague of a comparable profession, as far as the plan must know her."""

    id: MidwifeId
    at: Spot
    minutes: int  # a week, for families, those that she already helps included
    until_months: int  # her profession helps until the child is so old
    languages: frozenset[str]
    skills: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()  # where she works; none named: everywhere
    reach: float = 40.0  # kilometres
    shown: bool = True  # every proof that her contract asks for was seen and still counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A family that asks for help, or has it."""

    id: RequestId
    at: Spot
    minutes: int  # a week
    born_on: date  # the youngest child, or the day on which it is expected
    languages: frozenset[str]
    language_needed: bool = False  # no talk is possible without it
    skills: frozenset[str] = frozenset()
    area: str = ""
    urgency: int = 1  # 1 to 3
    waiting_since: date | None = None
    known: MidwifeId | None = None  # who has helped this family before
    named: frozenset[MidwifeId] | None = None  # whom the family allows to learn of it; None: nobody is asked
    not_with: frozenset[MidwifeId] = frozenset()  # kinship, neighbourhood, a wish: nobody asks why


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A help that goes on; its minutes are no longer free."""

    request: Request
    midwife: MidwifeId
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the soft aims cost, in points."""

    kilometre: int = 10
    foreign_language: int = 250  # no language in common, where help is possible all the same
    stranger: int = 300  # somebody new, where another one knows the family
    uneven_minute: int = 1  # a minute above the share that all would have alike
    without: int = 3000  # a family without help, times its urgency
    waited_day: int = 10  # on top of it
    longest: int = 200  # days of waiting that count


WEIGHTS: Mapping[Aim, Weights] = {
    Aim.BALANCED: Weights(),
    Aim.NEAR: Weights(uneven_minute=0, stranger=100),
    Aim.EVEN: Weights(uneven_minute=4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """``pins`` are the coordinator's: this family to her; ``None``: this family waits."""

    on: date
    midwives: tuple[Midwife, ...]
    requests: tuple[Request, ...]
    running: tuple[Running, ...] = ()
    pins: Mapping[RequestId, MidwifeId | None] = field(default_factory=dict)
    weights: Weights = WEIGHTS[Aim.BALANCED]

    def __post_init__(self) -> None:
        there = {midwife.id for midwife in self.midwives}
        strangers = {whom for whom in self.pins.values() if whom is not None} - there
        strangers |= {each.midwife for each in self.running} - there
        if strangers or self.pins.keys() - {request.id for request in self.requests}:
            raise ValueError("A pin or a running help names somebody who is not part of the question.")
        if any(request.minutes <= 0 for request in self.requests):
            raise ValueError("A help without time is none.")

    @property
    def unit(self) -> int:
        """Return the minutes of which every request is a multiple."""
        return gcd(*(request.minutes for request in self.requests)) or 1
