"""The floor of the public search: text, 15 km, age and a free place, 20 hits as JSON, no login.

A bare Django with six middlewares and one hand-written query: FTS5 with bm25 on SQLite, read past Django
from memory-mapped pages; a German tsvector with ts_rank on PostgreSQL.
``python -m bench.floors.search COUNT NETWORKS`` fills it.
"""

import math
import sys
from functools import lru_cache

from bench.floors import bare

bare.set_up(__name__)

import sqlite3

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

SQLITE = """SELECT o.id, o.title, o.city, o.places, o.lat, o.lon FROM ft JOIN floor_offer o ON o.id = ft.rowid
  WHERE ft MATCH ? AND o.lat BETWEEN ? AND ? AND o.lon BETWEEN ? AND ? AND o.places > 0
  AND o.age_min <= 6 AND o.age_max >= 6
  AND ((o.lat-?)*111.2)*((o.lat-?)*111.2) + ((o.lon-?)*?)*((o.lon-?)*?) < 225
  ORDER BY bm25(ft) LIMIT 20"""
POSTGRES = """SELECT id, title, city, places, lat, lon FROM floor_offer
  WHERE ts @@ plainto_tsquery('german', %s) AND lat BETWEEN %s AND %s AND lon BETWEEN %s AND %s AND places > 0
  AND age_min <= 6 AND age_max >= 6
  AND ((lat-%s)*111.2)*((lat-%s)*111.2) + ((lon-%s)*%s)*((lon-%s)*%s) < 225
  ORDER BY ts_rank(ts, plainto_tsquery('german', %s)) DESC LIMIT 20"""


@lru_cache(maxsize=1)
def _file() -> sqlite3.Connection:
    """Return SQLite as fast as it reads: its own connection, pages mapped into memory."""
    opened = sqlite3.connect(connection.settings_dict["NAME"], check_same_thread=False)
    opened.execute("PRAGMA mmap_size=268435456")
    return opened


def search(request: HttpRequest) -> JsonResponse:
    words, lat, lon = request.GET["q"], float(request.GET["lat"]), float(request.GET["lon"])
    east = 111.2 * math.cos(math.radians(lat))
    box = (lat - 0.135, lat + 0.135, lon - 15 / east, lon + 15 / east)
    near = (lat, lat, lon, east, lon, east)
    if connection.vendor == "sqlite":
        wanted = " AND ".join(f'"{word}"' for word in words.replace('"', " ").split())
        rows = _file().execute(SQLITE, [wanted, *box, *near]).fetchall()
    else:
        with connection.cursor() as cursor:
            cursor.execute(POSTGRES, [words, *box, *near, words])
            rows = cursor.fetchall()
    hits = [
        {
            "id": r[0],
            "title": r[1],
            "city": r[2],
            "free": r[3],
            "km": round(_km(r[4] - lat, r[5] - lon, east), 1),
        }
        for r in rows
    ]
    return JsonResponse({"hits": hits})


def _km(north: float, west: float, east: float) -> float:
    return math.hypot(north * 111.2, west * east)


urlpatterns = [path("search", search)]
application = get_wsgi_application()

COLUMNS = "id, title, body, provider, city, lat, lon, age_min, age_max, places"
TABLE = """CREATE TABLE floor_offer (id integer PRIMARY KEY, title text, body text, provider text, city text,
  lat float8, lon float8, age_min integer, age_max integer, places integer)"""
INDEX = {
    "sqlite": [
        "CREATE INDEX floor_geo ON floor_offer (lat, lon)",
        """CREATE VIRTUAL TABLE ft USING fts5(title, body, provider, city, content='floor_offer',
           content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='3 4')""",
        "INSERT INTO ft(ft) VALUES('rebuild')",
        "INSERT INTO ft(ft) VALUES('optimize')",
        "ANALYZE",
    ],
    "postgresql": [
        "ALTER TABLE floor_offer ADD COLUMN ts tsvector",
        """UPDATE floor_offer SET ts = setweight(to_tsvector('german', title), 'A')
           || to_tsvector('german', body || ' ' || provider || ' ' || city)""",
        "CREATE INDEX ON floor_offer USING gin (ts)",
        "CREATE INDEX ON floor_offer (lat, lon)",
        "VACUUM ANALYZE floor_offer",
    ],
}


def fill(count: int, networks: int) -> None:
    from bench.directory import offers

    rows = [
        (
            o.number,
            o.title,
            o.summary,
            o.provider,
            o.city,
            o.latitude,
            o.longitude,
            o.age_from,
            o.age_to,
            o.places,
        )
        for o in offers(count, networks)
    ]
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.executemany(f"INSERT INTO floor_offer ({COLUMNS}) VALUES ({', '.join(['%s'] * 10)})", rows)
        for statement in INDEX[connection.vendor]:
            cursor.execute(statement)


if __name__ == "__main__":
    fill(int(sys.argv[1]), int(sys.argv[2]))
