"""One search engine in a process of its own: questions come in as JSON lines, times and hits go out.

``python -m bench.engines ours`` searches with the product; ``python -m bench.engines reference``
with a German tsvector, pg_trgm and a vocabulary table in PostgreSQL, as a good plain solution would.
"""

import json
import math
import os
import sys
import time
from collections.abc import Callable
from typing import Any

TOP = 20
Ask = Callable[[dict[str, Any]], list[int]]


def ours() -> Ask:
    import django

    django.setup()
    from schutznetz.offers.queries import Search, search
    from schutznetz.offers.search.facets import Circle

    def ask(question: dict[str, Any]) -> list[int]:
        spot = question["spot"]
        wanted = Search(
            text=question["text"],
            circle=Circle(spot[0], spot[1], 15) if spot else None,
            months=6 if spot else None,
            free_places=bool(spot),
            limit=TOP,
        )
        page = search(wanted)  # what else may help, where nothing matches, counts as no answer
        return [] if page.relaxed else [hit.id.int for hit in page.hits]

    return ask


class Reference:
    """PostgreSQL with its own means; the seven classes are told to it, ours has to find out itself."""

    def __init__(self, url: str) -> None:
        import psycopg

        self.db = psycopg.connect(url, autocommit=True)
        for statement in (
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            """CREATE TABLE IF NOT EXISTS floor_words AS SELECT word FROM ts_stat(
               $$SELECT to_tsvector('simple', title || ' ' || body) FROM floor_offer$$)
               WHERE length(word) > 3""",
            "CREATE INDEX IF NOT EXISTS floor_words_trgm ON floor_words USING gin (word gin_trgm_ops)",
            "ANALYZE floor_words",
            "SET pg_trgm.similarity_threshold = 0.4",
        ):
            self.db.execute(statement)

    def ask(self, question: dict[str, Any]) -> list[int]:
        condition, parameters = self._condition(question["kind"], question["text"])
        if not condition:
            return []
        if question["spot"]:
            return self._near(question["text"], *question["spot"])
        sql = (
            f"SELECT id FROM (SELECT id, ts FROM floor_offer WHERE ts @@ {condition}) x"
            f" ORDER BY ts_rank(ts, {condition}) DESC LIMIT {TOP}"
        )
        return [row[0] for row in self.db.execute(sql, [*parameters, *parameters])]

    def _condition(self, kind: str, text: str) -> tuple[str, list[str]]:
        if kind == "prefix":
            return "to_tsquery('simple', %s)", [f"{text.lower()}:*"]
        if kind not in {"typo", "umlaut", "infix"}:
            return "plainto_tsquery('german', %s)", [text]
        if kind == "infix":
            found = self.db.execute(
                "SELECT word FROM floor_words WHERE word LIKE %s LIMIT 60", [f"%{text.lower()}%"]
            )
        else:
            low = text.lower()
            found = self.db.execute(
                "SELECT word FROM floor_words WHERE word %% %s ORDER BY similarity(word, %s) DESC LIMIT 6",
                [low, low],
            )
        lexemes = sorted({lexeme for row in found for lexeme in self._lexemes(row[0])})
        return ("%s::tsquery", [" | ".join(lexemes)]) if lexemes else ("", [])

    def _lexemes(self, word: str) -> list[str]:
        rows = self.db.execute(
            "SELECT quote_literal(unnest(tsvector_to_array(to_tsvector('german', %s))))", [word]
        )
        return [row[0] for row in rows]

    def _near(self, text: str, lat: float, lon: float) -> list[int]:
        east = 111.2 * math.cos(math.radians(lat))
        sql = """SELECT id FROM floor_offer WHERE ts @@ plainto_tsquery('german', %s)
          AND lat BETWEEN %s AND %s AND lon BETWEEN %s AND %s AND places > 0 AND age_min <= 6 AND age_max >= 6
          AND ((lat-%s)*111.2)^2 + ((lon-%s)*%s)^2 < 225
          ORDER BY ts_rank(ts, plainto_tsquery('german', %s)) DESC LIMIT 20"""
        box = (lat - 0.135, lat + 0.135, lon - 15 / east, lon + 15 / east)
        return [row[0] for row in self.db.execute(sql, [text, *box, lat, lon, east, text])]


def main(which: str) -> None:
    ask = ours() if which == "ours" else Reference(os.environ["FLOOR_DATABASE"]).ask
    for line in sys.stdin:
        question = json.loads(line)
        started = time.perf_counter()
        hits = ask(question)
        took = time.perf_counter() - started
        print(json.dumps([took, hits[:10]]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
