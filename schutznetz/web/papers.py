"""Papers that leave nothing behind in a cache, under names of ours that say nothing about anybody."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

from schutznetz.files.workbooks import Cell
from schutznetz.law.letter_table import BY_KIND
from schutznetz.networks.choices import LetterKind

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones count as well

PAPER = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
}


def paper(body: bytes, name: str, kind: str = "application/pdf") -> HttpResponse:
    """Hand out a file under a name of ours that says nothing about anybody."""
    headers = {**PAPER, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def table(rows: Iterable[Sequence[Cell]], name: str) -> HttpResponse:
    """Hand out rows as CSV; a cell that a spreadsheet would take for a formula is disarmed."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([_plain(cell) for cell in row] for row in rows)
    return paper(("\ufeff" + text.getvalue()).encode(), name, "text/csv; charset=utf-8")


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",")
    said = str(cell)
    return f"'{said}" if said.startswith(FORMULA) else said


def letter(body: bytes, kind: LetterKind) -> HttpResponse:
    """Hand out a letter under the name that all letters of its kind have."""
    return paper(body, BY_KIND[kind].file_name)
