"""Files as people save them: every problem has a row, a column and a German sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.files import tables
from schutznetz.files.tables import Column, Table, read
from schutznetz.networks.choices import PartnerCategory

COLUMNS = [
    Column(key="name", title="Name", required=True, max_length=20),
    Column(key="street", title="Straße", aliases=("Adresse",)),
    Column(key="postcode", title="PLZ", parse=tables.postcode),
]


def problems(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_separators_of_office_programs_are_read(encoding: str, delimiter: str) -> None:
    text = (
        delimiter.join(["NAME", "Strasse", "plz"]) + "\r\n" + delimiter.join(["Kita Süd", "Weg 1", "01067"])
    )

    table = read(text.encode(encoding), COLUMNS)

    assert table
    assert [row.cells for row in table.rows] == [{"name": "Kita Süd", "street": "Weg 1", "postcode": "01067"}]


def test_a_comma_inside_a_quoted_cell_does_not_choose_the_separator() -> None:
    table = read(b'"Name";"Adresse"\n"Kita, S\xc3\xbcd";"Weg 1\nHinterhaus"\n', COLUMNS)
    assert table.rows[0].cells["name"] == "Kita, Süd"
    assert table.rows[0].cells["street"] == "Weg 1\nHinterhaus"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Datei: Die Datei ist leer."),
        (b"Name\n", "Datei: Die Datei enthält keine Zeilen unter der Kopfzeile."),
        ("Straße\nWeg".encode(), "Zeile 1, Spalte „Name“: Die Spalte fehlt."),
        (b"Name;name\na;b", "Zeile 1, Spalte „Name“: Die Spalte kommt mehrmals vor."),
        (b"Name;PLZ\nKita;1067", "Zeile 2, Spalte „PLZ“: „1067“ ist keine Postleitzahl mit fünf Ziffern."),
        (b"Name;PLZ\n;01067", "Zeile 2, Spalte „Name“: Hier fehlt eine Angabe."),
        (b"Name\n" + b"x" * 21, "Zeile 2, Spalte „Name“: Länger als 20 Zeichen."),
        ("Name\nSÃ¼d".encode(), "Zeile 2, Spalte „Name“: Umlaute sind verfälscht."),
        (b"PK\x03\x04rest", "Datei: Das ist eine Excel-Datei."),
        (b"Name\n\x00\x01", "Datei: Das ist keine Textdatei."),
        (b"Name\nS\x81d", "Datei: Der Zeichensatz ist nicht erkennbar (etwa in Zeile 2)."),
        (b'Name\n"offen', "Datei: Zeile 2 ist keine gültige CSV-Zeile."),
    ],
)
def test_every_problem_is_named_with_its_place(content: bytes, expected: str) -> None:
    table = read(content, COLUMNS)
    assert not table
    assert problems(table)[0].startswith(expected)


def test_duplicates_point_to_the_first_row() -> None:
    table = read("Name;PLZ\nKita Süd;01067\nkita  süd;01067\n".encode(), COLUMNS, unique=["name", "postcode"])
    assert problems(table) == ["Zeile 3, Spalte „Name“: Doppelt: steht schon in Zeile 2."]


@pytest.mark.static
def test_a_hundred_thousand_bad_rows_give_a_short_report_and_an_honest_count() -> None:
    said: list[int] = []

    table = read(b"Name;PLZ\n" + b"Kita;x\n" * 100_000, COLUMNS, said=said.append)

    assert table.problem_count == 100_000
    assert len(table.problems) == tables.MAX_PROBLEMS
    assert said[-1] == 100_000


def test_more_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    assert not read(b"Name\na\nb\nc\n", COLUMNS)
    assert read(b"Name\na\nb\n", COLUMNS)


def test_unknown_columns_and_short_rows_do_no_harm() -> None:
    table = read("Name;Bemerkung;Straße\nKita\n\n;;\n".encode(), COLUMNS)
    assert table.unknown == ["Bemerkung"]
    assert [row.number for row in table.rows] == [2]


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(content: bytes) -> None:
    table = read(content, COLUMNS)
    assert bool(table) == (table.problem_count == 0 and bool(table.rows))


def test_cells_are_read_as_people_write_them() -> None:
    assert tables.day("1.2.2026") == tables.day("2026-02-01") == date(2026, 2, 1)
    assert tables.yes_or_no("Ja") is True
    assert tables.yes_or_no("nein") is False
    assert tables.website("kita.example") == "https://kita.example"
    assert tables.phone("0391 / 540-0") == "0391 / 540-0"
    assert tables.email("info@kita.example") == "info@kita.example"
    assert tables.one_of(list(PartnerCategory))("Gesundheitsamt") is PartnerCategory.HEALTH_OFFICE
    assert tables.one_of(list(PartnerCategory))("health_office") is PartnerCategory.HEALTH_OFFICE


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (tables.day, "31.2.2026"),
        (tables.day, "gestern"),
        (tables.yes_or_no, "vielleicht"),
        (tables.website, "kein wort"),
        (tables.phone, "ruf an"),
        (tables.email, "a@b"),
        (tables.one_of(list(PartnerCategory)), "Zirkus"),
    ],
)
def test_what_is_meant_otherwise_is_refused(parse: object, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)  # type: ignore[operator]  # the table above holds functions only
