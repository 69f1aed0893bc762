"""A contact noted on the stairs, and put right afterwards: what stood before stays to be read by her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import ContactKind
from schutznetz.visiting.models import VisitContact, VisitRequest
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")
TOO_EARLY = gettext_noop("An diesem Tag war Ihnen die Familie noch nicht zugeteilt.")
MEANWHILE = gettext_noop(
    "Dieser Kontakt ist inzwischen schon berichtigt oder gestrichen. Was Sie getippt haben, steht noch hier."
    " Was jetzt gilt, lesen Sie bei der Familie; berichtigen Sie dort."
)
HOW_LONG = gettext_noop("Bitte sagen Sie, wie lange es gedauert hat.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What she notes of one contact; her words may follow later."""

    on: date
    kind: ContactKind
    minutes: int
    travel_minutes: int = 0
    kilometres: int = 0
    topics: Sequence[str] = ()
    note: str = ""
    next_step: str = ""


@command(VisitingAction.NOTE_CONTACT)
def note_contact(ctx: Context, request: VisitRequest, *, noted: Noted) -> VisitContact:
    """Note what was done, for whom and how long; the first contact is made with it."""
    if request.midwife is None:
        raise Conflict(TOO_EARLY)
    _check(ctx, request, noted)
    if noted.kind is not ContactKind.NO_SHOW:
        work.settle_tasks(ctx, request, kind=TaskKind.FIRST_CONTACT)
    return VisitContact.objects.create(
        request=request, midwife=request.midwife, noted_at=ctx.now, **_said(noted)
    )


@command(VisitingAction.CORRECT_CONTACT)
def correct_contact(ctx: Context, contact: VisitContact, *, noted: Noted) -> VisitContact:
    """Say it anew; the row before stays, and counts no longer."""
    _check(ctx, contact.request, noted)
    return _instead(ctx, contact, **_said(noted))


@command(VisitingAction.CORRECT_CONTACT)
def strike_contact(ctx: Context, contact: VisitContact) -> VisitContact:
    """Say that it never was: noted twice, or for the wrong family."""
    said = Noted(on=contact.on, kind=contact.kind, minutes=0)
    return _instead(ctx, contact, **_said(said), void=True)


def _instead(ctx: Context, contact: VisitContact, **said: object) -> VisitContact:
    """Let what is said now count instead; of two who say it at once, the second one is told."""
    VisitContact.objects.select_for_update().get(pk=contact.pk)
    if contact.corrections.exists():
        raise Conflict(MEANWHILE)
    return VisitContact.objects.create(
        request_id=contact.request_id,
        midwife_id=contact.midwife_id,
        corrects=contact,
        noted_at=ctx.now,
        **said,
    )


def _check(ctx: Context, request: VisitRequest, noted: Noted) -> None:
    if noted.on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if request.placed_at and noted.on < day_of(request.placed_at):
        raise Conflict(TOO_EARLY)
    if not noted.minutes and noted.kind is not ContactKind.NO_SHOW:
        raise Conflict(HOW_LONG)


def _said(noted: Noted) -> dict[str, object]:
    said: dict[str, object] = {name: getattr(noted, name) for name in Noted.__slots__}
    return said | {
        "topics": sorted(noted.topics),
        "note": noted.note or None,
        "next_step": noted.next_step or None,
    }
