"""From a typed word to the words that published offers really hold: exact, by parts, by sound."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from rapidfuzz.distance import DamerauLevenshtein

from schutznetz.offers.models import SearchKey, SearchWord
from schutznetz.offers.search import words

MOST_PARTS = 40  # words that one typed part may stand for
MOST_NEAR = 5
NEAR_ENOUGH = 0.7
CANDIDATES = 400  # rows that one look-up may bring, whatever is typed


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a typed word may stand for, the surest reading first."""

    exact: tuple[str, ...]
    parts: tuple[str, ...]
    near: tuple[str, ...]


def learn(gone: Iterable[str], come: Iterable[str]) -> None:
    """Count the words of one offer that left or entered the index."""
    before, after = set(gone), set(come)
    _forget(before - after)
    new = sorted(after - before)
    known = set(SearchWord.objects.filter(word__in=new).values_list("word", flat=True))
    SearchWord.objects.filter(word__in=known).update(offers=F("offers") + 1)
    enter({word: 1 for word in new if word not in known})


def learn_many(texts: Iterable[set[str]]) -> None:
    """Count the words of many offers that entered the index together."""
    counts = Counter(word for text in texts for word in text)
    for start in range(0, len(counts), 500):
        some = dict(sorted(counts.items())[start : start + 500])
        known = list(SearchWord.objects.filter(word__in=some))
        for row in known:
            row.offers = F("offers") + some.pop(row.word)
        SearchWord.objects.bulk_update(known, ["offers"])
        enter(some)


def enter(counts: dict[str, int]) -> None:
    """Add words that the vocabulary does not hold yet, with the number of their offers."""
    rows = SearchWord.objects.bulk_create(
        (SearchWord(word=word, offers=count) for word, count in sorted(counts.items())), batch_size=1000
    )
    SearchKey.objects.bulk_create(
        (SearchKey(key=key, word=row) for row in rows for key in sorted(words.keys(row.word))),
        batch_size=5000,
    )


def _forget(gone: set[str]) -> None:
    SearchWord.objects.filter(word__in=gone).update(offers=F("offers") - 1)
    SearchWord.objects.filter(word__in=gone, offers=0).delete()


def rebuild(texts: Iterable[Iterable[str]]) -> None:
    """Make the vocabulary anew from the words of all offers."""
    SearchKey.objects.all().delete()
    SearchWord.objects.all().delete()
    enter(Counter(word for text in texts for word in set(text)))


_LOOK_UP = (
    "SELECT k.key, w.word, w.offers FROM offers_searchkey k"
    " JOIN offers_searchword w ON w.id = k.word_id WHERE"
)


def look_up(typed: list[str]) -> list[tuple[str, str, int]]:
    """Return (key, word, offers) of everything that ``typed`` may lead to, by one query."""
    clauses, params = [], []
    for word in typed:
        exact = [f"={word}", *(f"-{miss}" for miss in sorted(words.near_misses(word)))]
        exact += [f"={half}" for half in _halves(word)]
        clauses.append(
            f"SELECT * FROM ({_LOOK_UP} k.key IN ({', '.join(['%s'] * len(exact))}) LIMIT {CANDIDATES}) AS e"
        )
        params += exact
        if len(word) >= 3:
            clauses.append(
                f"SELECT * FROM ({_LOOK_UP} k.key >= %s AND k.key < %s"
                f" ORDER BY w.offers DESC, w.word LIMIT {CANDIDATES}) AS r"
            )
            params += [f"~{word}", f"~{word}{{"]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(clauses), params)
        return list(cursor.fetchall())


def _halves(word: str) -> list[str]:
    cuts = range(words.SHORTEST_END, len(word) - words.SHORTEST_END + 1)
    return [half for cut in cuts for half in (word[:cut], word[cut:])]


def understand(typed: list[str]) -> dict[str, Meaning]:
    """Return what each typed word may stand for in the words of published offers."""
    rows = look_up(typed) if typed else []
    return {word: _meaning(word, rows) for word in typed}


def _meaning(word: str, rows: list[tuple[str, str, int]]) -> Meaning:
    exact = (word,) if any(key == f"={word}" for key, _, _ in rows) else ()
    ranked = sorted({(-count, found) for key, found, count in rows if key.startswith(f"~{word}")})
    parts = tuple(found for _, found in ranked if found != word)[:MOST_PARTS]
    near = () if exact or parts else _nearest(word, rows)
    return Meaning(exact, parts, near)


def _nearest(word: str, rows: list[tuple[str, str, int]]) -> tuple[str, ...]:
    misses = {f"-{miss}" for miss in words.near_misses(word)}
    scored = {found: _likeness(word, found) for key, found, _ in rows if key in misses}
    bar = max(NEAR_ENOUGH, max(scored.values(), default=0.0) - 0.08)
    close = sorted((-score, found) for found, score in scored.items() if score >= bar)
    return tuple(found for _, found in close[:MOST_NEAR])


def _likeness(word: str, found: str) -> float:
    """Return how near the typed word is to a known one, or to the end of it ("hebame", "familienhebamme")."""
    heard, known = words.sound(word), words.sound(found)
    tail = known[-len(heard) :]
    whole = DamerauLevenshtein.normalized_similarity(word, found)
    return max(
        whole,
        DamerauLevenshtein.normalized_similarity(heard, known),
        DamerauLevenshtein.normalized_similarity(heard, tail) - 0.05,
    )
