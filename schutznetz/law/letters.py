"""The letters and records of a procedure: what each must say, and which words an office may change.

An office changes texts, never what the law fixes: ``standing`` sentences are printed whatever the office
writes, and what a letter ``needs``, a word of the record or a ``FIXED`` sentence, cannot be taken out. A text
is plain; a word in braces is replaced once, and nothing in it is ever carried out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

LONGEST = 3_000
_BRACES = re.compile(r"\{([^{}]*)\}")

# What a word in braces stands for. There is none for a place where somebody lives: no text can give one away.
PLACEHOLDERS: Mapping[str, str] = {
    "Jugendamt": gettext_noop("Name des Trägers aus den Einstellungen"),
    "Telefon": gettext_noop("Rufnummer zur Dienstzeit aus den Einstellungen"),
    "Zeiten": gettext_noop("Dienstzeiten aus den Einstellungen"),
    "Datum": gettext_noop("Tag des Ausdrucks"),
    "Zeichen": gettext_noop("Zeichen des Falls oder der Meldung"),
    "Kind": gettext_noop("Name des Kindes"),
    "Fachkraft": gettext_noop("Name der zuständigen Fachkraft"),
    "Tag": gettext_noop("Tag des Termins"),
    "Uhrzeit": gettext_noop("Beginn des Termins"),
    "Ort": gettext_noop("Ort des Termins"),
    "Anlass": gettext_noop("Worum es beim Termin geht"),
    "Eingang": gettext_noop("Tag, an dem die Meldung einging"),
    "Dolmetschen": gettext_noop("fester Satz: Hilfe beim Verstehen, ohne Kosten"),
    "Ombudsstelle": gettext_noop("fester Satz: Widerspruch und Ombudsstelle"),
    "Berichtigung": gettext_noop("fester Satz: eigene Sicht neben einem Eintrag"),
}
OF_THE_OFFICE = frozenset({"Jugendamt", "Telefon", "Zeiten", "Datum"})
OF_A_CASE = OF_THE_OFFICE | {"Zeichen", "Kind", "Fachkraft"}
OF_A_HANDOVER = OF_A_CASE - {"Kind"}  # the covering letter travels beside the package and names no child
OF_A_REQUEST = OF_A_CASE - {"Kind"}  # who asks may be nobody whom the child's name concerns
OF_A_DATE = OF_A_CASE | {"Tag", "Uhrzeit", "Ort", "Anlass"}
OF_A_REPORT = OF_THE_OFFICE | {"Eingang"}  # no name and no sign: it must not tell whether a family is known


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands in a letter whatever the office writes."""

    text: str
    norm: Norm

    def __str__(self) -> str:
        return f"{self.text} ({self.norm})"


# What the law wants said in its own words: an office chooses the place, and neither changes nor drops it.
FIXED: Mapping[str, Sentence] = {
    "Dolmetschen": Sentence(
        gettext_noop(
            "Sie brauchen Hilfe beim Verstehen, eine Dolmetscherin oder einen Dolmetscher? Sagen Sie es uns"
            " vorher, wir sorgen dafür. Es kostet Sie nichts."
        ),
        Norm("SGB VIII", "10a", 1),
    ),
    "Ombudsstelle": Sentence(
        gettext_noop(
            "Sie sind mit etwas nicht einverstanden? Sprechen Sie mit uns. Sie können sich auch an eine"
            " Ombudsstelle wenden; sie gehört nicht zum Jugendamt."
        ),
        Norm("SGB VIII", "9a"),
    ),
    "Berichtigung": Sentence(
        gettext_noop(
            "Ist etwas falsch, sagen Sie es uns: Ihre Sicht steht dann mit Ihren Worten neben dem Eintrag."
        ),
        Norm("DSGVO", "16"),
    ),
}
# Whoever answers for an electronic document signs it with her name.
SIGNED = Norm("FamFG", "14", 2)
WHY_NEEDED: Mapping[str, Norm] = {name: sentence.norm for name, sentence in FIXED.items()} | {
    "Fachkraft": SIGNED
}


@dataclass(frozen=True, slots=True)
class Block:
    """One text that an office may change, with the placeholders it may use and those it must keep."""

    name: str
    label: str
    default: str
    may: frozenset[str]
    needs: frozenset[str] = frozenset()

    def __str__(self) -> str:
        words = ", ".join(f"{name}!" if name in self.needs else name for name in sorted(self.may))
        return f"{self.label} ({words})"


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of paper; ``file_name`` says what it is and never about whom."""

    kind: str
    title: str
    norm: Norm | None
    file_name: str
    blocks: tuple[Block, ...]
    standing: tuple[Sentence, ...] = ()
    headed: bool = True  # carries the letterhead of the youth office


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be used; ``text`` names its values."""

    text: str
    values: Mapping[str, str]


BRACE = gettext_noop(
    "Geschweifte Klammern gehören nur um ein Wort aus der Liste, zum Beispiel {%(example)s}."
)
UNKNOWN = gettext_noop("„%(names)s“ gibt es in diesem Text nicht. Erlaubt sind: %(allowed)s.")
MISSING = gettext_noop("In diesem Text darf nicht fehlen: %(names)s.")
TOO_LONG = gettext_noop("Der Text ist zu lang. Höchstens %(most)s Zeichen.")


def faults(block: Block, text: str) -> list[Fault]:
    """Return what is wrong with a text an office wrote; nothing means it can be printed."""
    used = _BRACES.findall(text)
    unknown = sorted(set(used) - block.may)
    missing = sorted(block.needs - set(used))
    found = []
    if len(text) > LONGEST:
        found.append(Fault(TOO_LONG, {"most": str(LONGEST)}))
    if set(_BRACES.sub("", text)) & set("{}"):
        found.append(Fault(BRACE, {"example": min(block.may)}))
    if unknown:
        found.append(Fault(UNKNOWN, {"names": _named(unknown), "allowed": _named(sorted(block.may))}))
    if missing:
        found.append(Fault(MISSING, {"names": ", ".join(_needed(name) for name in missing)}))
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in once: braces inside a value are letters like any other."""
    return _BRACES.sub(lambda match: values[match[1]], text)


def standard(letter: Letter) -> dict[str, str]:
    """Return the texts that hold until an office writes its own."""
    return {block.name: block.default for block in letter.blocks}


def printable(letter: Letter, texts: Mapping[str, str]) -> dict[str, str]:
    """Return these texts with the standard for every one that may no longer be printed."""
    found = standard(letter)
    return found | {
        block.name: texts[block.name]
        for block in letter.blocks
        if block.name in texts and not faults(block, texts[block.name])
    }


def _named(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _needed(name: str) -> str:
    """Name what is missing, and the norm where the law itself wants it."""
    norm = WHY_NEEDED.get(name)
    return f"{{{name}}} ({norm})" if norm else f"{{{name}}}"
