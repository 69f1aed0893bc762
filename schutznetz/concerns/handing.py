"""What of a worry fits into the report form: pieces a person can choose, under the form's own field names."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.choices import EntryKind, SheetType, Sign, Witness
from schutznetz.concerns.models import Concern, Sheet
from schutznetz.concerns.queries import Advice, ConcernPage, EntryLine
from schutznetz.files.uploads import MOST_FILES, Cleaned, Kind
from schutznetz.kernel import audit, policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.law.guide_terms import UNBORN, Ask
from schutznetz.law.report_fields import BY_NAME, Group, Shape, asked
from schutznetz.law.report_headings import HEADINGS
from schutznetz.law.reporters import Reporter

FIELD = {
    EntryKind.OBSERVATION: "observed",
    EntryKind.STATEMENT: "verbatim",
    EntryKind.PROTECTIVE: "resources",
    EntryKind.TALK_WITH_CHILD: "talk_with_child",
    EntryKind.TALK_WITH_GUARDIANS: "talk_with_guardians",
    EntryKind.HELP_OFFERED: "help_offered",
    EntryKind.ISEF: "isef",
    EntryKind.TOLD_INSIDE: "lead_informed",
}
SIGNS = "judgement"
# What the guide was told and the report form asks again, because the law of the channel turns on it.
SAID: dict[tuple[str, str], tuple[str, str]] = {
    (Ask.DANGER, "child"): ("child_born", "born"),
    (Ask.DANGER, "unborn"): ("child_born", "unborn"),
    (Ask.ABOUT, "child"): ("child_born", "born"),
    (Ask.ABOUT, "unborn"): ("child_born", "unborn"),
    (Ask.ABOUT, "event"): ("institution_event", "yes"),
    (Ask.CAUSE, "sign"): ("cause", "sign"),
    (Ask.CAUSE, "appointment"): ("cause", "appointment"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that may go along; ``field`` is where the form asks for it, ``value`` a choice made there."""

    key: str
    field: str
    text: str
    value: str = ""


def pieces_of(page: ConcernPage) -> list[Piece]:
    """Return everything in the worry that this reporter's form asks for, in the order of the form."""
    reporter = page.advice.reporter
    wanted = [each.name for group in Group for each in asked(reporter, group)]
    found = [*_child(page), *(_entry(line) for line in page.entries), *_signs(page)]
    known = [piece for piece in found if piece.field in wanted]
    return sorted(known, key=lambda piece: wanted.index(piece.field))


def said_to_guide(advice: Advice, *, unborn: bool = False) -> list[Piece]:
    """Return what goes along whatever is chosen: of an unborn child the office must know that it is one.

    Who is not asked whether the child is born says so in words, and only where it is not. In danger it may
    be a born sibling of whom the guide was told; the worry itself says who its child is.
    """
    wanted = {each.name for group in Group for each in asked(advice.reporter, group)}
    given = dict(SAID[each] for each in advice.answers.items() if each in SAID)
    given |= {"child_born": UNBORN} if unborn else {}
    return [
        Piece(key=name, field=name, text=dict(BY_NAME[name].choices)[value], value=value)
        for name, value in given.items()
        if name in wanted or value == UNBORN
    ]


def is_urgent(advice: Advice) -> bool:
    return advice.answers.get(Ask.DANGER, "no") != "no"


def _child(page: ConcernPage) -> Iterator[Piece]:
    for name, text in page.concern.child.items():
        yield Piece(key=name, field=name, text=str(text))


def _entry(line: EntryLine) -> Piece:
    """What was only heard stays hearsay, also a child's words that somebody else passed on."""
    heard = line.witness is Witness.HEARSAY
    told = heard and line.kind in {EntryKind.OBSERVATION, EntryKind.STATEMENT}
    field = "hearsay" if told else FIELD[line.kind]
    what = f"{HEADINGS[FIELD[line.kind]]}: " if told and line.kind is EntryKind.STATEMENT else ""
    day = f"{line.on:%d.%m.%Y}: " if line.on else ""
    by = ", ".join(
        part for part in (str(line.witness.label) if heard and not told else "", line.source) if part
    )
    source = f" ({by})" if by else ""
    said = " – ".join(part for part in (line.text, line.why_not) if part)
    return Piece(key=str(line.id), field=field, text=f"{day}{what}{said}{source}")


def _signs(page: ConcernPage) -> Iterator[Piece]:
    """Signs go along in words with the day of the look, and only those that were seen."""
    day = f"{page.looked_at.astimezone(BERLIN):%d.%m.%Y}: " if page.looked_at else ""
    for line in page.signs:
        if line.sign in {Sign.SIGN, Sign.SEVERE_SIGN}:
            note = f": {line.note}" if line.note else ""
            yield Piece(
                key=line.indicator.value,
                field=SIGNS,
                text=f"{day}{line.indicator.label} – {line.sign.label}{note}",
            )


def answers_from(pieces: Collection[Piece], reporter: Reporter, *, urgent: bool) -> dict[str, str]:
    """Return the chosen pieces by field of the report form; the short urgent form loses none of them."""
    shown = {each.name for group in Group for each in asked(reporter, group, urgent=urgent)}
    lines: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.field in shown:
            lines.setdefault(piece.field, []).append(piece.value or piece.text)
        else:
            lines.setdefault("observed", []).append(f"{HEADINGS[piece.field]}: {piece.text}")
    return {
        name: ("\n" if BY_NAME[name].shape is Shape.TEXT else "; ").join(texts)
        for name, texts in lines.items()
    }


def is_of_child(name: str) -> bool:
    return BY_NAME[name].group is Group.CHILD


def sheets_along(ctx: Context, named: Collection[str]) -> list[Sheet]:
    """Return which of these sheets may go along with a report of the actor, closed as they are."""
    return list(_sheets(ctx, named).defer("name", "body")[:MOST_FILES])


def enclosed(ctx: Context, named: Collection[str]) -> list[Cleaned]:
    """Return the files of these sheets as a report takes them: drawn anew long ago, and on record here."""
    sheets = list(_sheets(ctx, named)[:MOST_FILES])
    for concern in {sheet.concern_id: sheet.concern for sheet in sheets}.values():
        audit.record(ctx, ConcernAction.INFORM, concern, count=len(sheets))
    return [_cleaned(sheet) for sheet in sheets]


def _sheets(ctx: Context, named: Collection[str]) -> QuerySet[Sheet]:
    mine = policy.rows(ctx, ConcernAction.INFORM, Concern)
    found = Sheet.objects.filter(pk__in=_ids(named), concern__in=mine).select_related("concern")
    return found.order_by("attached_at", "id")


def _ids(named: Collection[str]) -> Iterator[UUID]:
    for name in named:
        try:
            yield UUID(name)
        except ValueError:
            continue


def _cleaned(sheet: Sheet) -> Cleaned:
    kind = Kind.PDF if sheet.sheet_type is SheetType.PDF else Kind.JPEG
    fingerprint = hashlib.sha256(sheet.body).hexdigest()
    return Cleaned(name=sheet.name, kind=kind, body=sheet.body, fingerprint=fingerprint)
