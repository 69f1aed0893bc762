"""Whom a question may mean: those who share its rarest keyed tags, found while everybody stays closed.

Two statements by hand: built anew for each question they would take longer than the database to answer.
Candidates come with what is sealed of them and with its key, each to be opened when somebody asks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection

from schutznetz.cases.known.tags import FACTORS, Compound, Person, compounds
from schutznetz.cases.models import KnownPerson, KnownTag
from schutznetz.cases.models.known import MOST_OPENED
from schutznetz.kernel import keys, sealing, tenancy
from schutznetz.kernel.blind import BlindTagField
from schutznetz.kernel.catalogue import Data
from schutznetz.kernel.counters import stored
from schutznetz.kernel.fields import SealedJSONField
from schutznetz.kernel.sealing import Ciphertext

_TAG: BlindTagField = KnownTag._meta.get_field("tag")
_IDENTITY: SealedJSONField = KnownPerson._meta.get_field("identity")
INDEX_KEY = "index/cases.KnownTag.tag"  # as the field names its key
MOST_READ = 1000  # entries of the index for one question, those of the rarest tags first
MOST_COUNTED = 250  # of one tag; what more people share tells next to nothing
RARE = 10  # what a tag weighs that one person has; one less each time that four times as many share it
FAR_LESS = 0.15  # of what the best candidate shares
ALWAYS = 12  # are opened, however little they share
FIRST = 20  # are read at once, and no more where a birth date says more than spellings do

# How many share each tag; more than are read are not counted to their end.
_HELD = """WITH asked(tag) AS (VALUES {asked})
  SELECT tag, (SELECT COUNT(*) FROM (SELECT 1 FROM cases_knowntag held
    WHERE held.network_id = %s AND held.tag = asked.tag LIMIT %s) few) FROM asked"""
_SHARED = """WITH asked(tag, weight) AS (VALUES {asked}), shared AS (
    SELECT held.person_id AS person, SUM(asked.weight) AS much FROM asked CROSS JOIN cases_knowntag held
    WHERE held.network_id = %s AND held.tag = asked.tag
    GROUP BY held.person_id ORDER BY 2 DESC, 1 LIMIT %s OFFSET %s)
  SELECT known.network_id, known.id AS record, shared.much, known.report_id, known.identity
  FROM shared JOIN cases_knownperson known ON known.id = shared.person"""
_WITH_KEYS = keys.ALONG.format(Data.PERSONAL).format(_SHARED)


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
    weights = list(weighed(keyed(compounds(who))).items())
    at, most = 0, 0
    for much in (FIRST,) if who.born and not who.address else (FIRST, MOST_OPENED - FIRST):
        rows = sorted(_rows(_WITH_KEYS, weights, much, at), key=lambda row: (-row[2], row[1]))
        for row in rows:
            most = most or row[2]
            if at >= ALWAYS and row[2] < most * FAR_LESS:
                return
            yield _candidate(row)
            at += 1
        if len(rows) < much:
            return


def _candidate(row: Sequence[Any]) -> Candidate:
    _network, record, much, report, sealed, *key = row
    source = _number(report) if report else None
    found = Candidate(tenancy.current(), _number(record), much, source, Ciphertext(sealed))
    keys.came_along(found, Data.PERSONAL, key)
    return found


def weighed(wanted: Mapping[bytes, Compound]) -> dict[bytes, int]:
    """Return the tags to read with what they weigh: the fewer share one, the more it tells.

    What very many share is not read at all: it would take long and tell nothing.
    """
    weights: dict[bytes, int] = {}
    read = 0
    held = _rows(_HELD, [(tag,) for tag in wanted], MOST_COUNTED + 1)
    for shared_by, tag in sorted((many, bytes(tag)) for tag, many in held if many):
        read += shared_by
        if weights and read > MOST_READ:
            break
        rarity = max(RARE - (shared_by.bit_length() + 1) // 2, 1)
        weights[tag] = rarity * FACTORS.get(wanted[tag].family, 1)
    return weights


def _rows(sql: str, asked: Sequence[Sequence[Any]], *limits: int) -> list[Sequence[Any]]:
    """Ask this network's index about so many tags."""
    if not asked:
        return []
    row = f"({', '.join(['%s'] * len(asked[0]))})"
    values = [value for each in asked for value in each]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(asked=", ".join([row] * len(asked))), [*values, stored(tenancy.current()), *limits]
        )
        return list(cursor.fetchall())


def _number(found: UUID | str) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)
