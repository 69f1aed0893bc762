"""Finds in a German text what may name somebody: names, addresses, dates of birth, institutions, numbers.

Pure functions without lists of names. A hit is no verdict: the writer removes it or says that it is harmless,
and what she said holds for exactly this text. Missing a name is worse than asking once too often.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from schutznetz.advice import patterns
from schutznetz.advice.lexicon import is_abbreviation, is_common, is_listed, is_noun
from schutznetz.advice.patterns import Kind
from schutznetz.geo.spelling import fold

__all__ = ["Finding", "Kind", "Piece", "find", "mark", "pieces", "unsettled"]

TOKEN = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
CAPITAL = re.compile(r" ([A-ZÄÖÜ][\w’'-]+)")
ENDLESS = re.compile(r"\S{80,}")
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’`-]+")
NOUN_FOLLOWS = re.compile(  # after these a capital letter means a noun
    r"(?:ein|eine[mnrs]?|kein\w*|jede\w?|welche\w?|manche\w?|solche\w?|viele\w?|wenige\w?|mehrere\w?|einige\w?"
    r"|alle\w?|beide\w?|etwas|nichts|viel|wenig|pro|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\d+)",
    re.IGNORECASE,
)
VERB_FIRST = re.compile(  # "Sprechen Sie", "Sehe ich"; before "sie" or "er" a name may stand as well
    r"\w{2,}(?:en\s(?:Sie|wir)|e\sich|st\sdu)\b"
)
CONTRACTED = r"beim|zum|vom|im|am|ins|ans"
ARTICLE = re.compile(  # after these it may be a name as well: "der Kevin", "beim Murat", "unsere Jessica"
    rf"(?:der|die|das|den|dem|des|zur|{CONTRACTED}|(?:mein|dein|sein|ihr|unser)(?:e[mnrs]?)?|eure[mnrs]?|euer"
    r"|diese[mnrs]?|jene[mnrs]?)",
    re.IGNORECASE,
)
ACTED = re.compile(rf"(?:das|{CONTRACTED})", re.IGNORECASE)  # and after these a verb: "das Weinen"
VERB = re.compile(  # how verbs end and begin, and names do not
    r"\w{3,}(?:eln|ern)|(?:ab|an|auf|aus|be|durch|ein|ent|er|fest|her|hin|los|nach|über|um|unter|ver|vor|weg|zer"
    r"|zu|zurück|zusammen)\w{3,}en|\w{4,}ieren",
    re.IGNORECASE,
)
BENT = re.compile(r"[a-zäöüß]{3,}(?:e|er|es|en|em)")  # an adjective before its noun
WHOLE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+(?:von|van|der|den|de|zu))*(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+){1,2}")
STREET_NAME = 5  # letters of a word in an address that may name a street or town by itself
LONG = 15  # so long is hardly a name where an article stands before it
# After these stands a person, a pronoun, an article or an adverb: what is none of them may be a name.
LEADS_TO_NAME = re.compile(
    r"\b(?:mit|bei|von|dass|ob|weil|(?:die|der|den|dem|das)\s(?:kleinen?|große[nr]?))$", re.IGNORECASE
)
# What stands behind a subject after "hat": with a word between that we do not know, it may be a name.
BEHIND_SUBJECT = re.compile(
    r"wieder|gestern|heute|mir|uns|ihm|ihr|nichts?|sich|das|die|den|dem|eine?|einen|immer|schon"
)
HAD = re.compile(r"\b(?:hat|hatte)$")
SHORTEST_NAME = 3
FEW_CAPITALS, WORDS = 0.04, 8  # a German text of some words with fewer capitals hides its names
FEW_WORDS = 3  # and one of so many words without any
ALSO_MONTHS = frozenset(["april", "august", "juli", "juni", "mai"])  # names where no time is told
TELLS_TIME = re.compile(
    r"(?:\b(?:im|ende|anfang|mitte|seit|bis|ab|vom|zum|monat|letzten|nächsten|diesen|vergangenen)|\d\.?"
    r"|\b(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november)\s?(?:,|und|oder|bis|/|-|–))\s*$",
    re.IGNORECASE,
)
YEAR_FOLLOWS = re.compile(r"\s(?:19|20)\d\d\b")
NEAR = 6  # letters from which on a known name is recognised with one slip of the pen


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A hit: where it stands in the text as it was typed, what it may be, and its words."""

    start: int
    end: int
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text for showing: plain, or a hit with its mark."""

    text: str
    finding: Finding | None = None
    mark: str = ""
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class _Plain:
    """The text in one spelling (no invisible signs, letters with their accents), and where each sign was."""

    text: str
    places: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start][0], self.places[end - 1][1]


def find(text: str, names: Collection[str] = ()) -> list[Finding]:
    """Return what may name somebody, in the order of the text; ``names`` are looked for in every spelling."""
    plain = _plain(text)
    taken: list[tuple[int, int, Kind]] = []
    free = bytearray(b"\x01") * len(plain.text)
    for start, end, kind in _candidates(plain.text, _keys(names)):
        if start < end and all(free[start:end]):
            free[start:end] = bytes(end - start)
            taken.append((start, end, kind))
    found = []
    for start, end, kind in _joined(sorted(taken), plain.text):
        begin, stop = plain.span(start, end)
        found.append(Finding(begin, stop, kind, text[begin:stop]))
    return found


def mark(text: str, finding: Finding) -> str:
    """Name a hit in exactly this text: any other letter anywhere makes another mark."""
    told = f"{finding.start}:{finding.end}:{finding.kind}:{text}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def unsettled(text: str, found: Sequence[Finding], harmless: Collection[str]) -> list[Finding]:
    """Return the hits that nobody confirmed as harmless in this text."""
    return [finding for finding in found if mark(text, finding) not in harmless]


def pieces(text: str, found: Sequence[Finding], harmless: Collection[str] = ()) -> list[Piece]:
    """Cut the text at its hits, so that a page can show them in their place."""
    cut, at = [], 0
    for finding in found:
        cut.append(Piece(text[at : finding.start]))
        name = mark(text, finding)
        cut.append(Piece(finding.words, finding, name, name in harmless))
        at = finding.end
    return [piece for piece in [*cut, Piece(text[at:])] if piece.text]


def _plain(text: str) -> _Plain:
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for sign in unicodedata.normalize("NFKC", text[at:end]):
            if unicodedata.category(sign) != "Cf":
                signs.append(sign)
                places.append((at, end))
        at = end
    return _Plain("".join(signs), places)


def _keys(names: Collection[str]) -> frozenset[str]:
    """Return what to look for of the names; everyday words among them ("die Erzieherin") name nobody.

    A whole name keeps its parts, also "Lena Koch"; of an address a street stays that is put together.
    """
    found = set()
    for name in names:
        parts = [part for part in TOKEN.findall(name) if len(part) > 1]
        whole = WHOLE.fullmatch(name.strip())
        street = any(sign.isdigit() for sign in name)
        found |= {_key(part) for part in parts if whole or not _is_everyday(part, street=street)}
    return frozenset(found)


def _is_everyday(part: str, *, street: bool) -> bool:
    if part.islower() or len(part) < STREET_NAME:
        return is_noun(part) or is_common(part)
    return is_listed(part) if street else is_noun(part)


def _key(word: str) -> str:
    """One spelling for all ways to write a name: Müller, Mueller, Muller, MÜLLER."""
    return re.sub(r"([aou])e", r"\1", fold(word)).replace("ss", "s")


def _candidates(text: str, keys: frozenset[str]) -> Iterator[tuple[int, int, Kind]]:
    """Yield hits, the surest first. What is longer than any word is one hit, and nobody looks into it."""
    for endless in ENDLESS.finditer(text):
        yield endless.start(), endless.end(), Kind.NUMBER
    text = ENDLESS.sub(lambda endless: " " * len(endless[0]), text)
    yield from patterns.scan(text)
    yield from _known(text, keys)
    yield from patterns.cues(text)
    yield from _capitals(text)


def _known(text: str, keys: frozenset[str]) -> Iterator[tuple[int, int, Kind]]:
    """Yield what the writer has used as a name before, in whatever case, with whatever Umlaute or slip."""
    for token in TOKEN.finditer(text) if keys else ():
        word = token[0]
        if word[0].islower() and is_common(word):
            continue
        parts = {_key(part) for part in re.split(r"[-'’`]", word) if part} | {_key(word)}
        parts |= {part.removesuffix("s") for part in parts}
        if parts & keys or (not is_noun(word) and any(_near(part, keys) for part in parts)):
            yield token.start(), token.end(), Kind.OWN


def _near(part: str, keys: frozenset[str]) -> bool:
    return len(part) >= NEAR and any(len(key) >= NEAR and OSA.distance(part, key) <= 1 for key in keys)


def _capitals(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield words with a capital letter that are no noun we know and no beginning of a sentence."""
    tokens = list(TOKEN.finditer(text))
    small = {token[0] for token in tokens if token[0][0].islower()}
    for number, token in enumerate(tokens):
        foreign = not LATIN.fullmatch(token[0])
        if foreign or (_stands_out(token[0]) and not _explained(text, tokens, number, small)):
            yield token.start(), token.end(), Kind.NAME
    yield from _small(text, tokens)
    capitals = sum(token[0][0].isupper() for token in tokens)
    few = len(tokens) >= WORDS and capitals < FEW_CAPITALS * len(tokens)
    if few or (len(tokens) >= FEW_WORDS and not capitals):
        yield tokens[0].start(), tokens[0].end(), Kind.SMALL


