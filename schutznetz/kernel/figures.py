"""Counts that leave: small numbers disappear, and no total gives them away again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FLOOR: Final = 5
K = TypeVar("K")


def suppress(count: int, floor: int = FLOOR) -> int | None:
    """Return the count, or None where it is so small (1 to below ``floor``) that it may name somebody."""
    return None if 0 < count < floor else count


@dataclass(frozen=True, slots=True)
class Row(Generic[K]):
    """Counts with their total, as they may be published; None is shown as a dash."""

    counts: dict[K, int | None]
    total: int | None


def suppress_row(counts: Mapping[K, int], floor: int = FLOOR) -> Row[K]:
    """Suppress small counts of a row, and as much more as keeps the total from giving them away.

    A single gap follows from the total, and so do two gaps whose sum is small. Therefore the next larger
    counts disappear too, until each gap could hold ``floor`` different numbers; a row too thin for that
    disappears with its total, which may stand beside another row about the same people.
    """
    hidden = {key for key, count in counts.items() if suppress(count, floor) is None}
    spare = sorted((key for key in counts if key not in hidden and counts[key]), key=lambda key: counts[key])
    while hidden and spare and not _vague(counts, hidden, floor):
        hidden.add(spare.pop(0))
    if hidden and not _vague(counts, hidden, floor):
        return Row(dict.fromkeys(counts), None)
    return Row({key: None if key in hidden else count for key, count in counts.items()}, sum(counts.values()))


def _vague(counts: Mapping[K, int], hidden: set[K], floor: int) -> bool:
    """Whether the gaps, each at least 1, can share their sum in enough ways."""
    return len(hidden) > 1 and sum(counts[key] for key in hidden) - len(hidden) + 1 >= floor
