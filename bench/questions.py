"""Questions to a made-up directory, in seven classes, each with what counts as a right hit."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.directory import Made, topics
from schutznetz.geo.spelling import fold

TAILS = ("beratung", "förderung", "gruppe", "betreuung", "pflege", "therapie", "hebamme", "hilfe")
CLASSES = ("word", "two", "prefix", "typo", "umlaut", "infix", "geo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``right`` says whether an offer with these topics answers it; ``spot`` asks within 15 km."""

    kind: str
    text: str
    right: Callable[[frozenset[str]], bool]
    spot: tuple[float, float] | None = None


def questions(made: Sequence[Made], per_class: int, seed: int = 7) -> list[Question]:
    """Return ``per_class`` questions of each class, mixed, always the same ones."""
    chance = random.Random(seed)
    held = [word for word in topics() if any(word in offer.topics for offer in made[:20_000])]
    marked = [word for word in held if fold(word) != word.lower()]
    pairs = [sorted(offer.topics)[:2] for offer in made[:3000] if len(offer.topics) > 1]
    found = []
    for _ in range(per_class):
        word, spot = chance.choice(held), chance.choice(made)
        found += [
            _holding("word", word, word),
            _both(chance.choice(pairs)),
            _beginning(word[: max(4, len(word) // 2)]),
            _holding("typo", misspell(word, chance), word),
            _holding("umlaut", *_written_out(chance.choice(marked))),
            _containing(chance.choice(TAILS)),
            _near(word, (spot.latitude, spot.longitude)),
        ]
    return found


def _holding(kind: str, text: str, word: str) -> Question:
    return Question(kind=kind, text=text, right=lambda held: word in held)


def _both(pair: Sequence[str]) -> Question:
    return Question(kind="two", text=" ".join(pair), right=lambda held: set(pair) <= held)


def _beginning(start: str) -> Question:
    return Question(
        kind="prefix", text=start, right=lambda held: any(w.lower().startswith(start.lower()) for w in held)
    )


def _containing(tail: str) -> Question:
    return Question(kind="infix", text=tail, right=lambda held: any(tail in w.lower() for w in held))


def _near(word: str, spot: tuple[float, float]) -> Question:
    return Question(kind="geo", text=word, right=lambda held: word in held, spot=spot)


def _written_out(word: str) -> tuple[str, str]:
    return fold(word), word


def misspell(word: str, chance: random.Random) -> str:
    """Return the word with one letter missing, doubled, wrong, or exchanged with its neighbour."""
    at = chance.randrange(2, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        (before + after, before + letter + letter + after, before + chance.choice("aeinrst") + after,
         before + after[0] + letter + after[1:])
    )  # fmt: skip
