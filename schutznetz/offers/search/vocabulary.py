"""From a typed word to the words that published offers really hold: exact, by parts, by sound."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    """What a typed word may stand for, the surest reading first; a lost word has at most a known part."""

    exact: tuple[str, ...]
    parts: tuple[str, ...]
    near: tuple[str, ...]
    halves: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def is_lost(self) -> bool:
        return not (self.exact or self.parts or self.near or self.halves)


NOTHING = Meaning((), (), ())


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
    adjust(Counter(word for text in texts for word in text))


def adjust(changes: Mapping[str, int]) -> None:
    """Count in how many offers more or fewer each word stands; a word that stands in none is forgotten."""
    known: set[str] = set()
    for some in _slices(sorted(changes)):
        known |= set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE offers_searchword SET offers = offers + %s WHERE word = %s",
            [(changes[word], word) for word in sorted(known)],
        )
    for some in _slices(sorted(word for word in known if changes[word] < 0)):
        _drop_unused(some)
    enter({word: count for word, count in changes.items() if word not in known and count > 0})


def _slices(words_: list[str]) -> Iterator[list[str]]:
    return (words_[start : start + 500] for start in range(0, len(words_), 500))


def enter(counts: dict[str, int]) -> None:
    """Add words that the vocabulary does not hold yet, with the number of their offers."""
    SearchWord.objects.bulk_create(
        (SearchWord(word=word, offers=count) for word, count in sorted(counts.items())), batch_size=1000
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO offers_searchkey (key, word) VALUES (%s, %s)",
            [(key, word) for word in sorted(counts) for key in sorted(words.keys(word))],
        )


def _forget(gone: set[str]) -> None:
    SearchWord.objects.filter(word__in=gone).update(offers=F("offers") - 1)
    _drop_unused(gone)


def _drop_unused(some: Iterable[str]) -> None:
    unused = SearchWord.objects.filter(word__in=some, offers=0)
    for word in unused.values_list("word", flat=True):
        SearchKey.objects.filter(key__in=words.keys(word), word=word).delete()
    unused.delete()


def rebuild(texts: Iterable[Iterable[str]]) -> None:
    """Make the vocabulary anew from the words of all offers."""
    SearchKey.objects.all().delete()
    SearchWord.objects.all().delete()
    enter(Counter(word for text in texts for word in set(text)))


_BEGINNING = f"""SELECT * FROM (SELECT k.key, k.word, w.offers FROM offers_searchkey k
  JOIN offers_searchword w ON w.word = k.word WHERE k.key >= %s AND k.key < %s
  ORDER BY w.offers DESC, k.word LIMIT {CANDIDATES}) AS r"""


def look_up(typed: list[str]) -> list[tuple[str, str, int]]:
    """Return (key, word, offers) of everything that ``typed`` may lead to, by one query.

    Only compounds are ranked by their offers, so only they are counted.
    """
    known = [f"={word}" for word in typed]
    heard = [f"-{miss}" for word in typed for miss in words.near_misses(word)]
    starts = [f"~{words.stem(word)}" for word in typed if len(word) >= 3]
    clauses = [_holding(known), f"SELECT * FROM ({_holding(heard)} LIMIT {CANDIDATES * len(typed)}) AS h"]
    clauses += [_BEGINNING] * len(starts)
    return _rows(" UNION ALL ".join(clauses), [*known, *heard, *_bounds(starts)])


def _holding(keys: list[str]) -> str:
    holes = ", ".join(["%s"] * len(keys))
    return f"SELECT key, word, 0 AS offers FROM offers_searchkey WHERE key IN ({holes})"


def _bounds(starts: list[str]) -> list[str]:
    """Return the range of keys that begin so, for each start; "{" comes after "z"."""
    return [bound for start in starts for bound in (start, f"{start}{{")]


def _look_further(lost: list[str]) -> list[tuple[str, str, int]]:
    """Return the same for words that led nowhere: their halves, and what begins like them."""
    starts = [f"~{word[: max(5, len(word) * 2 // 3)]}" for word in lost]
    halves = [f"={half}" for word in lost for half in words.parts(word)]
    clauses = [*([_holding(halves)] if halves else []), *[_BEGINNING] * len(starts)]
    return _rows(" UNION ALL ".join(clauses), [*halves, *_bounds(starts)])


def _rows(sql: str, params: list[str]) -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def understand(typed: list[str]) -> dict[str, Meaning]:
    """Return what each typed word may stand for in the words of published offers."""
    rows = look_up(typed) if typed else []
    meanings = {word: _meaning(word, rows) for word in typed}
    lost = [word for word, meaning in meanings.items() if meaning == NOTHING and len(word) > 6]
    rows = _look_further(lost) if lost else []
    for word in lost:
        meanings[word] = _further_meaning(word, rows)
    return meanings


def _meaning(word: str, rows: list[tuple[str, str, int]]) -> Meaning:
    exact = (word,) if any(key == f"={word}" for key, _, _ in rows) else ()
    parts = _parts(word, rows)
    if exact or parts:
        return Meaning(exact, parts, ())
    misses = {f"-{miss}" for miss in words.near_misses(word)}
    return Meaning((), (), _close(word, {found for key, found, _ in rows if key in misses}, NEAR_ENOUGH))


def _further_meaning(word: str, rows: list[tuple[str, str, int]]) -> Meaning:
    """Take a compound apart, or else what begins like it ("kinderzahnarzt", "kinderzahnaerztlich")."""
    if halves := _known_halves(word, rows):
        return Meaning((), (), (), halves)
    known = {found for key, found, _ in rows if key == f"={found}"}
    hint = next((part for part in words.parts(word) if part in known), "")
    begun = _close(word, {found for key, found, _ in rows if key == f"~{found}"}, 0.55)
    return Meaning((), (), begun, hints=(hint,) if hint else ())


def _parts(word: str, rows: list[tuple[str, str, int]]) -> tuple[str, ...]:
    """Return the compounds and forms of ``word``: those that hold it whole first, then by frequency."""
    stem = f"~{words.stem(word)}"
    ranked = {(word not in found, -count, found) for key, found, count in rows if key.startswith(stem)}
    return tuple(found for _, _, found in sorted(ranked) if found != word)[:MOST_PARTS]


def _known_halves(word: str, rows: list[tuple[str, str, int]]) -> tuple[str, ...]:
    known = {found for key, found, _ in rows if key == f"={found}"}
    cuts = range(words.SHORTEST_END, len(word) - words.SHORTEST_END + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts if {word[:cut], word[cut:]} <= known]
    return pairs[0] if pairs else ()


def _close(word: str, candidates: set[str], enough: float) -> tuple[str, ...]:
    scored = {found: likeness(word, found) for found in candidates}
    bar = max(enough, max(scored.values(), default=0.0) - 0.08)
    close = sorted((-score, found) for found, score in scored.items() if score >= bar)
    return tuple(found for _, found in close[:MOST_NEAR])


def likeness(word: str, found: str) -> float:
    """Return how near the typed word is to a known one, or to the end of it ("hebame", "familienhebamme")."""
    heard, known = words.sound(word), words.sound(found)
    tail = known[-len(heard) :]
    whole = DamerauLevenshtein.normalized_similarity(word, found)
    return max(
        whole,
        DamerauLevenshtein.normalized_similarity(heard, known),
        DamerauLevenshtein.normalized_similarity(heard, tail) - 0.05,
    )
