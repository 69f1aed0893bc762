"""Reading what somebody typed: phrases of families, words with typing errors, compounds, a postcode."""

from dataclasses import dataclass
from functools import lru_cache

from schutznetz.geo import places
from schutznetz.offers.search import facets, synonyms, vocabulary, words
from schutznetz.offers.search.index import Group, Tier
from schutznetz.offers.search.vocabulary import Meaning

MOST_SENSES = 6  # further words narrow nothing; a pasted letter must not become a hundred conditions


@dataclass(frozen=True, slots=True)
class Sense:
    """What one word or phrase stands for: surely, perhaps, and what helps where there is nothing.

    ``known`` says that offers or families use the word; otherwise no offer can hold it.
    """

    surest: tuple[str, ...]
    further: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    known: bool = True

    @property
    def wide(self) -> Group:
        return Group(tuple(words.distinct((*self.surest, *self.further))))


@dataclass(frozen=True, slots=True)
class Reading:
    """The senses of a question, and the place that it names by postcode."""

    senses: tuple[Sense, ...]
    place: places.Place | None = None

    def tiers(self) -> tuple[Tier, ...]:
        """Return the ways to match: whole words in the title first, then compounds, then anywhere."""
        if not self.senses:
            return (Tier((), in_head=False),)
        exact = tuple(Group(sense.surest) for sense in self.senses)
        wide = tuple(sense.wide for sense in self.senses)
        ways = [Tier(groups, in_head=in_head) for in_head in (True, False) for groups in (exact, wide)]
        return tuple(dict.fromkeys(ways))

    def relaxed(self) -> tuple[Tier, ...]:
        """Return what comes next when nothing matches: no unknown words, one less, or what else helps."""
        known = [sense.wide for sense in self.senses if sense.known]
        helpful = [Group(sense.also) for sense in self.senses if sense.also and not sense.known]
        core = tuple(known + helpful)
        fewer = [core[:i] + core[i + 1 :] for i in reversed(range(len(core)))] if len(core) > 1 else []
        alone = [(group,) for group in core] if len(core) > 2 else []
        also = [(Group(sense.also),) for sense in self.senses if sense.also]
        ways = (core, tuple(filter(_tells, core)), *fewer, *alone)
        telling = [groups for groups in ways if any(map(_tells, groups))]
        tiers = dict.fromkeys((*telling, *also, *ways))
        return tuple(Tier(groups, in_head=False) for groups in tiers if groups)


def _tells(group: Group) -> bool:
    return group.words[0] not in words.GENERAL


def read(text: str) -> Reading:
    """Return what ``text`` may mean in the words of published offers."""
    typed = words.distinct(words.typed(text))
    codes = [word for word in typed if len(word) == 5 and word.isdigit()]
    place = places.at_postcode(codes[0]) if codes else None
    rest = [word for word in typed if place is None or word != codes[0]]
    wanted = [word for word in rest if word not in words.STOP] or rest
    phrases = _phrases(wanted)[:MOST_SENSES]
    meanings = vocabulary.understand([phrase[0] for phrase in phrases if len(phrase) == 1])
    return Reading(tuple(sense for phrase in phrases for sense in _senses(phrase, meanings)), place)


def _phrases(wanted: list[str]) -> list[tuple[str, ...]]:
    """Cut the words into phrases that families use ("baby schreit") and single words."""
    phrases, start = [], 0
    while start < len(wanted):
        lengths = range(min(synonyms.LONGEST_PHRASE, len(wanted) - start), 1, -1)
        known = (n for n in lengths if tuple(wanted[start : start + n]) in synonyms.PHRASES)
        length = next(known, 1)
        phrases.append(tuple(wanted[start : start + length]))
        start += length
    return phrases


def _senses(phrase: tuple[str, ...], meanings: dict[str, Meaning]) -> list[Sense]:
    meant = synonyms.PHRASES.get(phrase) or _meant(phrase)
    said = (*facets.codes("c", meant.topics), *meant.words)
    also = tuple(facets.codes("c", meant.also))
    if len(phrase) > 1:
        return [Sense(said, (), also)]
    meaning = meanings[phrase[0]]
    if meaning.halves and not said:
        return [Sense((half,)) for half in meaning.halves]
    if meaning.is_lost and not said:
        return [Sense(phrase, (), _hints(phrase[0], meaning), known=False)]
    begun = tuple(part for part in meaning.parts if part.startswith(phrase[0]))
    surest = meaning.exact or begun or meaning.near[:1] or phrase
    return [Sense(surest, (*meaning.parts, *meaning.near, *said), also)]


def _hints(word: str, meaning: Meaning) -> tuple[str, ...]:
    """Return what a known part of an unknown compound leads to ("babykleider", "wochenbettdepression")."""
    for part in words.parts(word):
        if meant := synonyms.PHRASES.get((part,)):
            return (*facets.codes("c", (*meant.topics, *meant.also)), *meant.words)
    return meaning.hints


def _meant(phrase: tuple[str, ...]) -> synonyms.Meant:
    """Forgive a typing error in an everyday word as well."""
    if len(phrase) > 1 or len(phrase[0]) < words.SHORTEST_END:
        return synonyms.Meant()
    heard = sorted(words.near_misses(phrase[0]))
    known = (said for miss in heard for said in _everyday().get(miss, ()))
    best = max(known, key=lambda said: vocabulary.likeness(phrase[0], said), default="")
    likely = best and vocabulary.likeness(phrase[0], best) >= vocabulary.NEAR_ENOUGH
    return synonyms.PHRASES[best,] if likely else synonyms.Meant()


@lru_cache(maxsize=1)
def _everyday() -> dict[str, list[str]]:
    """Return the single everyday words by their near misses."""
    table: dict[str, list[str]] = {}
    for phrase in synonyms.PHRASES:
        if len(phrase) == 1:
            for miss in words.near_misses(phrase[0]):
                table.setdefault(miss, []).append(phrase[0])
    return table
