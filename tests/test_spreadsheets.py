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

SECOND = '<row><c t="str"><v>zweites</v></c></row>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def tabs(*sheets: str, settings: str = "") -> str:
    """The list of the sheets as a workbook keeps it; each is what stands in its markup."""
    listed = "".join(f'<sheet name="x" sheetId="9" {sheet}/>' for sheet in sheets)
    return f'<workbook {MAIN} xmlns:r="{OFFICE}">{settings}<sheets>{listed}</sheets></workbook>'


LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'
)


def workbook(rows: str, **more: str) -> bytes:
    parts = {
        "xl/workbook.xml": tabs('r:id="rId1"', 'r:id="rId2"'),
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {MAIN}><sheetData>{SECOND}</sheetData></worksheet>",
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
    ("sheets", "read"),
    [
        (['r:id="rId1"', 'r:id="rId2"'], "erstes"),
        (['r:id="rId2"', 'r:id="rId1"'], "zweites"),
        (['r:id="rId1" state="hidden"', 'r:id="rId2"'], "zweites"),
        (['r:id="rId1" state="veryHidden"', 'r:id="rId2" state="visible"'], "zweites"),
        (['r:id="rId3"', 'r:id="rId2"', 'r:id="rId1"'], "zweites"),
    ],
)
def test_the_first_tab_that_people_see_is_read(sheets: list[str], read: str) -> None:
    """Parts are numbered as sheets were made: whoever moves a tab to the front means that one."""
    first = '<row><c t="str"><v>erstes</v></c></row>'

    found = spreadsheets.as_csv(workbook(first, **{"xl/workbook.xml": tabs(*sheets)}))

    assert found.decode().splitlines() == [read]


@pytest.mark.parametrize("sheets", [[], ['r:id="rId1" state="hidden"'], ['r:id="rId3"'], ['r:id="rId9"']])
def test_a_file_without_a_sheet_to_be_seen_is_refused(sheets: list[str]) -> None:
    with pytest.raises(Unreadable):
        spreadsheets.as_csv(workbook("<row/>", **{"xl/workbook.xml": tabs(*sheets)}))


@pytest.mark.parametrize(("said", "day"), [("1", "2030-11-02"), ("true", "2030-11-02"), ("0", "2026-11-01")])
def test_days_are_counted_from_where_the_file_says(said: str, day: str) -> None:
    settings = f'<workbookPr date1904="{said}"/>'
    content = workbook(
        '<row><c s="1"><v>46327</v></c></row>',
        **{"xl/workbook.xml": tabs('r:id="rId1"', settings=settings)},
    )

    assert spreadsheets.as_csv(content).decode().splitlines() == [day]


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
