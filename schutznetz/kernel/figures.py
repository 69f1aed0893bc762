"""Counts that leave: small numbers disappear, and no total gives them away again."""

from collections.abc import Mapping
from typing import Final, TypeVar

FLOOR: Final = 5
K = TypeVar("K")


def suppress(count: int, floor: int = FLOOR) -> int | None:
    """Return the count, or None where it is so small (1 to below ``floor``) that it may name somebody."""
    return None if 0 < count < floor else count


def suppress_row(counts: Mapping[K, int], floor: int = FLOOR) -> dict[K, int | None]:
    """Suppress small counts of one row whose total is published, and enough others to hide them.

    A single gap could be computed from the total, and so could two gaps with a small sum; therefore
    the next larger counts disappear as well until the gaps together leave room for doubt.
    """
    hidden = {key for key, count in counts.items() if 0 < count < floor}
    rest = sorted((key for key in counts if key not in hidden and counts[key]), key=lambda key: counts[key])
    while hidden and rest and (len(hidden) < 2 or sum(counts[key] for key in hidden) < 2 * floor):
        hidden.add(rest.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}
