"""Reads the first sheet of an XLSX file as the CSV that its owner would have saved; nothing else of it.

The file comes from outside: it is read in memory, its sizes are asked before anything is unpacked, and
markup that defines anything of its own is refused.
"""

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from xml.parsers import expat

from django.utils.translation import gettext as _

from schutznetz.files.tables import MAX_ROWS, Unreadable

SIGNATURE = b"PK\x03\x04"
MOST_BYTES = 64 * 1024 * 1024  # unpacked, all parts together
MOST_OF_A_LIST = 1024 * 1024  # what says which sheets there are
MOST_COLUMNS = 200
DAY_ONE, OF_OLD_MACS = date(1899, 12, 30), date(1904, 1, 1)  # from which spreadsheets count days
OF_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # built-in formats of dates
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
PLACE = re.compile(r"([A-Z]{1,3})[0-9]+")
JOINED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    ArithmeticError,
    LookupError,
    ValueError,
    EOFError,
)
Attributes = Mapping[str, str]


def is_spreadsheet(content: bytes) -> bool:
    return content.startswith(SIGNATURE)


def as_csv(content: bytes) -> bytes:
    """Return the rows of the first sheet that can be seen, dates as 2026-12-24. Raises ``Unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            book = _book(_unpacked(archive, (BOOK, LINKS), MOST_OF_A_LIST))
            parts = _unpacked(archive, (book.first, STRINGS, STYLES), MOST_BYTES)
        sheet = _Sheet(_strings(parts.get(STRINGS, b"")), _formats(parts.get(STYLES, b"")), book.day_one)
        _walk(parts[book.first], sheet.begin, sheet.end, sheet.text)
        sheet.fill_joined()
    except (*BROKEN, RuntimeError) as wrong:  # an archive with a password is a RuntimeError
        raise Unreadable(
            _("Diese Excel-Datei lässt sich nicht lesen. Bitte speichern Sie sie als „CSV UTF-8“.")
        ) from wrong
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(sheet.rows)
    return out.getvalue().encode()


@dataclass(frozen=True, slots=True)
class _Book:
    """Which part is the first sheet, and from when the file counts days."""

    first: str
    day_one: date


def _unpacked(archive: zipfile.ZipFile, wanted: Iterable[str], most: int) -> dict[str, bytes]:
    names = set(archive.namelist())
    found = [name for name in wanted if name in names]
    if sum(archive.getinfo(name).file_size for name in found) > most:
        raise ValueError("larger than it seems")
    return {name: archive.read(name) for name in found}


def _book(parts: Mapping[str, bytes]) -> _Book:
    """Take the tab that people see first: the names of the parts tell only which was made first."""
    sheets: dict[str, str] = {}
    shown: list[str] = []
    day_one = [DAY_ONE]

    def link(name: str, said: Attributes) -> None:
        if name == "Relationship" and said["Type"].endswith("/worksheet"):
            sheets[said["Id"]] = posixpath.normpath(posixpath.join("/xl", said["Target"])).lstrip("/")

    def tab(name: str, said: Attributes) -> None:
        if name == "sheet" and said.get("state", "visible") == "visible":
            shown.extend(said[key] for key in said if key.rpartition(" ")[2] == "id")
        elif name == "workbookPr" and said.get("date1904") in {"1", "true"}:
            day_one[0] = OF_OLD_MACS

    _walk(parts[LINKS], link, lambda _name: None, lambda _words: None)
    _walk(parts[BOOK], tab, lambda _name: None, lambda _words: None)
    found = [sheets[each] for each in shown if each in sheets]  # a chart is a tab as well
    return _Book(found[0], day_one[0])


def _walk(
    markup: bytes,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Go through markup by local names; a document type, with which bombs are built, is refused."""

    def refuse(*_said: object) -> None:
        raise ValueError("defines something of its own")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, said: begin(name.rpartition(" ")[2], said)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    parser.ParseFile(io.BytesIO(markup))


def _strings(markup: bytes) -> list[str]:
    """Return the texts that cells name by number; how to pronounce them is left out."""
    found: list[str] = []
    open_: list[str] = []

    def begin(name: str, _said: Attributes) -> None:
        open_.append(name)
        if name == "si":
            found.append("")

    def text(words: str) -> None:
        if open_ and open_[-1] == "t" and "rPh" not in open_:
            found[-1] += words

    if markup:
        _walk(markup, begin, lambda _name: open_.__delitem__(-1), text)
    return found


def _formats(markup: bytes) -> list[bool]:
    """Say of each cell format whether it shows a date."""
    own: dict[str, str] = {}
    found: list[bool] = []
    open_: list[str] = []

    def begin(name: str, said: Attributes) -> None:
        open_.append(name)
        if name == "numFmt":
            own[said["numFmtId"]] = LITERAL.sub("", said["formatCode"]).casefold()
        if name == "xf" and "cellXfs" in open_:
            number = said.get("numFmtId", "0")
            found.append(int(number) in OF_DAYS or bool(re.search("[yd]", own.get(number, ""))))

    if markup:
        _walk(markup, begin, lambda _name: open_.__delitem__(-1), lambda _words: None)
    return found


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


class _Sheet:
    """Collects rows; a row stays where it stands, so that people find it by its number."""

    def __init__(self, strings: list[str], days: list[bool], day_one: date) -> None:
        self.rows: list[list[str]] = []
        self._strings, self._days, self._day_one = strings, days, day_one
        self._cell: Attributes = {}
        self._words: list[str] = []
        self._inside = ""
        self._joined: list[str] = []

    def begin(self, name: str, said: Attributes) -> None:
        if name == "row":
            self._reach(int(said.get("r", len(self.rows) + 1)))
        elif name == "c":
            self._cell, self._words = said, []
        elif name == "mergeCell":
            self._joined.append(said.get("ref", ""))
        self._inside = name

    def text(self, words: str) -> None:
        if self._inside in {"v", "t"}:
            self._words.append(words)

    def end(self, name: str) -> None:
        if name == "c":
            row = self.rows[-1]
            place = self._place(len(row))
            row.extend([""] * (place + 1 - len(row)))
            row[place] = self._value("".join(self._words))
        self._inside = ""

    def fill_joined(self) -> None:
        """Let a cell that reaches over several rows stand in each of them, as people read it."""
        for found in filter(None, map(JOINED.fullmatch, self._joined)):
            place, first, last = _column(found[1]), int(found[2]), int(found[3])
            if place >= MOST_COLUMNS or not 0 < first <= len(self.rows):
                continue
            words = self.rows[first - 1][place : place + 1]
            for row in self.rows[first:last] if words else ():
                row.extend([""] * (place + 1 - len(row)))
                row[place] = row[place] or words[0]

    def _reach(self, number: int) -> None:
        if not len(self.rows) < number <= MAX_ROWS + 1:
            raise ValueError("rows out of order, or too many")
        self.rows.extend([] for _number in range(number - len(self.rows)))

    def _place(self, following: int) -> int:
        found = PLACE.fullmatch(self._cell.get("r", ""))
        place = following
        if found:
            place = _column(found[1])
        if place >= MOST_COLUMNS:
            raise ValueError("too many columns")
        return place

    def _value(self, text: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._strings[int(text)] if text else ""
        if kind == "d":
            return text[:10]
        if kind == "n" and text:
            return self._number(text)
        return text

    def _number(self, text: str) -> str:
        style = int(self._cell.get("s", 0))
        number = float(text)
        if style < len(self._days) and self._days[style]:
            return (self._day_one + timedelta(days=int(number))).isoformat()
        return str(int(number)) if number.is_integer() else text
