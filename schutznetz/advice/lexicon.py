"""Which German words are no names: a word list, and how German builds nouns and sentence beginnings."""

import re
from functools import lru_cache
from pathlib import Path

# What makes a noun of other words; a name hardly ever ends like this and is that long.
NOUN_ENDS = re.compile(
    r"\w{4,}(?:ung|heit|keit|schaft|tion|sion|tät|ismus|logie|pathie|ment|(?<=[bcdfghkmprst])nis|ling|tum)"
    r"(?:s|e|en|er|n|se|sen|ses)?"
    r"|\w{4,}(?:erin|pädin|login|istin|entin|torin)(?:nen)?"
)
# Names that end or begin as nouns, adjectives and participles do.
LIKE_WORDS = re.compile(r"(?:flor|clem|klem)entin|(?!ewig)\w+wig|\w+veig|ge(?:bh|rh|rt)\w+")
AGED = re.compile(r"\w+jährige[rn]?")
# What adjectives and adverbs end in, and the forms of verbs that may begin a sentence.
SENTENCE_BEGINS = re.compile(
    r"\w{3,}(?:lich|isch|weise|mals|falls|wärts|dings|haft|los|seits|halber|igerweise|mäßig|artig)"
    r"(?:e|er|es|en|em|ere|eren|ste|sten)?"
    r"|\w{4,}(?:ig|sam|bar)(?:e|er|es|en|em)?"
    r"|(?:ge|ver|zer|ent|über|unter|ange|auf|aus|nach|vor|zurück)\w{4,}(?:t|te|ten|en|end|ende|enden)"
)
JOINTS = ("", "s", "es", "n", "en", "er", "e")
LESS = re.compile(r"(\w{3,})los(?:e|er|es|en|em|ere|eren|ste|sten)?")  # "sprachlos", and not "Carlos"
ENDINGS = ("", "s", "es", "n", "en", "e", "innen")
AFTER = {"n": tuple("elr"), "e": tuple("bcdfghklmnprstuwxyzß"), "en": tuple("bcdfghklmnprstuwxyzß")}
PLURALS = ("", "e", "en", "er", "ern", "n")
UNBENT = str.maketrans("äöü", "aou")
OF_NAMES = ("mann", "dorf", "stadt")  # Hoffmann and Neudorf are put together as well, and they are names


@lru_cache(maxsize=1)
def _written() -> list[str]:
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(word for word in _written() if word[0].islower())


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Return the nouns in small letters."""
    return frozenset(word.lower() for word in _written() if word.istitle() and word[-1] != "-")


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Return what compounds begin with, in small letters."""
    return _nouns() | frozenset(word[:-1].lower() for word in _written() if word[-1] == "-")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(word for word in _written() if any(sign.isupper() for sign in word[1:]))


def is_abbreviation(word: str) -> bool:
    """Say whether the field uses these letters; in capitals only, so that they are no name."""
    return word in _abbreviations()


def is_common(word: str) -> bool:
    """Say whether a word may stand at the beginning of a sentence, or after "heißt", without being a name."""
    low = word.lower()
    return low in _small() or (bool(SENTENCE_BEGINS.fullmatch(low)) and not _only_looks_so(low))


def _only_looks_so(low: str) -> bool:
    without = LESS.fullmatch(low)
    if without is None:
        return bool(LIKE_WORDS.fullmatch(low))
    stem = without[1]
    return not any(is_noun(each) for each in (stem, f"{stem}e", stem.removesuffix("s")))


def is_listed(word: str) -> bool:
    """Say whether the list itself holds a noun, not put together of others."""
    return word.lower() in _nouns()


@lru_cache(maxsize=4096)
def is_noun(word: str) -> bool:
    """Say whether a word is a noun of the list, a form of one, or put together of several."""
    low = word.lower()
    if LIKE_WORDS.fullmatch(low.removesuffix("e")):
        return low in _nouns()
    return _is_form(low) or bool(NOUN_ENDS.fullmatch(low) or AGED.fullmatch(low)) or _is_compound(low)


def _is_form(low: str) -> bool:
    """Say whether a word of the list stands here in some case or number; the plural may bend its vowel."""
    nouns = _nouns()
    if any(low.endswith(end) and _bends(low[: len(low) - len(end)], end) for end in ENDINGS):
        return True
    plain = low.translate(UNBENT)
    return plain != low and any(plain.endswith(end) and plain.removesuffix(end) in nouns for end in PLURALS)


def _bends(stem: str, end: str) -> bool:
    return stem in _nouns() and stem.endswith(AFTER.get(end, ""))


def _is_compound(low: str, depth: int = 0) -> bool:
    """Take a word apart into nouns: the last one decides what it is, those before it only describe."""
    for cut in range(3, len(low) - 2):
        head, tail = low[:cut].rstrip("-"), low[cut:].lstrip("-")
        stems = {head.removesuffix(joint) for joint in JOINTS if head.endswith(joint)}
        known = bool(stems & _heads())
        ends = (
            len(tail) > 2
            and not tail.startswith(OF_NAMES)
            and (_is_form(tail) or bool(NOUN_ENDS.fullmatch(tail)))
        )
        if known and (ends or (depth < 2 and _is_compound(tail, depth + 1))):
            return True
    return False
