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


def _intro(default: str, may: frozenset[str], *needs: str) -> Block:
    return Block("intro", gettext_noop("Einleitung"), default, may, frozenset(needs))


def _rights(sentence: str, may: frozenset[str]) -> Block:
    """Rights begin with the sentence that the law wants, and an office may add to it."""
    label = gettext_noop("Hinweise zu Ihren Rechten")
    return Block("rights", label, f"{{{sentence}}}", may | {sentence}, frozenset({sentence}))


def _ending(default: str, may: frozenset[str], *needs: str) -> Block:
    return Block("ending", gettext_noop("Schluss"), default, may, frozenset(needs))


BOUND = Sentence(
    gettext_noop(
        "Wer dieses Blatt erhält, darf die Angaben nur für den Zweck verwenden, zu dem es ausgehändigt wurde."
    ),
    Norm("SGB X", "78", 1, 1),
)
REGARDS = "Mit freundlichen Grüßen\n{Jugendamt}"
LETTERHEAD = Letter(
    "letterhead",
    gettext_noop("Briefkopf"),
    None,
    "briefkopf.pdf",
    (
        Block(
            "head", gettext_noop("Kopf"), "{Jugendamt} · Jugendamt", OF_THE_OFFICE, frozenset({"Jugendamt"})
        ),
        Block("foot", gettext_noop("Fuß"), "Telefon {Telefon}\n{Zeiten}", OF_THE_OFFICE),
    ),
)
LETTERS = (
    Letter(
        "decision_record",
        gettext_noop("Entscheidungsnachweis"),
        Norm("KKG", "4"),
        "entscheidungsnachweis.pdf",
        (_intro("", frozenset({"Datum"})), _ending("", frozenset({"Datum"}))),
        (
            Sentence(
                gettext_noop("Weitergegeben wird nur, was zum Schutz des Kindes erforderlich ist."),
                Norm("KKG", "4", 3, 2),
            ),
        ),
        headed=False,
    ),
    Letter(
        "receipt",
        gettext_noop("Eingangsbestätigung"),
        Norm("SGB I", "35", 1),
        "eingangsbestaetigung.pdf",
        (
            _intro(
                "Guten Tag,\n\nIhre Mitteilung ist am {Eingang} bei uns eingegangen. Vielen Dank."
                "\n\nZwei Fachkräfte lesen, was Sie mitgeteilt haben, und entscheiden, was zu tun ist."
                " Wenn wir Fragen haben, melden wir uns.",
                OF_A_REPORT,
                "Eingang",
            ),
            _ending(
                "Wird es schlimmer, warten Sie nicht: Rufen Sie die 110 an."
                " Uns erreichen Sie unter {Telefon}.\n\n" + REGARDS,
                OF_A_REPORT,
            ),
        ),
        (
            Sentence(
                gettext_noop(
                    "Ob eine Familie bei uns bekannt ist und was wir tun, dürfen wir Ihnen nicht sagen."
                ),
                Norm("SGB I", "35", 1, 1),
            ),
        ),
    ),
    Letter(
        "invitation",
        gettext_noop("Einladung zum Gespräch"),
        Norm("SGB VIII", "8a", 1, 2),
        "einladung.pdf",
        (
            _intro(
                "Guten Tag,\n\nwir möchten mit Ihnen sprechen: {Anlass}.\n\n"
                "Bitte kommen Sie am {Tag} um {Uhrzeit} Uhr.\nOrt: {Ort}",
                OF_A_DATE,
                "Tag",
                "Uhrzeit",
                "Ort",
            ),
            _rights("Dolmetschen", OF_A_DATE),
            _ending(
                "Können Sie nicht kommen, rufen Sie bitte {Fachkraft} an: {Telefon}.\n\n" + REGARDS, OF_A_DATE
            ),
        ),
        (
            Sentence(
                gettext_noop("Zum Gespräch dürfen Sie eine Person Ihres Vertrauens mitbringen."),
                Norm("SGB X", "13", 4, 1),
            ),
        ),
    ),
    Letter(
        "visit_protocol",
        gettext_noop("Besuchsprotokoll"),
        Norm("SGB VIII", "8a", 1, 2),
        "besuchsprotokoll.pdf",
        (_intro("", OF_A_CASE), _ending("", OF_A_CASE)),
        (BOUND,),
    ),
    Letter(
        "safety_plan",
        gettext_noop("Schutzplan"),
        Norm("SGB VIII", "8a", 1, 3),
        "schutzplan.pdf",
        (
            _intro("Das haben wir miteinander abgesprochen, damit {Kind} sicher ist.", OF_A_CASE),
            _rights("Ombudsstelle", OF_A_CASE),
            _ending("Fragen beantwortet {Fachkraft}: {Telefon}.", OF_A_CASE),
        ),
        (BOUND,),
    ),
    Letter(
        "court_letter",
        gettext_noop("Anrufung des Familiengerichts"),
        Norm("SGB VIII", "8a", 2, 1),
        "schreiben-familiengericht.pdf",
        (
            _intro(
                "Unser Zeichen: {Zeichen}\n\nwir rufen das Familiengericht an (§ 8a Abs. 2 SGB VIII,"
                " §§ 1666, 1666a BGB).",
                OF_A_CASE,
                "Zeichen",
            ),
            _ending("Mit freundlichen Grüßen\n{Fachkraft}\n{Jugendamt}", OF_A_CASE, "Fachkraft"),
        ),
        (
            Sentence(
                gettext_noop("Das Verfahren ist vorrangig und beschleunigt durchzuführen."),
                Norm("FamFG", "155", 1),
            ),
            BOUND,
        ),
    ),
    Letter(
        "feedback",
        gettext_noop("Rückmeldung zu Ihrer Mitteilung"),
        Norm("KKG", "4", 4, 1),
        "rueckmeldung.pdf",
        (
            _intro(
                "Guten Tag,\n\nSie haben uns am {Eingang} über Ihre Sorge informiert. Das Gesetz erlaubt uns"
                " diese Antworten:",
                OF_A_REPORT,
            ),
            _ending(REGARDS, OF_A_REPORT),
        ),
        (
            Sentence(
                gettext_noop("Mehr dürfen wir Ihnen nicht mitteilen."),
                Norm("SGB VIII", "64", 4),
            ),
        ),
    ),
    Letter(
        "handover",
        gettext_noop("Übergabe an ein anderes Jugendamt"),
        Norm("SGB VIII", "8a", 6, 1),
        "anschreiben.pdf",
        (
            _intro(
                "Guten Tag,\n\nwir übergeben Ihnen den Fall {Zeichen}. Nach unserer Kenntnis sind Sie"
                " zuständig. Sie erhalten die Daten, die Sie für den Schutz des Kindes brauchen.",
                OF_A_HANDOVER,
                "Zeichen",
            ),
            _ending(
                "Fragen beantwortet {Fachkraft}: {Telefon}. Das Kennwort des Pakets nennen wir Ihnen am"
                " Telefon.\n\n" + REGARDS,
                OF_A_HANDOVER,
            ),
        ),
        (BOUND,),
    ),
    Letter(
        "closing_note",
        gettext_noop("Abschlussvermerk"),
        Norm("SGB VIII", "8a", 1),
        "abschlussvermerk.pdf",
        (_intro("", OF_A_CASE), _ending("", OF_A_CASE)),
    ),
    Letter(
        "access_answer",
        gettext_noop("Antwort auf Akteneinsicht oder Auskunft"),
        Norm("DSGVO", "12", 3, 1),
        "antwort-akteneinsicht.pdf",
        (
            _intro(
                "Guten Tag,\n\nSie haben gefragt, was bei uns gespeichert ist. Unser Zeichen: {Zeichen}."
                "\n\nDas Beiliegende dürfen wir Ihnen zeigen. Was geschwärzt ist, schützt andere Menschen.",
                OF_A_REQUEST,
                "Zeichen",
            ),
            _rights("Berichtigung", OF_A_REQUEST),
            _ending("Fragen beantwortet {Fachkraft}: {Telefon}.\n\n" + REGARDS, OF_A_REQUEST),
        ),
        (
            Sentence(
                gettext_noop("Sie können sich bei der Datenschutzaufsicht beschweren."),
                Norm("DSGVO", "77", 1),
            ),
            Sentence(
                gettext_noop(
                    "Wo sich jemand aufhält, wer gemeldet hat und was jemandem anvertraut wurde, geben wir"
                    " nie heraus, auch wenn nichts dergleichen in der Akte steht."
                ),
                Norm("SGB I", "35", 1, 1),
            ),
        ),
    ),
)
BY_KIND: Mapping[str, Letter] = {letter.kind: letter for letter in (LETTERHEAD, *LETTERS)}
