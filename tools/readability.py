"""How hard a German text is to read: the first Wiener Sachtextformel, and the longest sentence.

The formula answers with a school grade: four is very easy, fifteen very hard. It wants sentences, so
labels and names are left out; of a page all its sentences together are measured.

R. Bamberger, E. Vanecek: Lesen – Verstehen – Lernen – Schreiben. Wien 1984.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HARDEST = 7.0  # grade; what a child of thirteen reads without help
LONGEST = 15  # words of a sentence
FEW = 30  # words; below that the formula says nothing

SENTENCE = re.compile(r"[^.!?:]+[.!?:]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SYLLABLE = re.compile(r"ei|ai|au|eu|äu|ie|[aeiouyäöü]", re.IGNORECASE)
BLANK = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Measure:
    """Words, sentences, and the grade of the text."""

    words: int
    sentences: int
    grade: float


def sentences(text: str) -> list[str]:
    """Return the whole sentences of a text; a label without an end is none."""
    return [found.strip() for found in SENTENCE.findall(BLANK.sub("Ort", text)) if len(_words(found)) > 1]


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    return max(1, len(SYLLABLE.findall(word)))


def measure(texts: Iterable[str]) -> Measure:
    """Measure texts that stand on one page."""
    said = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in said for word in _words(sentence)]
    if not words:
        return Measure(0, 0, 0.0)

    def share(count: int) -> float:
        return 100 * count / len(words)

    lengths = [syllables(word) for word in words]
    grade = (
        0.1935 * share(sum(length >= 3 for length in lengths))
        + 0.1672 * len(words) / len(said)
        + 0.1297 * share(sum(len(word) > 6 for word in words))
        - 0.0327 * share(sum(length == 1 for length in lengths))
        - 0.875
    )
    return Measure(len(words), len(said), grade)


def too_long(texts: Iterable[str]) -> list[str]:
    """Return the sentences with more words than somebody reads at one go."""
    return [each for text in texts for each in sentences(text) if len(_words(each)) > LONGEST]
