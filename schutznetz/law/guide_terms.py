"""The words of the guide: what is asked, what the law asks of the person, and what helps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schutznetz.law.norm import Norm
from schutznetz.law.reporters import Reporter


class Ask(StrEnum):
    """The questions, in the order in which they are put. Danger comes first and ends the asking."""

    DANGER = "danger"
    ABOUT = "about"
    CARE = "care"
    ALONE = "alone"
    CAUSE = "cause"
    SIGNS = "signs"
    ISEF = "isef"
    OWN_WAY = "own_way"
    AVERTED = "averted"
    OFFICE = "office"


UNBORN = "unborn"  # the answer to what it is about, and in danger to whom, where another law holds


class Duty(StrEnum):
    """With which force the law speaks now."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    MUST_NOT = "must_not"
    ADVICE = "advice"
    CONSENT = "consent"


class Help(StrEnum):
    """Ways that stand open; every row names at least one that needs nobody's permission."""

    EMERGENCY = "emergency"
    YOUTH_OFFICE = "youth_office"
    ISEF = "isef"
    MEDICAL_HOTLINE = "medical_hotline"
    PERSON = "person"
    EARLY_HELP = "early_help"
    LICENSING = "licensing"
    HELPLINE = "helpline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table: for whom and when it holds, and what the law says then.

    ``informs``: the youth office may be told now, with what it needs to know about the child.
    """

    who: frozenset[Reporter]
    when: Mapping[Ask, frozenset[str]]
    duty: Duty
    text: str
    reason: str
    norm: Norm
    helps: tuple[Help, ...]
    at_once: bool = False
    informs: bool = False
