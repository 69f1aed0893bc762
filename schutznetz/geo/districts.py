"""From what somebody types, a postcode or a place, to the Kreise that may be meant."""

from collections import defaultdict
from functools import lru_cache

from schutznetz.geo.kreise import all_kreise
from schutznetz.geo.places import rows
from schutznetz.geo.spelling import fold


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace(",", " ").replace(".", " ").split())


@lru_cache(maxsize=1)
def _index() -> dict[str, list[str]]:
    """Return for each postcode, place and Kreis the keys of its Kreise, the one with most postcodes first."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place in rows():
        if place.kreis:
            counts[place.postcode][place.kreis] += 1
            counts[_plain(place.name)][place.kreis] += 1
    for kreis in all_kreise():
        counts[_plain(kreis.name)][kreis.key] += 1000
    return {name: sorted(keys, key=lambda key: (-keys[key], key)) for name, keys in counts.items()}


def meant_by(text: str) -> list[str]:
    """Return the keys of the Kreise that a postcode or a place may mean; several where the name is shared.

    A postcode decides. "Neustadt" finds every town whose name begins so, "Köln-Kalk" finds Köln.
    """
    index, words = _index(), _plain(text).split()
    codes = [word for word in words if word.isdigit() and word in index]
    if codes:
        return index[codes[0]]
    words = [word for word in words if not word.isdigit()]
    while words:
        name = " ".join(words)
        longer = (keys for known, keys in index.items() if known.startswith(f"{name} "))
        found = [*index.get(name, []), *(key for keys in longer for key in keys)]
        if found:
            return list(dict.fromkeys(found))
        words.pop()
    return []
