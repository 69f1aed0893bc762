"""The index of published offers, behind one face: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Both hold the same folded words in four columns (head, place, body, facets). The only raw SQL of the
domain lives here. Every candidate list is cut, so that a word of a third of all offers costs no more
than a rare one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from schutznetz.kernel import clock
from schutznetz.offers.search.facets import Circle

CAP = 500  # candidates of one tier; beyond that the page says "more than"
FEW = 1000  # candidates that are ranked by their own words
_FREE = "(p.places_free > 0 AND p.places_until >= %s)"  # a figure counts while it is current
TIER = 100_000_000  # scores of one tier lie below; the distance within it is a smaller number
_CARD = (
    "best.id, p.id, p.network_slug, p.network_name, p.title, p.provider, p.category, p.summary, p.audience,"
    " p.age_from, p.age_to, p.street, p.postcode, p.city, p.district, p.latitude, p.longitude, p.cost,"
    " p.access, p.places_free, p.places_as_of, p.confirm_by, p.confirmed_on, p.origin, p.facts"
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
    """Return one page of offers in order, with the number of all candidates as far as it was counted.

    Few candidates are ranked by their own words after one look into the index. Many are asked for tier
    by tier, and mostly the best tier alone fills the page.
    """
    if not question.nested:
        return _read(_by_tier(question), question)
    if _is_broad(question):
        best = _read(_best(question), question)
        if best.total == 0 or len(best.rows) == question.limit:
            return best
        if best.total == CAP:
            return _read(_by_tier(question), question)
    few = _read(_within(question), question)
    return few if few.total < FEW else _read(_by_tier(question), question)


def _is_broad(question: Question) -> bool:
    """One word in the whole country may stand in a third of all offers; several stand together in few.

    What bounds let in is counted exactly; the broad way counts what the index lets in.
    """
    everywhere = question.circle is None and question.months is None and not question.free_places
    return everywhere and len(question.tiers) > 1 and len(question.tiers[-1].groups) == 1


def _read(scored: tuple[str, list[Any]], question: Question) -> Found:
    """Read the page from the ``WITH`` clause that defines the scores ``s`` and their number ``n``."""
    scores, params = scored
    after = "WHERE (score, id) > (%s, %s)" if question.after else ""
    sql = (
        f"WITH {scores} SELECT {_CARD}, best.score, n.total FROM n"
        f" LEFT JOIN (SELECT id, score FROM s {after} ORDER BY score, id LIMIT {question.limit}) AS best"
        " ON 1 = 1"
        " LEFT JOIN offers_searchentry e ON e.id = best.id"
        " LEFT JOIN offers_publishedoffer p ON p.id = e.offer_id ORDER BY best.score, best.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *(question.after or ())])
        rows = cursor.fetchall()
    return Found([row[:-1] for row in rows if row[0] is not None], rows[0][-1])


def _best(question: Question) -> tuple[str, list[Any]]:
    """Ask for the best tier alone, and count what the last one lets in where that may be more."""
    distance, distance_params = _distance(question.circle)
    sql = (
        f"s AS (SELECT p.id AS id, {distance} AS score FROM {_matching()} LIMIT {CAP}),"
        " best_n AS (SELECT COUNT(*) AS total FROM s),"
        f" n AS (SELECT CASE WHEN total < {CAP} THEN (SELECT COUNT(*) FROM ({_ids()}) AS k) ELSE total END"
        " AS total FROM best_n)"
    )
    facets = (*question.facets, *question.wide_facets)
    best, last = _match(question.tiers[0], facets), _match(question.tiers[-1], facets)
    return sql, [*distance_params, best, last]


def _by_tier(question: Question) -> tuple[str, list[Any]]:
    """Ask the index once a tier, so that the cap never cuts the best away.

    ``CROSS JOIN`` means what ``JOIN`` does, and keeps SQLite from reading all offers to look for a few.
    """
    facets = (*question.facets, *question.wide_facets)
    distance, distance_params = _distance(question.circle)
    where, where_params = _bounds(question)
    tiers = range(len(question.tiers))
    parts = [f"SELECT id, {rank} AS tier FROM ({_ids()}) AS t{rank}" for rank in tiers]
    sql = (
        f"b AS (SELECT id, MIN(tier) AS tier FROM ({' UNION ALL '.join(parts)}) AS c GROUP BY id),"
        f" s AS (SELECT p.id AS id, b.tier * {TIER} + {distance} AS score"
        f" FROM b CROSS JOIN offers_searchentry p WHERE p.id = b.id AND {where}),"
        " n AS (SELECT COUNT(*) AS total FROM s)"
    )
    wanted = [_match(tier, facets) for tier in question.tiers]
    return sql, [*wanted, *distance_params, *where_params]


def _ids() -> str:
    """Return the SQL of what the index finds by its one parameter, cut at the cap."""
    if connection.vendor == "sqlite":
        return f"SELECT rowid AS id FROM offers_text WHERE offers_text MATCH %s LIMIT {CAP}"
    return f"SELECT id FROM offers_searchentry WHERE terms @@ %s::tsquery LIMIT {CAP}"


def _within(question: Question) -> tuple[str, list[Any]]:
    """Ask the index once for an area and rank the few candidates by their own words."""
    distance, distance_params = _distance(question.circle)
    where, where_params = _bounds(question)
    ranks, rank_params = _ranks(question.tiers)
    sql = (
        "b AS (SELECT p.id AS id, ' ' || p.head || ' ' || p.place || ' ' AS head,"
        f" p.body || ' ' AS body, {distance} AS far FROM {_matching()} AND {where} LIMIT {FEW}),"
        f" s AS (SELECT id, {ranks} * {TIER} + far AS score FROM b), n AS (SELECT COUNT(*) AS total FROM s)"
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


def _distance(circle: Circle | None) -> tuple[str, list[Any]]:
    """Return the SQL of a whole number that grows with the distance, or with the lack of free places."""
    if circle is None:
        return f"(CASE WHEN {_FREE} THEN 0 ELSE 100 END) + p.penalty", [clock.today()]
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
    clauses: list[str] = []
    params: list[Any] = []
    if question.circle is not None:
        clauses.append(f"{_SQUARE} <= %s")
        params += [*_square_params(question.circle), question.circle.km**2]
    if question.months is not None:
        clauses.append("COALESCE(p.age_from, -9) <= %s AND COALESCE(p.age_to, 999) >= %s")
        params += [question.months, question.months]
    if question.free_places:
        clauses.append(_FREE)
        params.append(clock.today())
    return " AND ".join(clauses) or "1 = 1", params
