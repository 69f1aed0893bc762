"""Documents: accessible, made of nothing but what was given, and stored whole or not at all."""

from pathlib import Path
from threading import Thread

import pypdfium2
import pytest
from django.template import engines

from schutznetz.files import documents

HOSTILE = """<!doctype html><html lang="de"><head><title>Probe</title>
<link rel="stylesheet" href="{there}"></head>
<body><h1>Überschrift</h1><p>{{{{ text }}}}</p><img src="{there}" alt="Bild"></body></html>"""


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(name: str, context: dict[str, str] | None = None) -> str:
        if name.endswith(".css"):
            return "h1 { font-size: 18pt }"
        text = HOSTILE.format(there=name)
        return engines["django"].from_string(text).render(context or {})

    monkeypatch.setattr(documents, "render_to_string", render)


def text_of(made: bytes) -> str:
    return str(pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded())


@pytest.mark.usefixtures("template")
def test_a_document_is_tagged_and_says_what_it_was_given() -> None:
    made = documents.pdf("about:blank", {"text": "<b>kein Markup</b>"})

    assert pypdfium2.PdfDocument(made).is_tagged()
    assert "<b>kein Markup</b>" in text_of(made)


@pytest.mark.usefixtures("template")
@pytest.mark.parametrize("scheme", ["file", "http", "data"])
def test_a_document_fetches_nothing(scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>GEHEIM</text></svg>')
    there = {
        "file": secret.as_uri(),
        "http": "http://127.0.0.1:9/geheim.svg",
        "data": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text>GEHEIM</text></svg>",
    }[scheme]

    made = documents.pdf(there, {"text": "ohne"})

    assert "GEHEIM" not in text_of(made)


def test_a_reader_never_meets_half_a_file(tmp_path: Path) -> None:
    bodies = [bytes([65 + number]) * 200_000 for number in range(8)]
    documents.put(tmp_path, "a.json", bodies[0])
    seen: set[bytes] = set()

    def look() -> None:
        for _look in range(200):
            seen.add((tmp_path / "a.json").read_bytes())

    reader = Thread(target=look)
    reader.start()
    for body in bodies * 4:
        documents.put(tmp_path, "a.json", body)
    reader.join()

    assert seen <= set(bodies)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0