def _small(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, Kind]]:
    """Yield words in small letters that stand where a name would and that we do not know as German."""
    for number, token in enumerate(tokens[1:], start=1):
        word = token[0]
        if not word.islower() or len(word) < SHORTEST_NAME or is_common(word) or is_noun(word):
            continue
        behind = tokens[number + 1][0] if number + 1 < len(tokens) else ""
        if behind[:1].isupper():  # an adjective before its noun
            continue
        before = text[tokens[max(0, number - 2)].start() : token.start()].rstrip().lower()
        had = HAD.search(before) and BEHIND_SUBJECT.fullmatch(behind)
        if had or LEADS_TO_NAME.search(before):
            yield token.start(), token.end(), Kind.NAME


def _stands_out(word: str) -> bool:
    return len(word) > 1 and any(sign.isupper() for sign in word)


def _explained(text: str, tokens: Sequence[re.Match[str]], number: int, small: Collection[str]) -> bool:
    word = tokens[number][0]
    if word.lower().removesuffix("s") in ALSO_MONTHS:
        told = TELLS_TIME.search(text, 0, tokens[number].start()) or YEAR_FOLLOWS.match(
            text, tokens[number].end()
        )
        return bool(told)
    if is_abbreviation(word) or _is_noun(word):
        return True
    if _begins(text, tokens[number].start()):
        verb = VERB_FIRST.match(text, tokens[number].start())
        return is_common(word) or word.lower() in small or bool(verb)
    before = [token[0] for token in tokens[max(0, number - 2) : number]]
    return _follows(word, before, text[: tokens[number].start()])


