"""Excel files of other people: read as tables, and never a way to fill the memory."""

import io
import zipfile

import pytest

from schutznetz.files import spreadsheets
from schutznetz.files.tables import Unreadable

pytestmark = pytest.mark.static
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRINGS = (
    f"<sst {MAIN}><si><t>Name</t></si><si><r><t>Mül</t></r><r><t>ler</t></r><rPh><t>x</t></rPh></si></sst>"
)
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/>'
    "</cellXfs></styleSheet>"
)


def workbook(rows: str, **more: str) -> bytes:
    parts = {
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {MAIN}><sheetData><row><c/></row></sheetData></worksheet>",
        "xl/sharedStrings.xml": STRINGS,
        "xl/styles.xml": STYLES,
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def rows_of(rows: str) -> list[str]:
    return spreadsheets.as_csv(workbook(rows)).decode().splitlines()


def test_texts_numbers_and_days_are_read() -> None:
    cells = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Weg; 5</t></is></c></row>'
        '<row r="3"><c r="A3"><v>1067</v></c><c r="B3" s="1"><v>46327</v></c>'
        '<c r="C3" s="2"><v>46327.5</v></c><c r="D3" s="3"><v>5</v></c><c r="E3"><v>1.5</v></c>'
        '<c r="F3" t="d"><v>2026-11-01T00:00</v></c></row>'
    )

    assert rows_of(cells) == ['Müller;;"Weg; 5"', "", "1067;2026-11-01;2026-11-01;5;1.5;2026-11-01"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9999999"/>',
        '<row r="2"/><row r="1"/>',
        '<row><c r="ZZZ1"><v>1</v></c></row>',
        '<row><c t="s"><v>99</v></c></row>',
        '<row><c s="1"><v>1e99</v></c></row>',
        "<row>",
    ],
)
def test_what_is_no_sheet_is_refused(rows: str) -> None:
    with pytest.raises(Unreadable):
        rows_of(rows)


def test_markup_that_defines_its_own_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'

    with pytest.raises(Unreadable):
        spreadsheets.as_csv(workbook("<row/>", **{"xl/sharedStrings.xml": bomb}))


def test_what_is_larger_than_it_seems_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    small = workbook("<row/>")
    monkeypatch.setattr(spreadsheets, "MOST_BYTES", 100)

    with pytest.raises(Unreadable):
        spreadsheets.as_csv(small)


def test_an_archive_of_something_else_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")

    with pytest.raises(Unreadable):
        spreadsheets.as_csv(out.getvalue())


def test_a_cell_over_several_rows_stands_in_each_of_them() -> None:
    """A block that was written once beside twins is the block of both."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><v>{name}</v></c>{cell}</row>'
        for row, name, cell in [
            (1, "Nora", '<c r="B1" t="str"><v>ja</v></c>'),
            (2, "Nele", '<c r="B2"/>'),
            (3, "Leo", ""),
        ]
    )
    for joined, last in [("B1:B2", ""), ("B1:B9999999", "ja"), ("A1:B1", ""), ("ZZZ1:ZZZ2", ""), ("x", "")]:
        sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="{joined}"/></mergeCells>'
        content = workbook("", **{"xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{sheet}</worksheet>"})

        second = "ja" if joined.startswith("B1") else ""
        found = spreadsheets.as_csv(content).decode().splitlines()
        assert found == ["Nora;ja", f"Nele;{second}", f"Leo;{last}" if last else "Leo"]
