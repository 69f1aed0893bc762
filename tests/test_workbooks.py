"""A workbook is read by whoever reads such files, says nothing of the machine, and holds no formula."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.files.spreadsheets import as_csv
from schutznetz.files.workbooks import Cell, Sheet, workbook

ROWS: list[list[Cell]] = [
    ["Kennzahl", "Zahl", "Am"],
    ["Familien", 12, date(2026, 11, 29)],
    ["Stunden", 2.5, None],
]


def parts(body: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_is_written_is_read_again() -> None:
    assert as_csv(workbook([Sheet("Jahr", ROWS)])).decode().splitlines() == [
        "Kennzahl;Zahl;Am",
        "Familien;12;2026-11-29",
        "Stunden;2.5",
    ]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_text_is_a_text_in_a_file_that_is_well_formed(rows: list[list[Cell]]) -> None:
    found = parts(workbook([Sheet("Texte", rows)]))

    for name, text in found.items():
        ET.fromstring(text)  # noqa: S314 - our own file
        assert "<f>" not in text, name


@pytest.mark.parametrize("text", ["=1+1", "+49 5999", "@SUM(A1)", "-3"])
def test_nothing_is_taken_for_a_formula(text: str) -> None:
    found = parts(workbook([Sheet("Texte", [["Kopf"], [text]])]))

    assert 'r="A2" t="s"' in found["xl/worksheets/sheet1.xml"]
    assert f"<t>{text}</t>" in found["xl/sharedStrings.xml"]


def test_the_same_tables_make_the_same_bytes() -> None:
    sheets = [Sheet("Eins", ROWS), Sheet("Zwei: a/b?", ROWS)]

    assert workbook(sheets) == workbook(sheets)
    assert 'name="Zwei  a b "' in parts(workbook(sheets))["xl/workbook.xml"]
