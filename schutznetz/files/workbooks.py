"""Writes an XLSX file: sheets of texts, numbers and days, with a bold first row that stays while one scrolls.

Texts are stored as texts, so that none of them is ever taken for a formula. The same tables make the same
bytes: nothing of the day or the machine stands in the file.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from xlsxwriter import Workbook

NARROW, WIDE = 8, 60  # characters
WRAP_FROM = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # as a browser is told
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # stands where a file says when it was made
TAB = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))  # a tab cannot have them

Cell: TypeAlias = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` begin with the headings; what is called ``name`` is read on the tab."""

    name: str
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the file with these sheets in their order."""
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"created": NO_DAY})
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name.translate(TAB)[:31])
    page.freeze_panes(1, 0)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for line, row in enumerate(sheet.rows):
        for at, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, at, value, day)
            elif isinstance(value, str):
                page.write_string(line, at, value, _look(line, value, bold, wrapped))
            elif value is not None:
                page.write_number(line, at, value)
    for at in range(max((len(row) for row in sheet.rows), default=0)):
        longest = max(len(str(row[at])) for row in sheet.rows if at < len(row))
        page.set_column(at, at, min(max(longest + 2, NARROW), WIDE))


def _look(line: int, text: str, bold: Any, wrapped: Any) -> Any:
    if line == 0:
        return bold
    return wrapped if len(text) > WRAP_FROM else None
