"""Papers that leave nothing behind in a cache, under names of ours that say nothing about anybody."""

from django.http import HttpResponse

from schutznetz.law.letter_table import BY_KIND
from schutznetz.networks.choices import LetterKind

PAPER = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
}


def paper(body: bytes, name: str, kind: str = "application/pdf") -> HttpResponse:
    """Hand out a file under a name of ours that says nothing about anybody."""
    headers = {**PAPER, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def letter(body: bytes, kind: LetterKind) -> HttpResponse:
    """Hand out a letter under the name that all letters of its kind have."""
    return paper(body, BY_KIND[kind].file_name)
