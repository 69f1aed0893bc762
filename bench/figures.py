"""One figure of a bench: ours, the reference, their ratio, and whether the target is met."""

import json
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TypeAlias


class Size(StrEnum):
    """``smoke`` proves that it works, in seconds; ``full`` judges."""

    SMOKE = "smoke"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``ratio`` is ours by the reference; ``ok`` is None where nothing is judged."""

    goal: int
    name: str
    unit: str
    ours: float
    floor: float
    ratio: float
    target: float
    ok: bool | None
    note: str = ""
    peer: str = ""  # what others take, as multiples of the same floor
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 1))  # of the machine meanwhile

    def line(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)


Bench: TypeAlias = Callable[[Size], Iterator[Figure]]


def compare(
    size: Size,
    *,
    goal: int,
    name: str,
    unit: str,
    pairs: Sequence[tuple[float, float]],
    target: float,
    peer: str = "",
) -> Figure:
    """Judge pairs of (ours, reference) that were measured in turn, by the median of their ratios."""
    ratios = [ours / floor for ours, floor in pairs]
    ratio = median(ratios)
    return Figure(
        goal=goal,
        name=name,
        unit=unit,
        ours=round(median(ours for ours, _ in pairs), 3),
        floor=round(median(floor for _, floor in pairs), 3),
        ratio=round(ratio, 3),
        target=target,
        ok=ratio <= target if size is Size.FULL else None,
        note=f"{len(pairs)} Paare, Verhältnis {min(ratios):.2f} bis {max(ratios):.2f}",
        peer=peer,
    )


def share(
    size: Size, *, goal: int, name: str, unit: str, pairs: Sequence[tuple[float, float]], target: float
) -> Figure:
    """Judge pairs of (ours, reference) as ``compare`` does, where more is better."""
    found = compare(size, goal=goal, name=name, unit=unit, pairs=pairs, target=target)
    return replace(found, ok=None if found.ok is None else found.ratio >= target)


def at_least(
    size: Size, *, goal: int, name: str, unit: str, ours: float, floor: float, target: float
) -> Figure:
    """Judge a share that must reach its target; the reference stands beside it."""
    ratio = ours / floor if floor else 0.0
    ok = ours >= target if size is Size.FULL else None
    return Figure(
        goal=goal, name=name, unit=unit, ours=round(ours, 3), floor=round(floor, 3), ratio=round(ratio, 3),
        target=target, ok=ok,
    )  # fmt: skip


def at_most(size: Size, *, goal: int, name: str, unit: str, ours: float, target: float) -> Figure:
    """Judge what must not exceed its target, which is also what it is compared with."""
    ok = ours <= target if size is Size.FULL else None
    ratio = round(ours / target, 3)
    return Figure(
        goal=goal, name=name, unit=unit, ours=round(ours, 3), floor=target, ratio=ratio, target=target, ok=ok,
    )  # fmt: skip


def machine() -> str:
    """Return what the figures were measured on, as a JSON line."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        "",
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    return json.dumps(
        {
            "machine": model,
            "cores": os.cpu_count(),
            "memory_gib": round(int(memory) / 2**20, 1),
            "python": platform.python_version(),
            "load": os.getloadavg()[0],
        }
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table in Markdown."""
    head = "| Ziel | Messung | unser | Vergleich | Verhältnis | Soll | | andere |\n" + "| --- " * 8 + "|"
    verdict = {True: "erreicht", False: "**verfehlt**", None: "nicht beurteilt"}
    rows = [
        f"| {f.goal} | {f.name} | {f.ours} {f.unit} | {f.floor} | {f.ratio} | {f.target} | {verdict[f.ok]}"
        f" | {f.peer} |"
        for f in figures
    ]
    return "\n".join([head, *rows])
