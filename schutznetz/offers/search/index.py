"""The index of published offers, behind one face: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both hold the same folded words in four columns (head, place, body, facets). The only raw SQL of the
domain lives here. Every candidate list is cut at ``CAP`` rows, so that a word of a third of all
offers costs no more than a rare one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from schutznetz.offers.search.facets import Circle

CAP = 1000
TIER = 100_000_000  # scores of one tier lie below; the distance within it is a smaller number
_CARD = (
    "best.id, p.id, p.network_slug, p.network_name, p.title, p.provider, p.category, p.summary, p.audience,"
    " p.age_from, p.age_to, p.street, p.postcode, p.city, p.district, p.latitude, p.longitude, p.cost,"
    " p.access, p.places_free, p.places_as_of, p.confirm_by, p.confirmed_on, p.origin"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Words of which one must stand in the offer."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A way to match, better ones first: all groups, in the head and place only or anywhere."""

    groups: tuple[Group, ...]
    in_head: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the index is asked: tiers of words, facets that must all hold, exact bounds.

    ``nested`` says that the last tier lets in whatever the others do. ``wide_facets`` hold of most
    offers and follow from the bounds: within an area the few rows are looked at instead of the index.
    """

    tiers: tuple[Tier, ...]
    nested: bool = False
    facets: tuple[Group, ...]
    wide_facets: tuple[Group, ...] = ()
    circle: Circle | None = None
    months: int | None = None
    free_places: bool = False
    after: tuple[int, int] | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[tuple[Any, ...]]
    total: int


def _fts(groups: Sequence[Group], columns: str = "") -> str:
    return " AND ".join(f"{columns}({' OR '.join(group.words)})" for group in groups)


def _tsquery(groups: Sequence[Group], weights: str = "") -> str:
    return " & ".join(f"({' | '.join(word + weights for word in group.words)})" for group in groups)


def _match(tier: Tier, facets: Sequence[Group]) -> str:
    """Return what the index is asked for."""
    if connection.vendor == "sqlite":
        words = _fts(tier.groups, "{head place} : " if tier.in_head else "")
        return " AND ".join(filter(None, [words, _fts(facets)]))
    words = _tsquery(tier.groups, ":ab" if tier.in_head else "")
    return " & ".join(filter(None, [words, _tsquery(facets)]))


def _matching() -> str:
    """Return the SQL of the entries ``p`` that the index finds by its one parameter."""
    if connection.vendor == "sqlite":
        return "offers_text t JOIN offers_searchentry p ON p.id = t.rowid WHERE t.offers_text MATCH %s"
    return "offers_searchentry p WHERE p.terms @@ %s::tsquery"


def find(question: Question) -> Found:
    """Return one page of offers in order, with the number of all candidates (at most ``CAP`` a tier)."""
    close = question.nested and question.circle is not None
    scores, params = _within(question) if close else _by_tier(question)
    after = "WHERE (score, id) > (%s, %s)" if question.after else ""
    sql = (
        f"WITH {scores} SELECT {_CARD}, best.score, (SELECT COUNT(*) FROM s) FROM"
        f" (SELECT id, score FROM s {after} ORDER BY score, id LIMIT {question.limit}) AS best"
        " JOIN offers_searchentry e ON e.id = best.id JOIN offers_publishedoffer p ON p.id = e.offer_id"
        " ORDER BY best.score, best.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *(question.after or ())])
        rows = cursor.fetchall()
    return Found([row[:-1] for row in rows], rows[0][-1] if rows else 0)


def _by_tier(question: Question) -> tuple[str, list[Any]]:
    """Ask the index once a tier, so that the cap never cuts the best away; for the whole country."""
    ids = (
        "SELECT rowid AS id FROM offers_text WHERE offers_text MATCH %s"
        if connection.vendor == "sqlite"
        else "SELECT id FROM offers_searchentry WHERE terms @@ %s::tsquery"
    )
    parts, params = [], []
    for rank, tier in enumerate(question.tiers):
        parts.append(f"SELECT id, {rank} AS tier FROM ({ids} LIMIT {CAP}) AS t{rank}")
        params.append(_match(tier, (*question.facets, *question.wide_facets)))
    distance, distance_params = _distance(question.circle)
    where, where_params = _bounds(question)
    sql = (
        f"b AS (SELECT id, MIN(tier) AS tier FROM ({' UNION ALL '.join(parts)}) AS c GROUP BY id),"
        f" s AS (SELECT p.id AS id, b.tier * {TIER} + {distance} AS score"
        f" FROM b JOIN offers_searchentry p ON p.id = b.id WHERE {where})"
    )
    return sql, [*params, *distance_params, *where_params]


def _within(question: Question) -> tuple[str, list[Any]]:
    """Ask the index once for an area and rank the few candidates by their own words."""
    distance, distance_params = _distance(question.circle)
    where, where_params = _bounds(question)
    ranks, rank_params = _ranks(question.tiers)
    sql = (
        "b AS (SELECT p.id AS id, ' ' || p.head || ' ' || p.place || ' ' AS head,"
        f" p.body || ' ' AS body, {distance} AS far FROM {_matching()} AND {where} LIMIT {CAP}),"
        f" s AS (SELECT id, {ranks} * {TIER} + far AS score FROM b)"
    )
    wanted = _match(question.tiers[-1], question.facets)
    return sql, [*distance_params, wanted, *where_params, *rank_params]


def _ranks(tiers: Sequence[Tier]) -> tuple[str, list[str]]:
    """Return the SQL of the first tier that a candidate's words reach; the last one all do."""
    if len(tiers) == 1:
        return "0", []
    holds = "instr" if connection.vendor == "sqlite" else "strpos"
    cases, params = [], []
    for rank, tier in enumerate(tiers[:-1]):
        text = "head" if tier.in_head else "head || body"
        groups = [" OR ".join([f"{holds}({text}, %s) > 0"] * len(group.words)) for group in tier.groups]
        cases.append(f"WHEN {' AND '.join(f'({group})' for group in groups)} THEN {rank}")
        params += [f" {word} " for group in tier.groups for word in group.words]
    return f"CASE {' '.join(cases)} ELSE {len(tiers) - 1} END", params


def _distance(circle: Circle | None) -> tuple[str, list[float]]:
    """Return the SQL of a whole number that grows with the distance, or with the lack of free places."""
    if circle is None:
        return "(CASE WHEN p.places_free > 0 THEN 0 ELSE 100 END) + p.penalty", []
    return f"CAST({_SQUARE} * 100 AS INTEGER)", _square_params(circle)


_SQUARE = (
    "(((p.latitude - %s) * 111.2) * ((p.latitude - %s) * 111.2)"
    " + ((p.longitude - %s) * %s) * ((p.longitude - %s) * %s))"
)


def _square_params(circle: Circle) -> list[float]:
    east = circle.km_per_longitude
    return [circle.latitude, circle.latitude, circle.longitude, east, circle.longitude, east]


def _bounds(question: Question) -> tuple[str, list[Any]]:
    """Facets let a little too much through (cells, age bands); these bounds are exact."""
    clauses, params = [], []
    if question.circle is not None:
        clauses.append(f"{_SQUARE} <= %s")
        params += [*_square_params(question.circle), question.circle.km**2]
    if question.months is not None:
        clauses.append("COALESCE(p.age_from, -9) <= %s AND COALESCE(p.age_to, 999) >= %s")
        params += [question.months, question.months]
    if question.free_places:
        clauses.append("p.places_free > 0")
    return " AND ".join(clauses) or "1 = 1", params
