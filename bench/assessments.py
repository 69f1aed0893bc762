"""Invented assessments of ten years, always the same, and what a pencil counts of them."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from schutznetz.law.statistics import FEATURES

SEED, FIRST, YEARS, KINDS = 1, 2016, 10, 20_000  # so many different children are drawn from
RESULTS = ("acute", "latent", "need_for_support", "none")
DANGER = {"acute", "latent"}
BANDS = ((3, "under_3"), (6, "3_to_5"), (10, "6_to_9"), (14, "10_to_13"), (99, "14_and_older"))
ASKED = [feature for feature in FEATURES if feature.values and feature.name not in {"sex", "result"}]
Made: TypeAlias = tuple[int, int, int]  # year, month, which kind


def kinds() -> list[dict[str, Any]]:
    """Return the children there are; ``age`` is in months, and the birth follows from the month."""
    chance, found = random.Random(SEED), []
    for _ in range(KINDS):
        result = chance.choices(RESULTS, [16, 14, 34, 36])[0]
        said: dict[str, Any] = {"result": result, "age": chance.randrange(1, 17 * 12)}
        said["sex"] = chance.choices(["male", "female", "diverse"], [51, 48, 1])[0]
        for feature in ASKED:
            if feature.danger_only and result not in DANGER:
                continue
            values = [value.key for value in feature.values]
            many = feature.several and chance.random() < 0.3
            picked = {chance.choice(values) for _ in range(2 if many else 1)}
            said[feature.name] = [v for v in values if v in picked] if feature.several else picked.pop()
        found.append(said)
    return found


def made(count: int) -> Iterator[Made]:
    chance = random.Random(SEED + 1)
    for number in range(count):
        yield FIRST + number * YEARS // count, chance.randrange(1, 13), chance.randrange(KINDS)


def answers(kind: dict[str, Any], year: int, month: int) -> dict[str, Any]:
    """Return the answers as the product keeps them."""
    born = year * 12 + month - 1 - kind["age"]
    said = {name: value for name, value in kind.items() if name != "age"}
    return said | {"birth_year": str(born // 12), "birth_month": str(born % 12 + 1)}


def recount(count: int) -> dict[int, dict[str, int]]:
    """Count every cell of every year with nothing but a list."""
    of_kind = [_cells(kind) for kind in kinds()]
    drawn: Counter[Made] = Counter(made(count))
    found: dict[int, Counter[str]] = {FIRST + n: Counter() for n in range(YEARS)}
    for (year, month, number), times in drawn.items():
        result, cells = of_kind[number]
        found[year]["total"] += times
        found[year][f"month|{month:02}|{result}"] += times
        for cell in cells:
            found[year][cell] += times
    return {year: dict(cells) for year, cells in found.items()}


def _cells(kind: dict[str, Any]) -> tuple[str, list[str]]:
    result = kind["result"]
    band = next(name for below, name in BANDS if kind["age"] // 12 < below)
    cells = [f"age|{band}|{kind['sex']}|{result}"]
    for feature in ASKED:
        if feature.name in kind:
            said = kind[feature.name]
            cells.append(f"{feature.name}|{'+'.join(said) if isinstance(said, list) else said}|{result}")
    return result, cells
