"""``python -m bench.floors.statistics COUNT``: the same assessments in plain columns of PostgreSQL."""

import os
import sys
from typing import Any

import psycopg

from bench.assessments import ASKED, BANDS, kinds, made

NAMES = [feature.name for feature in ASKED]
BAND = "CASE " + " ".join(f"WHEN age < {below * 12} THEN '{name}'" for below, name in BANDS) + " END"
TABLES = {
    "month": ("to_char(month, 'FM00')", ""),
    "age": (f"{BAND} || '|' || sex", ""),
    **{feature.name: (feature.name, f" AND {feature.name} IS NOT NULL") for feature in ASKED},
}


def year_of(connection: "psycopg.Connection[Any]", year: int) -> dict[str, int]:
    """Count every table of a year as one would write it."""
    cells: dict[str, int] = {}
    for name, (group, only) in TABLES.items():
        asked = f"SELECT {group}, result, count(*) FROM floor_assessment WHERE year = %s{only} GROUP BY 1, 2"
        for key, result, number in connection.execute(asked, [year]):
            cells[f"{name}|{key}|{result}"] = number
    cells["total"] = sum(number for cell, number in cells.items() if cell.startswith("month|"))
    return cells


def main(count: int) -> None:
    columns = ["year", "month", "age", "sex", "result", *NAMES]
    numbers = {"year", "month", "age"}
    with psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True) as connection:
        declared = ", ".join(f"{name} {'int' if name in numbers else 'text'}" for name in columns)
        connection.execute(f"CREATE TABLE floor_assessment (id serial, {declared})")
        plain = [_plain(kind) for kind in kinds()]
        with connection.cursor().copy(f"COPY floor_assessment ({', '.join(columns)}) FROM STDIN") as copy:
            for year, month, kind in made(count):
                copy.write_row((year, month, *plain[kind]))
        connection.execute("CREATE INDEX ON floor_assessment (year)")
        connection.execute("VACUUM ANALYZE floor_assessment")


def _plain(kind: dict[str, Any]) -> list[Any]:
    said = [kind.get(name) for name in ("age", "sex", "result", *NAMES)]
    return ["+".join(value) if isinstance(value, list) else value for value in said]


if __name__ == "__main__":
    main(int(sys.argv[1]))
