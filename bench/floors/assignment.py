"""The references of the placing: the same question as a matrix, by the order of the list, and to HiGHS alone.

``python -m bench.floors.assignment WAY MIDWIVES FAMILIES SEED [SECONDS]`` answers one line of JSON, in a
process of its own. It draws its questions, counts their costs itself and knows nothing of the product.
"""

import json
import random
import sys
import time
from dataclasses import dataclass

import highspy
import numpy as np

LANGUAGES = ["de", "tr", "ar", "uk", "ru", "en", "fa"]
REACH, DETOUR, FOREIGN, WITHOUT = 40.0, 1.25, 25.0, 300.0


@dataclass(frozen=True, slots=True)
class Asking:
    at: tuple[float, float]
    language: str
    skill: int
    hours: int
    urgency: int


@dataclass(frozen=True, slots=True)
class Helping:
    at: tuple[float, float]
    languages: frozenset[str]
    skills: frozenset[int]
    hours: int


def instance(midwives: int, families: int, seed: int) -> tuple[list[Asking], list[Helping]]:
    """Draw towns, families and midwives whose hours cover 92 % of what is asked for."""
    r = random.Random(seed)
    towns = [(r.uniform(0, 70), r.uniform(0, 70)) for _ in range(25)]

    def at() -> tuple[float, float]:
        x, y = r.choice(towns)
        return x + r.gauss(0, 4), y + r.gauss(0, 4)

    asking = [
        Asking(
            at(),
            r.choices(LANGUAGES, [60, 10, 9, 8, 6, 4, 3])[0],
            r.choices(range(4), [70, 12, 10, 8])[0],
            r.choice((1, 2, 2, 3, 4)),
            r.choice((1, 1, 1, 2, 3)),
        )
        for _ in range(families)
    ]
    drawn = [
        (
            at(),
            frozenset({"de"} | set(r.sample(LANGUAGES[1:], r.choice((0, 0, 1, 1, 2))))),
            frozenset({0} | set(r.sample((1, 2, 3), r.choice((0, 1, 1, 2))))),
        )
        for _ in range(midwives)
    ]
    raw = [r.uniform(0.5, 1.5) for _ in drawn]
    load = sum(each.hours for each in asking)
    hours = [max(4, round(x / sum(raw) * load * 0.92)) for x in raw]
    return asking, [Helping(*each, h) for each, h in zip(drawn, hours, strict=True)]


class Matrix:
    """The question as arrays: costs in kilometres, infinite where the rules forbid."""

    def __init__(self, asking: list[Asking], helping: list[Helping]) -> None:
        self.cost = np.full((len(asking), len(helping)), np.inf)
        for i, family in enumerate(asking):
            for j, midwife in enumerate(helping):
                (x, y), (a, b) = family.at, midwife.at
                way = float(np.hypot(x - a, y - b)) * DETOUR
                if way <= REACH and family.skill in midwife.skills:
                    self.cost[i, j] = way + (0 if family.language in midwife.languages else FOREIGN)
        self.load = np.array([each.hours for each in asking])
        self.room = np.array([each.hours for each in helping])
        self.without = np.array([WITHOUT * each.urgency for each in asking])

    def value(self, places: list[int]) -> float:
        """Return what a plan costs; a plan that breaks a rule costs infinitely much."""
        used = np.zeros(len(self.room), int)
        for i, j in enumerate(places):
            if j >= 0:
                used[j] += self.load[i]
        if (used > self.room).any():
            return float("inf")
        return float(sum(self.cost[i, j] if j >= 0 else self.without[i] for i, j in enumerate(places)))


def in_order(m: Matrix) -> list[int]:
    """What a list does: who came first gets the cheapest one that still has room."""
    left, places = m.room.copy(), [-1] * len(m.load)
    for i in range(len(m.load)):
        row = np.where(left >= m.load[i], m.cost[i], np.inf)
        j = int(row.argmin())
        if np.isfinite(row[j]):
            places[i], left[j] = j, left[j] - m.load[i]
    return places


def highs(m: Matrix, seconds: float, *, relax: bool) -> tuple[list[int], float, bool]:
    """Return HiGHS' own plan, its value (of the relaxation: the bound), and whether it proved it."""
    ij = [(i, j) for i in range(len(m.load)) for j in range(len(m.room)) if np.isfinite(m.cost[i, j])]
    h = highspy.Highs()
    for option, given in (
        ("output_flag", False),
        ("time_limit", seconds),
        ("mip_rel_gap", 1e-6),
        ("threads", 1),
    ):
        h.setOptionValue(option, given)
    h.passModel(_program(m, ij, relax=relax))
    h.run()
    places = [-1] * len(m.load)
    for (i, j), share in zip(ij, h.getSolution().col_value, strict=False):
        if share > 0.5:
            places[i] = j
    proven = h.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return places, float(h.getInfo().objective_function_value), proven


def _program(m: Matrix, ij: list[tuple[int, int]], *, relax: bool) -> highspy.HighsLp:
    n, k = m.cost.shape
    lp = highspy.HighsLp()
    columns = len(ij) + n
    lp.num_col_, lp.num_row_ = columns, n + k
    lp.col_cost_ = np.array([m.cost[i, j] for i, j in ij] + list(m.without))
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
    lp.row_lower_ = np.array([1.0] * n + [-highspy.kHighsInf] * k)
    lp.row_upper_ = np.array([1.0] * n + [float(room) for room in m.room])
    start, index, value = [0], [], []
    for i, j in ij:
        index += [i, n + j]
        value += [1.0, float(m.load[i])]
        start.append(len(index))
    for i in range(n):
        index.append(i)
        value.append(1.0)
        start.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(start), np.array(index)
    lp.a_matrix_.value_ = np.array(value)
    if not relax:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return lp


def main(way: str, midwives: int, families: int, seed: int, seconds: float = 30.0) -> dict[str, object]:
    m = Matrix(*instance(midwives, families, seed))
    before = time.process_time()
    proven = False
    if way == "bound":
        return {"bound": highs(m, 60.0, relax=True)[1]}
    if way == "highs":
        places, _, proven = highs(m, seconds, relax=False)
    else:
        places = in_order(m)
    return {
        "places": places,
        "value": m.value(places),
        "without": places.count(-1),
        "proven": proven,
        "cpu": time.process_time() - before,
    }


if __name__ == "__main__":
    which, *numbers = sys.argv[1:]
    print(json.dumps(main(which, *(int(number) for number in numbers))))
