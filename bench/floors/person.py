"""``python -m bench.floors.person COUNT [DATA]``: the same people in clear, under trigrams."""

import os
import sys
from pathlib import Path

import psycopg

from bench.persons import SEED, lists, people

LIMIT = 10
QUERY = """
SELECT id, similarity(name, %(name)s) + CASE WHEN born = %(born)s::date THEN 0.3 ELSE 0 END AS likeness
FROM person WHERE name %% %(name)s ORDER BY likeness DESC LIMIT %(limit)s
"""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def clear(given: str, family: str) -> str:
    return f"{given} {family}".lower().translate(_UMLAUTS)


def main(count: int, data: Path | None) -> None:
    with psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True) as db:
        db.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        db.execute("CREATE TABLE person (id integer PRIMARY KEY, name text, born date)")
        with db.cursor().copy("COPY person FROM STDIN") as copy:
            for one in people(lists(data), count, SEED):
                copy.write_row((one.number, clear(one.given, one.family), one.born))
        db.execute("SET maintenance_work_mem = '512MB'")
        db.execute("CREATE INDEX person_name ON person USING gin (name gin_trgm_ops)")
        db.execute("VACUUM ANALYZE person")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
