"""Whether a consent covers what is to be passed on: pure, so that every combination can be tried.

It covers these things, to these persons in the house for which they were named, for this purpose, until a
day. Whoever follows a named person is not covered, and neither is she in another house.
"""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

BEFORE = Norm("DSGVO", "6", 1, None, None, "a")
WITHDRAWN = Norm("DSGVO", "7", 3)
NAMED = Norm("SGB X", "67b", 2)
NECESSARY = Norm("DSGVO", "5", 1, None, None, "c")
SECRECY = Norm("StGB", "203", 1)
SUCCESS = Norm("SGB VIII", "64", 2)

REVOKED = gettext_noop("Diese Einwilligung ist widerrufen.")
NOT_YET = gettext_noop("Die Einwilligung gilt erst ab ihrem Tag, nicht für vorher.")
EXPIRED = gettext_noop("Diese Einwilligung ist abgelaufen. Bitte fragen Sie neu.")
OTHER_PURPOSE = gettext_noop("Für diesen Zweck gibt es keine Einwilligung.")
NOT_NAMED = gettext_noop("Diese Person nennt die Einwilligung nicht.")
FOLLOWED = gettext_noop(
    "Die genannte Person arbeitet dort nicht mehr. Wer ihr folgt, ist nicht gemeint:"
    " Bitte fragen Sie die Familie neu."
)
TOO_MUCH = gettext_noop("Das ist mehr, als die Familie erlaubt hat.")
NO_BASIS = gettext_noop("Bitte sagen Sie, worauf die Weitergabe beruht.")
NOT_RELEASED = gettext_noop("Von der Schweigepflicht hat die Familie nicht entbunden.")
NO_NEED = gettext_noop("Bitte sagen Sie, wofür die Angaben gebraucht werden.")
NOT_ASKED = gettext_noop("Bitte sagen Sie mit Grund, ob die Weitergabe den Erfolg der Hilfe gefährdet.")
ENDANGERS = gettext_noop("Was den Erfolg der Hilfe gefährdet, geht nicht hinaus.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was declared; ``people`` are named with the house in which they work."""

    purpose: str
    items: AbstractSet[str]
    people: AbstractSet[tuple[UUID, UUID | None]]
    given_on: date
    until: date
    withdrawn: bool = False
    releases: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be passed on, today, to somebody as she works today."""

    purpose: str
    items: Collection[str]
    person: UUID
    houses: AbstractSet[UUID | None]  # in which she works today; empty: she is not here any more
    house: UUID | None  # for which she was named
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What is asked before anything leaves; ``endangers`` is the question of § 64 Abs. 2 SGB VIII."""

    basis: str = ""
    necessity: str = ""
    endangers: bool | None = None
    endangers_why: str = ""


def covers(said: Said, wanted: Wanted) -> Decision:
    """Say whether the consent covers it, and if not, why."""
    asked = (
        (not said.withdrawn, REVOKED, WITHDRAWN),
        (said.given_on <= wanted.on, NOT_YET, BEFORE),
        (wanted.on <= said.until, EXPIRED, BEFORE),
        (wanted.purpose == said.purpose, OTHER_PURPOSE, NAMED),
        ((wanted.person, wanted.house) in said.people, NOT_NAMED, NAMED),
        (wanted.house in wanted.houses, FOLLOWED, NAMED),
        (bool(wanted.items) and set(wanted.items) <= said.items, TOO_MUCH, NAMED),
    )
    return _first(asked)


def opens(gate: Gate, said: Said, *, by_youth_office: bool) -> Decision:
    """Say whether everything is answered that is asked before something leaves."""
    answered = gate.endangers is not None and bool(gate.endangers_why.strip())
    asked = (
        (gate.basis in {"consent", "release"}, NO_BASIS, BEFORE),
        (gate.basis != "release" or said.releases, NOT_RELEASED, SECRECY),
        (bool(gate.necessity.strip()), NO_NEED, NECESSARY),
        (not by_youth_office or answered, NOT_ASKED, SUCCESS),
        (not by_youth_office or not gate.endangers, ENDANGERS, SUCCESS),
    )
    return _first(asked)


def _first(asked: Iterable[tuple[bool, str, Norm]]) -> Decision:
    """Return the first no, else yes."""
    return next((no(reason, norm) for holds, reason, norm in asked if not holds), YES)
