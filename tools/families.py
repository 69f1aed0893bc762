"""What families read: in all their languages; safety and consent only as a named person has checked it.

``locale/families.toml`` lists the sources, ``locale/reviews.toml`` who has checked which wording.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from tools.texts import ROOT, Text, by_source, collect, read

PAGES = ROOT / "locale" / "families.toml"
MARK = "geprüfte Übersetzung"  # the context under which a compiled catalogue says who has checked a group


@dataclass(frozen=True, slots=True)
class Review:
    """``name`` has read the texts of ``group`` in ``language``, worded as the digest says."""

    language: str
    group: str
    name: str
    on: str
    digest: str


@lru_cache(maxsize=1)
def _pages() -> dict[str, Any]:
    return tomllib.loads(PAGES.read_text())


def groups() -> dict[str, list[str]]:
    """Return the sources of each group of texts that needs a review."""
    return dict(_pages()["guarded"])


def sources() -> list[str]:
    """Return every file with texts for families, the guarded ones too."""
    return [*_pages()["sources"], *(source for files in groups().values() for source in files)]


def texts() -> list[Text]:
    """Return every text that families read, under the source by which its area is known."""
    keys = {text.key for source in sources() for text in by_source().get(source, [])}
    single = set(_pages()["texts"])
    return [text for text in collect() if text.key in keys or text.text in single]


def guarded(group: str) -> list[Text]:
    """Return the texts of a group, each once; a group that nobody knows is an error."""
    return list({text.key: text for source in groups()[group] for text in read(source)}.values())


def reviews(path: Path) -> list[Review]:
    known = tomllib.loads(path.read_text())["review"] if path.exists() else []
    return [Review(**{**each, "on": str(each["on"])}) for each in known]


def digest(pairs: Iterable[tuple[Text, list[str]]]) -> str:
    """Return one figure for texts and their translations, whatever their order."""
    lines = sorted(repr((text.key, strings)) for text, strings in pairs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def record(path: Path, review: Review) -> None:
    """Write a review down in place of an older one of the same texts."""
    known = [one for one in reviews(path) if (one.language, one.group) != (review.language, review.group)]
    entries = "".join(
        _entry(one) for one in sorted([*known, review], key=lambda one: (one.language, one.group))
    )
    comment = [line for line in path.read_text().splitlines() if line.startswith("#")]
    path.write_text("\n".join(comment) + "\n" + (entries or "review = []\n"))


def _entry(review: Review) -> str:
    date.fromisoformat(review.on)
    fields = {name: value.replace("\\", "").replace('"', "") for name, value in asdict(review).items()}
    lines = [f"{name} = {value}" if name == "on" else f'{name} = "{value}"' for name, value in fields.items()]
    return "\n[[review]]\n" + "\n".join(lines) + "\n"
