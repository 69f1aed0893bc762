"""Broken files of both imports: each ends in a German report with row and column, and nothing is done."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from schutznetz.files import tables
from schutznetz.kernel import clock, worker
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Job
from schutznetz.networks import services as partner_services
from schutznetz.networks.models import Network, Organisation, PartnerList
from schutznetz.offers import services as offer_services
from schutznetz.offers.models import Offer, OfferImport

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("only_what_is_asked_for")]

HEAD = "Schlüssel;Titel;Anbieter;Thema;PLZ;Ort"
ROW = "k1;Krabbelgruppe;Familienbüro;kita;58095;Hagen"
P_HEAD = "Träger;Einrichtung;Art;PLZ;Ort;Telefon"
P_ROW = "Caritas;Kita Süd;day_care;01067;Tannfurt;0391 1"


@dataclass(frozen=True, slots=True)
class Door:
    """One of the two imports: its good file, and how a file goes through it."""

    head: str
    row: str
    key: str  # the required column of the first cell that a test breaks
    send: Callable[[Context, Network, bytes], tuple[str, list[str], int]]

    def text(self, *rows: str) -> str:
        return "\n".join([self.head, *rows]) + "\n"


def send_offers(ctx: Context, network: Network, content: bytes) -> tuple[str, list[str], int]:
    upload = offer_services.upload_file(ctx, network, content=content)
    worker.run_once()
    upload.refresh_from_db()
    said = [str(tables.Problem(*problem)) for problem in upload.report["problems"]]
    return upload.state, said, upload.report["problem_count"]


def send_partners(ctx: Context, network: Network, content: bytes) -> tuple[str, list[str], int]:
    uploaded = partner_services.upload_partners(replace(ctx, now=clock.now()), network, content=content)
    worker.run_once()
    uploaded = PartnerList.objects.get(pk=uploaded.pk)
    return uploaded.state, uploaded.report["problems"], uploaded.report["problem_count"]


DOORS = {
    "offers": Door(HEAD, ROW, "Titel", send_offers),
    "partners": Door(P_HEAD, P_ROW, "Einrichtung", send_partners),
}


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


def nothing_done() -> bool:
    return not (Offer.objects.exists() or Organisation.objects.exists())


def zipped(size: int = 10) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
    return held.getvalue()


BYTES: dict[str, tuple[Callable[[Door], bytes], str]] = {
    "nothing at all": (lambda d: b"", "Die Datei ist leer."),
    "blanks only": (lambda d: b" \r\n\t\n", "Die Datei ist leer."),
    "a byte order mark and nothing": (lambda d: b"\xef\xbb\xbf", "Die Datei ist leer."),
    "only a header": (lambda d: f"{d.head}\n".encode(), "keine Zeilen unter der Kopfzeile"),
    "a header and empty rows": (lambda d: d.text(";;;;;", ";;;;;").encode(), "keine Zeilen"),
    "an xlsx called csv": (lambda d: zipped(), "Das ist eine Excel-Datei."),
    "a zip bomb": (lambda d: zipped(50_000_000), "Das ist eine Excel-Datei."),
    "an old xls": (lambda d: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "Das ist eine Excel-Datei."),
    "a PDF": (lambda d: b"%PDF-1.7\n\x00\x01binary", "Das ist keine Textdatei."),
    "a picture": (lambda d: b"\x89PNG\r\n\x1a\n\x00\x00", "keine Textdatei"),
    "a page of HTML": (lambda d: b"<html><body>Anmelden</body></html>", "Die Spalte fehlt."),
    "NUL in a cell": (lambda d: d.text(d.row.replace("a", "\0", 1)).encode(), "keine Textdatei"),
    "UTF-16 without its mark": (lambda d: d.text(d.row).encode("utf-16-le"), "keine Textdatei"),
    "UTF-16 cut in a sign": (lambda d: d.text(d.row).encode("utf-16")[:-1], "Zeichensatz"),
    "a quote that never ends": (lambda d: d.text('"' + d.row).encode(), "Anführungszeichen"),
    "UTF-8 taken for Windows": (
        lambda d: d.text(d.row.replace("Ki", "Kü").replace("Kr", "Kü").replace("ü", "Ã¼")).encode(),
        "Umlaute sind verfälscht",
    ),
    "no header": (lambda d: f"{d.row}\n{d.row}\n".encode(), "Die Spalte fehlt."),
    "a column twice": (lambda d: f"{d.head};{d.key}\n{d.row};x\n".encode(), "kommt mehrmals vor"),
    "a column renamed": (
        lambda d: d.text(d.row).replace(d.key, "Bezeichner").encode(),
        "Die Spalte fehlt.",
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_broken_file_ends_in_a_german_report_and_nothing_is_done(
    door: Door, name: str, clara: Context, tannfurt: Network, inside: None
) -> None:
    make, said = BYTES[name]

    state, problems, count = door.send(clara, tannfurt, make(door))

    assert state in {"refused", "faulty"}
    assert any(said in problem for problem in problems), problems
    assert count == len(problems)
    assert nothing_done()
    assert not Job.objects.exclude(error="").exists()


HUGE = "x" * 200_000
CELLS: dict[str, tuple[Callable[[Door], str], str]] = {
    "a postcode of four": (lambda d: d.row.replace("58095", "5809").replace("01067", "1067"), "PLZ"),
    "a postcode of letters": (lambda d: d.row.replace("58095", "5809O").replace("01067", "O1067"), "PLZ"),
    "Arabic digits": (lambda d: d.row.replace("58095", "٥٨٠٩٥").replace("01067", "٠١٠٦٧"), "PLZ"),
    "a huge cell": (
        lambda d: d.row.replace("Krabbelgruppe", "x" * 200_000).replace("Kita Süd", "x" * 200_000),
        "",
    ),
    "an unknown kind": (lambda d: d.row.replace("kita", "zirkus").replace("day_care", "zirkus"), ""),
    "a formula for a kind": (
        lambda d: d.row.replace("kita", "=cmd|'/c calc'!A1").replace("day_care", "=1+1"),
        "",
    ),
    "a separator in a text": (lambda d: d.row + ";zu viel", ""),
    "a cell shifted left": (lambda d: d.row.partition(";")[2], ""),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_broken_cell_is_named_by_row_and_column(
    door: Door, name: str, clara: Context, tannfurt: Network, inside: None
) -> None:
    make, column = CELLS[name]

    _state, problems, _count = door.send(clara, tannfurt, door.text(door.row, "", make(door)).encode())

    assert any(p.startswith("Zeile 4") and column in p for p in problems), problems
    assert nothing_done()


GOOD: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "Windows": lambda text: text.encode("cp1252"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "commas": lambda text: text.replace(";", ",").encode(),
    "tabs": lambda text: text.replace(";", "\t").encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "more columns than asked": lambda text: text.replace("\n", ";Notiz\n").encode(),
    "shorter rows": lambda text: text.replace(";Hagen", "").replace(";0391 1", "").encode(),
    "columns in another order": lambda text: "\n".join(
        ";".join(reversed(line.split(";"))) for line in text.splitlines()
    ).encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_office_programs_write_is_read(
    door: Door, name: str, clara: Context, tannfurt: Network, inside: None
) -> None:
    state, problems, _count = door.send(clara, tannfurt, GOOD[name](door.text(door.row)))

    assert (state, problems) in [("checked", []), ("ready", [])]


def test_the_same_row_twice_is_a_duplicate(
    door: Door, clara: Context, tannfurt: Network, inside: None
) -> None:
    _state, problems, count = door.send(clara, tannfurt, door.text(door.row, door.row).encode())

    assert count == 1
    assert "Zeile 3" in problems[0]
    assert "steht schon in Zeile 2" in problems[0]


def test_a_long_list_of_problems_is_cut_and_counted(
    door: Door, clara: Context, tannfurt: Network, inside: None
) -> None:
    bad = [";".join([f"x{n}", *[""] * 5]) for n in range(700)]

    _state, problems, count = door.send(clara, tannfurt, door.text(*bad).encode())

    assert len(problems) == tables.MAX_PROBLEMS == 500
    assert count > 700


def test_a_formula_in_a_text_stays_a_text(clara: Context, tannfurt: Network, inside: None) -> None:
    rows: list[Any] = []
    for title in ("=cmd|'/c calc'!A1", "'=1+1", "@SUM(A1)"):
        content = f"{HEAD}\n{ROW.replace('Krabbelgruppe', title)}\n".encode()
        state, problems, _count = send_offers(clara, tannfurt, content)
        rows.append((state, problems))

    assert rows == [("checked", [])] * 3
    assert OfferImport.objects.count() == 3
