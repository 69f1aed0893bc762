"""Whom a question may mean: those who share its rarest keyed tags, found while everybody stays closed.

Two statements by hand: built anew for each question they would take longer than the database to answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from schutznetz.cases.known.tags import FACTORS, Compound, Person, compounds
from schutznetz.cases.models import KnownTag
from schutznetz.cases.models.known import MOST_OPENED
from schutznetz.kernel import tenancy
from schutznetz.kernel.blind import BlindTagField
from schutznetz.kernel.counters import stored

_TAG: BlindTagField = KnownTag._meta.get_field("tag")
INDEX_KEY = "index/cases.KnownTag.tag"  # as the field names its key
MOST_READ = 4000  # entries of the index for one question, those of the rarest tags first
RARE = 10  # what a tag weighs that one person has; one less each time that four times as many share it
FAR_LESS = 0.15  # of what the best candidate shares
ALWAYS = 12  # are opened, however little they share

# How many share each tag; more than are read are not counted to their end.
_HELD = """WITH asked(tag) AS (VALUES {asked})
  SELECT tag, (SELECT COUNT(*) FROM (SELECT 1 FROM cases_knowntag held
    WHERE held.network_id = %s AND held.tag = asked.tag LIMIT %s) few) FROM asked"""
_SHARED = """WITH asked(tag, weight) AS (VALUES {asked})
  SELECT held.person_id, SUM(asked.weight) FROM asked CROSS JOIN cases_knowntag held
  WHERE held.network_id = %s AND held.tag = asked.tag
  GROUP BY held.person_id ORDER BY 2 DESC, 1 LIMIT %s"""


def keyed(made: Iterable[Compound]) -> dict[bytes, Compound]:
    """Return what a person can be found by under the network's own key."""
    tagged = ((_TAG.tag(compound.attributes), compound) for compound in made)
    return {tag: compound for tag, compound in tagged if tag}


def candidates(who: Person) -> list[UUID]:
    """Return who shares most; beyond a few, who shares far less than the best is left out."""
    weights = weighed(keyed(compounds(who)))
    found = list(_rows(_SHARED, list(weights.items()), MOST_OPENED))
    least = found[0][1] * FAR_LESS if found else 0
    return [_person(person) for at, (person, much) in enumerate(found) if at < ALWAYS or much >= least]


def weighed(wanted: Mapping[bytes, Compound]) -> dict[bytes, int]:
    """Return the tags to read with what they weigh: the fewer share one, the more it tells.

    What very many share is not read at all: it would take long and tell nothing.
    """
    weights: dict[bytes, int] = {}
    read = 0
    held = _rows(_HELD, [(tag,) for tag in wanted], MOST_READ + 1)
    for shared_by, tag in sorted((many, bytes(tag)) for tag, many in held if many):
        read += shared_by
        if weights and read > MOST_READ:
            break
        rarity = max(RARE - (shared_by.bit_length() + 1) // 2, 1)
        weights[tag] = rarity * FACTORS.get(wanted[tag].family, 1)
    return weights


def _rows(sql: str, asked: Sequence[Sequence[Any]], most: int) -> Iterator[Sequence[Any]]:
    """Ask this network's index about so many tags."""
    if not asked:
        return
    row = f"({', '.join(['%s'] * len(asked[0]))})"
    values = [value for each in asked for value in each]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(asked=", ".join([row] * len(asked))), [*values, stored(tenancy.current()), most]
        )
        yield from cursor


def _person(found: UUID | str) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)