def _is_noun(word: str) -> bool:
    """A hyphenated word is a noun when each part is one; "Leo-Kind" is not."""
    parts = [part for part in re.split(r"[-'’`]", word) if part]
    return all(
        is_noun(part) or is_abbreviation(part) or is_common(part) or len(part) == 1 for part in parts
    ) and (is_noun(parts[-1]) or is_abbreviation(parts[-1]))


def _begins(text: str, at: int) -> bool:
    """Say whether a sentence may begin here: after a full stop, a colon, a quotation mark, on a new line."""
    before = text[:at].rstrip(" \t(")
    return not before or before[-1] in ".!?:;…\n\r\"„“”»«›‹‚‘'–—•*/|" or before.endswith(" -")


def _follows(word: str, before: Sequence[str], head: str) -> bool:
    """Say whether the words before make it a noun: "ein Xy", "beim Weinen", "ein kaputtes Xy"."""
    last = (re.findall(r"\w+", head[-40:]) or [""])[-1]
    if NOUN_FOLLOWS.fullmatch(last):
        return True
    if ARTICLE.fullmatch(last):
        return len(word) >= LONG or (bool(ACTED.fullmatch(last)) and _is_verb(word, last))
    if not BENT.fullmatch(last) or len(before) < 2:
        return False
    plural = last.endswith("en") and word.endswith("n") and not ARTICLE.fullmatch(before[0])
    return plural or bool(NOUN_FOLLOWS.fullmatch(before[0]))


def _is_verb(word: str, before: str) -> bool:
    """Say whether a verb stands here as a noun: "das Weinen", "beim Wickeln"; "beim Carsten" is none."""
    return word.endswith("en") if before.lower() == "das" else bool(VERB.fullmatch(word))


def _joined(taken: Sequence[tuple[int, int, Kind]], text: str) -> list[tuple[int, int, Kind]]:
    """Make one hit of given and family name; a capital word right behind a name belongs to it."""
    joined: list[tuple[int, int, Kind]] = []
    for start, end, kind in taken:
        if (
            joined
            and kind is Kind.NAME
            and joined[-1][2] is Kind.NAME
            and not text[joined[-1][1] : start].strip(" -")
        ):
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    begins = [*(start for start, _end, _kind in joined[1:]), len(text)]
    return [
        (start, min(_with_next(text, end), begin) if kind is Kind.NAME else end, kind)
        for (start, end, kind), begin in zip(joined, begins, strict=False)
    ]


def _with_next(text: str, end: int) -> int:
    """Take in a family name that is an everyday word: "Valerie Hass"."""
    following = CAPITAL.match(text, end)
    return following.end() if following and not is_abbreviation(following[1]) else end
