"""Reads a CSV file as people save it, and names every problem by row and column, in German.

Nothing here knows what the rows mean: a domain declares its columns, looks at the problems and
imports only when there are none.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from schutznetz.signs import TURNED, readable

MAX_BYTES = 40 * 1024 * 1024
MAX_ROWS = 200_000
MAX_PROBLEMS = 500  # enough to mend a file by; a report of a hundred thousand lines helps nobody

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€|Â[\u00a0-\u00bf]|\ufffd")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DELIMITERS = ";,\t|"
csv.field_size_limit(MAX_BYTES)  # so that a huge cell is named by its column, and not taken for a broken row
FIRST_ROW = 2  # as a spreadsheet counts; row 1 holds the titles


class Unreadable(ValueError):
    """The file is no table at all; the text says in German what it seems to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One expected column. ``parse`` turns a filled cell into a value or raises ``ValueError`` in German."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    max_length: int = 500
    parse: Callable[[str], Any] = str

    def names(self) -> set[str]:
        return {fold(name) for name in (self.key, self.title, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Problem:
    """What has to be mended. Row as a spreadsheet counts it; 0 stands for the whole file."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = [_("Zeile %(row)s") % {"row": self.row}] if self.row else []
        place += [_("Spalte „%(column)s“") % {"column": self.column}] if self.column else []
        return f"{', '.join(place) or _('Datei')}: {self.text}"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: Mapping[str, Any]  # every key of the columns; ``None`` where the cell is empty

    def text(self, key: str) -> str:
        """Return the cell as text, empty when it is."""
        value = self.cells.get(key)
        return "" if value is None else str(value)


@dataclass(slots=True)
class Table:
    """What was read. ``problems`` is cut off at ``MAX_PROBLEMS``, ``problem_count`` is not."""

    encoding: str = ""
    delimiter: str = ""
    unknown: list[str] = field(default_factory=list)  # titles that nobody asked for; they are ignored
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    passed: int = 0  # rows that were passed over

    def report(self, row: int, column: str, text: str) -> None:
        self.problem_count += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(row, column, text))

    def __bool__(self) -> bool:
        """Say whether the table may be imported."""
        return bool(self.rows) and not self.problem_count


def read(
    content: bytes,
    columns: Sequence[Column],
    *,
    unique: Sequence[str] = (),
    said: Callable[[int], None] = lambda count: None,
    passed_over: Callable[[Mapping[str, str]], bool] = lambda raw: False,
) -> Table:
    """Read ``content``; nothing is raised, whatever the bytes are.

    ``unique`` names a key (one or several columns together) that may occur only once,
    ``said`` hears the number of rows read, every thousand, and a row of which ``passed_over`` says so is
    neither looked at nor returned. It is asked with the cells by their keys, and with what stands in columns
    that nobody asked for under the empty one.
    """
    table = Table()
    try:
        text, table.encoding = decode(content)
        header, records, table.delimiter = _open(text, columns)
        positions = _positions(table, header, columns)
        if not table.problem_count:
            kept = _kept(table, records, positions, len(header), passed_over)
            _read_rows(table, kept, columns, positions, len(header), said)
            _find_duplicates(table, columns, unique)
    except Unreadable as reason:
        table.report(0, "", str(reason))
    if not (table.rows or table.passed or table.problem_count):
        table.report(0, "", _("Die Datei enthält keine Zeilen unter der Kopfzeile."))
    return table


def fold(name: str) -> str:
    """Return a title so that "Straße ", "STRASSE" and "strasse" are the same."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().casefold().translate(UMLAUTS)).strip("_")


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, as a person would call it."""
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Die Datei ist größer als 40 MB. Bitte teilen Sie sie."))
    if not content.strip():
        raise Unreadable(_("Die Datei ist leer."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_("Das ist eine Excel-Datei. Bitte speichern Sie sie dort als „CSV UTF-8“."))
    text, encoding = _decoded(content)
    if not text.strip():
        raise Unreadable(_("Die Datei ist leer."))
    if CONTROL.search(text):
        raise Unreadable(_("Das ist keine Textdatei. Bitte laden Sie eine CSV-Datei hoch."))
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(content, "utf-16", "UTF-16")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _strict(content, "cp1252", "Windows (westeuropäisch)")


def _strict(content: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(codec), name
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(
            _("Der Zeichensatz ist nicht erkennbar (etwa in Zeile %(row)s). Bitte als UTF-8 speichern.")
            % {"row": line}
        ) from error


def _open(text: str, columns: Sequence[Column]) -> tuple[list[str], Iterator[list[str]], str]:
    """Take the separator under which most of the expected titles are found."""
    expected = set().union(*(column.names() for column in columns))
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> tuple[int, int]:
        titles = next(csv.reader([first], delimiter=delimiter), [])
        return len({fold(title) for title in titles} & expected), len(titles)

    best = max(DELIMITERS, key=known)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
    header = next(_lines(records), [])
    return header, _lines(records), best


def _lines(records: Any) -> Iterator[list[str]]:
    try:
        yield from records
    except csv.Error as error:
        raise Unreadable(
            _("Zeile %(row)s ist keine gültige CSV-Zeile. Meist fehlt ein Anführungszeichen.")
            % {"row": records.line_num}
        ) from error


def _positions(table: Table, header: list[str], columns: Sequence[Column]) -> dict[str, int]:
    """Find each column by its title; report what is missing or there twice."""
    titles = [fold(title) for title in header]
    positions: dict[str, int] = {}
    for column in columns:
        found = [place for place, title in enumerate(titles) if title in column.names()]
        if len(found) > 1:
            table.report(1, column.title, _("Die Spalte kommt mehrmals vor."))
        elif found:
            positions[column.key] = found[0]
        elif column.required:
            table.report(1, column.title, _("Die Spalte fehlt."))
    known = set().union(*(column.names() for column in columns))
    table.unknown = [title.strip() for title in header if title.strip() and fold(title) not in known]
    return positions


def _kept(
    table: Table,
    records: Iterator[list[str]],
    positions: Mapping[str, int],
    width: int,
    passed_over: Callable[[Mapping[str, str]], bool],
) -> Iterator[list[str]]:
    """Empty the rows that are passed over: the others keep their numbers."""
    others = set(range(width)) - set(positions.values())
    for record in records:
        raw = {key: record[place] if place < len(record) else "" for key, place in positions.items()}
        raw[""] = " ".join(cell for place, cell in enumerate(record) if place in others)
        moved = any(cell.strip() for cell in record[width:])
        left_out = not moved and passed_over(raw)
        table.passed += left_out
        yield [] if left_out else record


def _read_rows(
    table: Table,
    records: Iterator[list[str]],
    columns: Sequence[Column],
    positions: dict[str, int],
    width: int,
    said: Callable[[int], None],
) -> None:
    for number, record in enumerate(records, start=FIRST_ROW):
        if number - FIRST_ROW >= MAX_ROWS:
            table.report(0, "", _("Die Datei hat zu viele Zeilen. Bitte teilen Sie sie."))
            return
        if not any(cell.strip() for cell in record):
            continue
        if any(cell.strip() for cell in record[width:]):  # a separator in a text moves all cells behind it
            table.report(number, "", _("Die Zeile hat mehr Zellen als die Kopfzeile."))
            continue
        if len(record) < width:
            record = [*record, *[""] * (width - len(record))]  # noqa: PLW2901 - spreadsheets drop empty ends
        cells = {
            column.key: _cell(table, number, column, record[positions[column.key]])
            if column.key in positions
            else None
            for column in columns
        }
        table.rows.append(Row(number, cells))
        if number % 1000 == 0:
            said(number)


def _cell(table: Table, number: int, column: Column, raw: str) -> Any:
    text = re.sub(r"^'(?=[=+\-@])", "", raw.strip())  # the apostrophe that disarms a formula
    if not text:
        if column.required:
            table.report(number, column.title, _("Hier fehlt eine Angabe."))
        return None
    if MOJIBAKE.search(text):
        table.report(number, column.title, _("Umlaute sind verfälscht. Bitte als UTF-8 speichern."))
        return None
    if TURNED.search(text):
        table.report(
            number, column.title, _("Unsichtbare Zeichen drehen den Text um. Bitte die Zelle neu eintippen.")
        )
        return None
    if len(text) > column.max_length:
        too_long = _("Länger als %(most)s Zeichen.") % {"most": column.max_length}
        table.report(number, column.title, too_long)
        return None
    try:
        return column.parse(readable(text))
    except ValueError as reason:
        table.report(number, column.title, str(reason))
        return None


def _find_duplicates(table: Table, columns: Sequence[Column], unique: Sequence[str]) -> None:
    if not unique:
        return
    titles = {column.key: column.title for column in columns}
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = tuple(fold(row.text(part)) for part in unique)
        if not any(key):
            continue
        if (first := seen.setdefault(key, row.number)) != row.number:
            table.report(
                row.number, titles[unique[0]], _("Doppelt: steht schon in Zeile %(row)s.") % {"row": first}
            )


# What stands in a cell, checked once for every import.


def postcode(text: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", text):
        raise ValueError(_("„%(cell)s“ ist keine Postleitzahl mit fünf Ziffern.") % {"cell": text[:20]})
    return text


def email(text: str) -> str:
    if not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[A-Za-z]{2,}", text):
        raise ValueError(_("Das ist keine E-Mail-Adresse."))
    return text


def phone(text: str) -> str:
    if not re.fullmatch(r"\+?[0-9\s/()\-–.]{3,40}", text):
        raise ValueError(_("Das ist keine Telefonnummer."))
    return text


def website(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", address):
        raise ValueError(_("Das ist keine Internetadresse."))
    return address


def day(text: str) -> date:
    """Read 24.12.2026 or 2026-12-24."""
    if german := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text):
        parts = [int(part) for part in german.groups()][::-1]
    elif iso := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        parts = [int(part) for part in iso.groups()]
    else:
        raise ValueError(_("Bitte ein Datum wie 24.12.2026."))
    try:
        return date(*parts)
    except ValueError as error:
        raise ValueError(_("Dieses Datum gibt es nicht.")) from error


def yes_or_no(text: str) -> bool:
    answer = fold(text)
    if answer in {"ja", "j", "1", "x", "wahr", "true"}:
        return True
    if answer in {"nein", "n", "0", "falsch", "false"}:
        return False
    raise ValueError(_("Bitte „ja“ oder „nein“."))


class Choice(Protocol):
    """What a vocabulary offers: value and label."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> Any: ...


def one_of(vocabulary: Sequence[Choice]) -> Callable[[str], Any]:
    """Read a code by its value or its German label."""
    by_name: dict[str, Choice] = {}

    def choose(text: str) -> Any:
        if not by_name:
            by_name.update({fold(str(code.label)): code for code in vocabulary})
            by_name.update({fold(code.value): code for code in vocabulary})
        if found := by_name.get(fold(text)):
            return found
        allowed = ", ".join(str(code.label) for code in vocabulary)
        raise ValueError(
            _("„%(cell)s“ gibt es hier nicht. Möglich sind: %(allowed)s.")
            % {"cell": text[:40], "allowed": allowed}
        )

    return choose
