"""The texts of letters: an office writes its own, takes the standard back, and prints with what holds."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from schutznetz.files import documents
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import letters
from schutznetz.law.letter_table import BY_KIND
from schutznetz.law.text import gettext_noop
from schutznetz.networks import queries
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.models import LetterVersion, Network, PrintedLetter

CHANGED_MEANWHILE = gettext_noop(
    "Inzwischen hat jemand diesen Text geändert. Bitte laden Sie die Seite neu und sehen Sie sich das an."
)
NOT_ALLOWED = gettext_noop(
    "In einem Text fehlt ein Wort, oder es steht eines darin, das hier nicht sein darf."
)
SAME = gettext_noop("Sie haben nichts geändert.")


@command(NetworkAction.CHANGE_LETTERS)
def change_letter(
    ctx: Context, network: Network, *, kind: LetterKind, texts: Mapping[str, str], seen: int
) -> LetterVersion:
    """Let these texts hold from now on; ``seen`` is the version that the writer started from."""
    letter = BY_KIND[kind]
    plain = {block.name: _plain(texts.get(block.name, "")) for block in letter.blocks}
    if any(letters.faults(block, plain[block.name]) for block in letter.blocks):
        raise Conflict(NOT_ALLOWED, letter.norm)
    return _next(ctx, kind, plain, seen)


@command(NetworkAction.CHANGE_LETTERS)
def reset_letter(ctx: Context, network: Network, *, kind: LetterKind, seen: int) -> LetterVersion:
    """Take the standard of the product back; what the office wrote stays as an earlier version."""
    return _next(ctx, kind, letters.standard(BY_KIND[kind]), seen)


@consequence
def print_letter(
    ctx: Context, about: models.Model, *, kind: LetterKind, page: Mapping[str, Any], values: Mapping[str, str]
) -> bytes:
    """Make the letter of a record with the texts that hold now, and note which they were."""
    wording = queries.printed_wording(note_letter(ctx, about, kind=kind), values)
    return documents.pdf(f"documents/{kind.value}.html", {"letter": wording, **page})


@consequence
def note_letter(ctx: Context, about: models.Model, *, kind: LetterKind) -> PrintedLetter:
    """Note which texts hold now for letters about a record; a job may print them later."""
    return PrintedLetter.objects.create(
        kind=kind,
        about_type=about._meta.label,
        about_id=about.pk,
        version=_in_use(ctx, kind),
        letterhead=_in_use(ctx, LetterKind.LETTERHEAD),
        printed_by_id=ctx.person_id,
        printed_at=ctx.now,
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _next(ctx: Context, kind: LetterKind, texts: Mapping[str, str], seen: int) -> LetterVersion:
    newest = queries.newest_version(kind)
    number = newest.number if newest else 0
    standard = letters.standard(BY_KIND[kind])
    if number != seen:
        raise Conflict(CHANGED_MEANWHILE)
    if texts == (newest.texts if newest else standard):
        raise Conflict(SAME)
    said = {"texts": dict(texts), "is_standard": texts == standard}
    made, new = LetterVersion.objects.get_or_create(
        kind=kind,
        number=number + 1,
        defaults={**said, "written_by_id": ctx.person_id, "written_at": ctx.now},
    )
    if not new:
        raise Conflict(CHANGED_MEANWHILE)
    return made


def _in_use(ctx: Context, kind: LetterKind) -> LetterVersion:
    """Return the version that holds; what a release has changed of it is noted as a new one."""
    newest = queries.newest_version(kind)
    standard = letters.standard(BY_KIND[kind])
    texts = queries.texts_in_use(kind, newest)
    if newest and newest.texts == texts:
        return newest
    written_by = newest.written_by_id if newest and texts != standard else None
    made, _new = LetterVersion.objects.get_or_create(
        kind=kind,
        number=newest.number + 1 if newest else 1,
        defaults={
            "texts": texts,
            "is_standard": texts == standard,
            "written_by_id": written_by,
            "written_at": ctx.now,
        },
    )
    return made
