"""Readable documents and files for other systems: accessible PDF, and files that are whole or not there."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override


def pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """Render a template as PDF/UA-1; its look comes from ``documents/paper.css`` beside the templates.

    The library is loaded by the first document: it takes half a second, and most processes make none.
    """
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())  # a document is made of what it is given: nothing is fetched
    with override("de"):  # the language of the office (§ 19 SGB X), whoever prints
        text = render_to_string(template, dict(context))
    page = HTML(string=text, url_fetcher=nothing, base_url=None)
    look = CSS(string=_paper(), url_fetcher=nothing)
    made: bytes = page.write_pdf(stylesheets=[look], pdf_variant="pdf/ua-1")
    return made


@lru_cache(maxsize=1)
def _paper() -> str:
    return render_to_string("documents/paper.css")


def put(folder: Path, name: str, body: bytes) -> Path:
    """Store a file durably under its name in one step: a reader never meets half of it."""
    target, draft = folder / name, folder / f".{name}.part"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    _sync(folder)
    return target


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
