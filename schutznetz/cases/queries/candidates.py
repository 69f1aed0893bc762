"""Whom a question may mean: those who share its rarest keyed tags, found while everybody stays closed.

Statements by hand: built anew for each question they would take longer than the database to answer.
Candidates come with what is sealed of them and with its key, each to be opened when somebody asks.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection

from schutznetz.cases.known.tags import FACTORS, Compound, Family, Person, compounds
from schutznetz.cases.models import KnownPerson, KnownTag
from schutznetz.cases.models.known import MOST_OPENED
from schutznetz.kernel import keys, sealing, tenancy
from schutznetz.kernel.blind import BlindTagField
from schutznetz.kernel.catalogue import Data
from schutznetz.kernel.counters import stored
from schutznetz.kernel.fields import SealedJSONField
from schutznetz.kernel.sealing import Ciphertext

_engine: Any = connection  # ours, which knows more than Django's
_TAG: BlindTagField = KnownTag._meta.get_field("tag")
_IDENTITY: SealedJSONField = KnownPerson._meta.get_field("identity")
INDEX_KEY = "index/cases.KnownTag.tag"  # as the field names its key
MOST_READ = 1000  # entries of the index for one question, those of the rarest tags first
MOST_COUNTED = 250  # of one tag; what more people share tells next to nothing beside rarer ones
FAR_LESS = 0.15  # of what the best candidate shares
ALWAYS = 12  # are opened, however little they share
DATED = 20  # are compared where a birth date says more than spellings do
AT_ONCE = 40  # come along with the answer, so that few questions need a second statement

# How many share each tag, the rarest tags of which few enough entries are read, and who shares most of them.
# A tag weighs the more the fewer share it: one less each time that four times as many do.
_ALIKE = """WITH asked(tag, factor) AS ({asked}),
  counted AS MATERIALIZED (SELECT tag, factor, (SELECT COUNT(*) FROM (SELECT 1 FROM cases_knowntag held
    WHERE held.network_id = %s AND held.tag = asked.tag LIMIT %s) few) AS many FROM asked),
  running AS (SELECT tag, factor, many, SUM(many) OVER (ORDER BY many, tag) AS so_far FROM counted
    WHERE many > 0),
  weighed AS (SELECT tag, factor * CASE WHEN many < 4 THEN 9 WHEN many < 16 THEN 8 WHEN many < 64 THEN 7
      ELSE 6 END AS weight FROM running WHERE so_far = many OR (many <= %s AND so_far <= %s)),
  shared AS (SELECT held.person_id AS person, SUM(weighed.weight) AS much
    FROM weighed CROSS JOIN cases_knowntag held WHERE held.network_id = %s AND held.tag = weighed.tag
    GROUP BY held.person_id ORDER BY 2 DESC, 1 LIMIT %s),
  placed AS (SELECT person, much, ROW_NUMBER() OVER best AS place, MAX(much) OVER best AS most FROM shared
    WINDOW best AS (ORDER BY much DESC, person))
  SELECT placed.person, placed.much, known.network_id, known.id AS record, known.report_id, known.identity
  FROM placed LEFT JOIN cases_knownperson known
    ON known.id = CASE WHEN placed.place <= %s THEN placed.person END
  WHERE placed.place <= %s OR placed.much >= placed.most * %s"""
# The tags of a question and their factors, however many: the text stays the same and is taken apart once.
_TAGS = {
    "postgresql": "SELECT * FROM unnest(%s::bytea[], %s::integer[])",
    "sqlite": "SELECT unhex(value ->> 0), value ->> 1 FROM json_each(%s)",
}
_SEALED = """WITH asked(person, much) AS (VALUES {asked})
  SELECT asked.person, asked.much, known.network_id, known.id AS record, known.report_id, known.identity
  FROM asked JOIN cases_knownperson known ON known.id = asked.person AND known.network_id = %s"""
_WITH_KEYS = keys.ALONG.format(Data.PERSONAL)


@dataclass(slots=True)
class Candidate:
    """Somebody who shares tags with the question, closed until ``identity`` is called."""

    network_id: UUID
    pk: UUID
    much: int
    report_id: UUID | None
    sealed: Ciphertext
    _opened: Mapping[str, str] | None = None
    _state: SimpleNamespace = field(default_factory=SimpleNamespace)

    @property
    def identity(self) -> Mapping[str, str]:
        if self._opened is None:
            self._opened = sealing.opened(self, _IDENTITY, self.sealed)
        return self._opened


def keyed(made: Iterable[Compound]) -> dict[bytes, Compound]:
    """Return what a person can be found by under the network's own key."""
    key = keys.named(INDEX_KEY)
    tagged = ((_TAG.tag(compound.attributes, key), compound) for compound in made)
    return {tag: compound for tag, compound in tagged if tag}


def candidates(who: Person) -> Iterator[Candidate]:
    """Yield who shares most, the most first; beyond a few, who shares far less than the best is left out."""
    wanted = keyed(_telling(who))
    if not wanted:
        return
    network = stored(tenancy.current())
    most = DATED if who.born and not who.address else MOST_OPENED
    limits = network, MOST_COUNTED + 1, MOST_COUNTED, MOST_READ, network, most, AT_ONCE, ALWAYS, FAR_LESS
    with _engine.planned_cursor() as cursor:
        worth = _rows(cursor, _ALIKE.format(asked=_TAGS[connection.vendor]), *_given(wanted), *limits)
    yield from map(_candidate, worth[:AT_ONCE])
    if further := [(person, much) for person, much, *_closed in worth[AT_ONCE:]]:
        people = ", ".join(["(%s, %s)"] * len(further))
        given = (value for each in further for value in each)
        with connection.cursor() as cursor:
            rows = _rows(cursor, _SEALED.format(asked=people), *given, network)
        yield from map(_candidate, rows)


def _given(wanted: Mapping[bytes, Compound]) -> list[Any]:
    factors = [FACTORS.get(compound.family, 1) for compound in wanted.values()]
    if connection.vendor == "postgresql":
        return [list(wanted), factors]
    return [json.dumps([(tag.hex(), factor) for tag, factor in zip(wanted, factors, strict=True)])]


def _telling(who: Person) -> set[Compound]:
    """Return what is asked for: beside a birth date, pieces of a name take longer than they help."""
    made = compounds(who)
    return {each for each in made if each.family is not Family.SOUND_PIECE} if who.born else made


def _candidate(row: Sequence[Any]) -> Candidate:
    _person, much, _network, record, report, sealed, *key = row
    source = _number(report) if report else None
    found = Candidate(tenancy.current(), _number(record), much, source, Ciphertext(sealed))
    keys.came_along(found, Data.PERSONAL, key)
    return found


def _rows(cursor: Any, statement: str, *given: Any) -> list[Sequence[Any]]:
    """Return people with what is sealed of them and its key, who shares most first."""
    cursor.execute(_WITH_KEYS.format(statement), given)
    return sorted(cursor.fetchall(), key=lambda row: (-row[1], row[0]))


def _number(found: UUID | str) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)
