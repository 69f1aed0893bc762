"""The codes of the statistical office as a file: what is in it, and every problem by row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from schutznetz.files import tables
from schutznetz.files.tables import Column, Row, Table, fold
from schutznetz.law import statistics as law

QUESTION, ANSWER, CODE = "Frage", "Antwort", "Schlüssel"


def _code(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{1,6}", text):
        raise ValueError(_("Ein Schlüssel besteht aus höchstens sechs Ziffern und Buchstaben."))
    return text


COLUMNS = (
    Column(key="question", title=QUESTION, aliases=("Merkmal",), required=True, max_length=200),
    Column(key="answer", title=ANSWER, aliases=("Ausprägung",), required=True, max_length=200),
    Column(key="code", title=CODE, aliases=("Code", "Signierziffer"), max_length=20, parse=_code),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFile:
    """What was read; nothing of it counts before somebody has looked and entered it."""

    table: Table
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return sum(len(given) for given in self.codes.values())

    @property
    def open_codes(self) -> list[law.Feature]:
        return law.open_codes(self.codes)


def read_codes(content: bytes) -> CodeFile:
    """Read a file with one line for each answer; a line without a code leaves its answer open."""
    found = CodeFile(table=tables.read(content, COLUMNS))
    lines: dict[tuple[str, str], int] = {}
    for row in found.table.rows:
        if not row.cells["question"] or not row.cells["answer"]:
            continue  # reported as missing
        if (feature := _question(row)) is None:
            found.table.report(row.number, QUESTION, _("Diese Frage steht nicht im Fragebogen."))
        elif (value := _answer(feature, row)) is None:
            found.table.report(row.number, ANSWER, _("Diese Antwort gibt es bei dieser Frage nicht."))
        elif first := lines.get((feature.name, value.key)):
            found.table.report(
                row.number, ANSWER, _("Doppelt: steht schon in Zeile %(row)s.") % {"row": first}
            )
        else:
            lines[feature.name, value.key] = row.number
            _take(found, feature, value, row, lines)
    return found


def _take(
    found: CodeFile, feature: law.Feature, value: law.Value, row: Row, lines: dict[tuple[str, str], int]
) -> None:
    if not (code := row.text("code")):
        return
    known = found.codes.setdefault(feature.name, {})
    if (other := next((key for key, said in known.items() if said == code), None)) is not None:
        first = {"row": lines[feature.name, other]}
        found.table.report(row.number, CODE, _("Diesen Schlüssel hat schon Zeile %(row)s.") % first)
    known[value.key] = code


def _question(row: Row) -> law.Feature | None:
    said = fold(row.text("question"))
    return next((each for each in law.FEATURES if said in {fold(each.name), fold(each.label)}), None)


def _answer(feature: law.Feature, row: Row) -> law.Value | None:
    said = fold(row.text("answer"))
    return next((each for each in feature.values if said in {fold(each.key), fold(each.label)}), None)


def lines_of(codes: law.Codes) -> Iterator[list[str]]:
    """Yield the file to fill in: every answer of the questionnaire, with the code that is known."""
    yield [QUESTION, ANSWER, CODE]
    for feature in law.FEATURES:
        known = codes.get(feature.name, {})
        yield from ([feature.label, value.label, known.get(value.key, "")] for value in feature.values)
