"""Hostile files: what was hidden in them is gone, what cannot be drawn is refused, nothing breaks."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from schutznetz.files import reencode, uploads
from schutznetz.files.uploads import Kind, Unusable, clean, plain_name

pytestmark = pytest.mark.static

CANARY = b"KANARIENVOGEL"
GPS, MAKE, USER_COMMENT = 0x8825, 0x010F, 0x9286


def jpeg(size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def png(size: tuple[int, int] = (64, 48), mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    first, *rest = [Image.new("RGB", (200, 280), "white") for _ in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=rest, title=CANARY.decode(), author=CANARY.decode())
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[MAKE] = CANARY.decode()
    exif[GPS] = {1: "N", 2: (51.0, 21.0, 36.0), 3: "E", 4: (7.0, 28.0, 12.0)}
    exif[USER_COMMENT] = CANARY
    return jpeg(exif=exif, comment=CANARY)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("evil.html", CANARY)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def huge_png(width: int, height: int) -> bytes:
    """A few hundred bytes that claim, and partly unpack to, very many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 4_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    plain = png()
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 200_000_000, 9))
    return plain[:33] + bomb + plain[33:]


def scripted_pdf() -> bytes:
    return pdf().replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    )


def is_clean_jpeg(body: bytes) -> bool:
    with Image.open(io.BytesIO(body)) as image:
        image.load()
        return image.format == "JPEG" and not image.getexif() and "comment" not in image.info


def test_place_and_device_do_not_survive() -> None:
    dirty = with_place()
    assert CANARY in dirty
    assert GPS in Image.open(io.BytesIO(dirty)).getexif()

    fresh = clean("IMG_1.jpg", dirty)

    assert CANARY not in fresh.body
    assert is_clean_jpeg(fresh.body)


def test_a_picture_is_turned_the_way_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    with Image.open(io.BytesIO(clean("a.jpg", jpeg((64, 32), exif=exif)).body)) as image:
        assert image.size == (32, 64)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_picture_becomes_an_ordinary_one(mode: str) -> None:
    fresh = clean("bild.png", png(mode=mode))
    assert fresh.kind is Kind.PNG
    assert is_clean_jpeg(fresh.body)


@pytest.mark.parametrize("make", [jpeg, png, pdf], ids=["jpeg", "png", "pdf"])
def test_a_second_file_behind_the_first_is_cut_off(make: Callable[[], bytes]) -> None:
    polyglot = make() + archive()
    assert zipfile.is_zipfile(io.BytesIO(polyglot))

    fresh = clean("harmlos", polyglot)

    assert not zipfile.is_zipfile(io.BytesIO(fresh.body))
    assert CANARY not in fresh.body


def test_a_document_keeps_its_pages_and_loses_its_author_and_script() -> None:
    import pypdfium2

    fresh = clean("brief.pdf", pdf(3))
    active = clean("aktiv.pdf", scripted_pdf())

    assert len(pypdfium2.PdfDocument(fresh.body)) == 3
    assert CANARY not in fresh.body
    assert b"JavaScript" not in active.body


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", uploads.EMPTY),
        (b"MZ\x90\x00" + b"\0" * 100, uploads.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", uploads.UNKNOWN),
        (b"GIF89a" + b"\0" * 100, uploads.UNKNOWN),
        (archive(), uploads.UNKNOWN),
        (b"<html>" + jpeg(), uploads.UNKNOWN),
        (jpeg() + bytes(uploads.MOST_BYTES), uploads.TOO_LARGE),
        (b"\xff\xd8\xff" + b"\0" * 100, uploads.UNREADABLE),
        (jpeg()[:300], uploads.UNREADABLE),
        (b"%PDF-1.7\n" + b"x" * 200, uploads.UNREADABLE),
        (pdf(31), uploads.REASONS[reencode.TOO_MANY_PAGES]),
        (huge_png(60_000, 60_000), uploads.REASONS[reencode.TOO_MANY_PIXELS]),
        (huge_png(7_000, 7_000), uploads.UNREADABLE),
    ],
    ids=range(13),
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=re.escape(reason)):
        clean("datei", body)


def test_a_text_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(Unusable, match=re.escape(uploads.UNREADABLE)):
        clean("datei", text_bomb())


def test_the_child_really_runs_with_little_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Negative control: a child that takes more than it may is stopped, and the parent lives on."""
    greedy = tmp_path / "greedy.py"
    source = uploads.CHILD.read_text().replace(
        "body = sys.stdin.buffer.read()", "body = b'x' * 2_000_000_000"
    )
    greedy.write_text(source)
    monkeypatch.setattr(uploads, "CHILD", greedy)

    with pytest.raises(Unusable, match="beschädigt"):
        clean("a.jpg", jpeg())


def test_the_child_cannot_write_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "out"
    writer = tmp_path / "writer.py"
    source = uploads.CHILD.read_text()
    write = f"body = sys.stdin.buffer.read(); open({str(target)!r}, 'wb').write(body)"
    writer.write_text(source.replace("body = sys.stdin.buffer.read()", write))
    monkeypatch.setattr(uploads, "CHILD", writer)

    clean("a.jpg", jpeg())

    assert target.stat().st_size == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Fotos\\Bild 1.jpg", "Bild 1.jpg"),
        ("a\x00b\r\nX-Evil: 1.jpg", "abX-Evil: 1.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "Datei"),
        ("…/", "Datei"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_file_name_is_only_ever_a_name(name: str, kept: str) -> None:
    assert plain_name(name) == kept
