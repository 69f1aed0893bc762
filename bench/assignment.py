"""Goal 7: who goes to which family. Our plan beside the relaxation, HiGHS alone, and a list in its order.

Each way plans in a process of its own; the references draw and judge the questions, so that a plan that broke
a rule would be worth nothing. At full size HiGHS has half a minute for each of five questions.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from bench.figures import Figure, Size, at_most
from bench.floors.assignment import Matrix, instance
from bench.processes import ROOT

MANY = {Size.SMOKE: (21, 40), Size.FULL: (50, 500)}  # midwives, families
FEW = {Size.SMOKE: (6, 30), Size.FULL: (20, 200)}
SEEDS = {Size.SMOKE: (1,), Size.FULL: (1, 2, 3, 4, 5)}
PATIENCE = {Size.SMOKE: 2, Size.FULL: 30}  # seconds for HiGHS alone
GAP, SECONDS = 2.0, 3.0


def bench(size: Size) -> Iterator[Figure]:
    yield from _many(size)
    yield from _few(size)


def _many(size: Size) -> Iterator[Figure]:
    midwives, families = MANY[size]
    gaps, seconds, fewer, others = [], [], [], []
    for seed in SEEDS[size]:
        matrix = Matrix(*instance(midwives, families, seed))
        ours = _ask("bench.placing", midwives, families, seed)
        bound = _ask("bench.floors.assignment", "bound", midwives, families, seed)["bound"]
        alone = _ask("bench.floors.assignment", "highs", midwives, families, seed, PATIENCE[size])
        in_order = _ask("bench.floors.assignment", "list", midwives, families, seed)
        gap = _above(matrix.value(ours["places"]), bound)
        gaps.append(gap)
        seconds.append(ours["cpu"])
        fewer.append(ours["places"].count(-1) - alone["without"])
        without = ours["places"].count(-1)
        others.append(
            f"{seed}: {gap:.2f} % ({without} ohne), HiGHS {_above(alone['value'], bound):.2f} %"
            f" ({alone['without']}), Liste {_above(in_order['value'], bound):.0f} % ({in_order['without']})"
        )
    label = f"Einsatzplan {midwives} × {families}"
    told = "; ".join(others)
    yield at_most(size, goal=7, name=f"{label}: Abstand zur Schranke", unit="%", ours=max(gaps), target=GAP)
    yield at_most(size, goal=7, name=f"{label}: Rechenzeit", unit="s", ours=max(seconds), target=SECONDS)
    yield _never_more(size, label, max(fewer), told)


def _never_more(size: Size, label: str, most: int, told: str) -> Figure:
    return Figure(
        goal=7, name=f"{label}: mehr Familien ohne Hilfe als HiGHS allein", unit="", ours=most, floor=0,
        ratio=0, target=0, ok=most <= 0 if size is Size.FULL else None, note=told,
    )  # fmt: skip


def _few(size: Size) -> Iterator[Figure]:
    midwives, families = FEW[size]
    proven, seconds = 0, []
    for seed in SEEDS[size]:
        ours = _ask("bench.placing", midwives, families, seed)
        proven += ours["proven"]
        seconds.append(ours["cpu"])
    wanted = len(SEEDS[size])
    yield Figure(
        goal=7, name=f"Einsatzplan {midwives} × {families}: bewiesen bester", unit="Fragen", ours=proven,
        floor=wanted, ratio=proven / wanted, target=wanted,
        ok=proven == wanted if size is Size.FULL else None,
        note=f"Rechenzeit {min(seconds):.2f} bis {max(seconds):.2f} s, Median {median(seconds):.2f} s",
    )  # fmt: skip


def _above(value: float, bound: float) -> float:
    return 100 * (value / bound - 1)


def _ask(module: str, *arguments: object) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", module, *(str(each) for each in arguments)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
