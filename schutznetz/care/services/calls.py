"""Somebody asks for a call and gets one; and whoever has a code comes back with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz import receipts, reclaiming
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import (
    CALL_WITHIN,
    DATA_WITHIN,
    CallState,
    CallWay,
    DayPart,
    Gone,
    WithdrawalWay,
)
from schutznetz.care.models import CallBack, CodeHolder, Family, FamilyConsent
from schutznetz.care.queries import HolderPage, agreed_by, code_of_call
from schutznetz.care.services.consents import withdraw
from schutznetz.care.services.families import Household, open_family
from schutznetz.care.services.tallying import tally
from schutznetz.kernel import audit
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language, Weekday
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import is_open

NOT_YOURS = gettext_noop("Diese Einwilligung haben Sie nicht erklärt.")
DONE = gettext_noop("Dieser Rückruf ist schon erledigt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The least that a call needs."""

    contact: str
    way: CallWay = CallWay.CALL
    language: Language = Language.GERMAN
    name: str = ""
    days: Sequence[Weekday] = ()
    parts: Sequence[DayPart] = ()
    times: str = ""
    silent: bool = False
    need: str = ""


@command(CareAction.ASK_CALL)
def ask_call(ctx: Context, network: Network, *, wish: Wish, key: str) -> CallBack:
    """Take a wish to be called, from anybody; the coordination has it on its list."""
    call = CallBack.objects.create(
        receipt_tag=receipts.tag(code_of_call(key)),
        way=wish.way,
        language=wish.language,
        silent=wish.silent,
        asked_at=ctx.now,
        name=wish.name or None,
        contact=wish.contact,
        safe=_safe(wish),
        times=wish.times or None,
        need=wish.need or None,
    )
    due_at = ctx.now + CALL_WITHIN
    work.open_task(ctx, call, kind=TaskKind.CALL_FAMILY, due_at=due_at, line=Role.COORDINATOR)
    return call


def _safe(wish: Wish) -> dict[str, list[str]] | None:
    """Return when a call is safe; somebody who chose nothing may be called at any time."""
    chosen = {"days": [day.value for day in wish.days], "parts": [part.value for part in wish.parts]}
    return chosen if any(chosen.values()) else None


@command(CareAction.NOTE_CALL)
def note_call(ctx: Context, call: CallBack, *, state: CallState) -> CallBack:
    """Note that somebody spoke with her, or that she could not be reached for good."""
    if state not in {CallState.CALLED, CallState.NOT_REACHED}:
        raise Conflict(DONE)
    return _done(ctx, call, state)


@command(CareAction.TAKE_OVER_CALL)
def take_over_call(ctx: Context, call: CallBack, *, household: Household) -> Family:
    """Note whoever wished a call as a family that wants help; her number leads on to what she will agree."""
    family = open_family(ctx, Network.objects.get(pk=ctx.network_id), household=household)
    _done(ctx, call, CallState.CALLED)
    number = call.receipt_tag
    CallBack.objects.filter(pk=call.pk).update(receipt_tag=receipts.tag(str(call.pk)))  # no tag in two tables
    CodeHolder.objects.create(family=family, tag=number, begun_at=ctx.now, name=household.name)
    return family


def _done(ctx: Context, call: CallBack, state: CallState) -> CallBack:
    said = {"state": state, "done_at": ctx.now, "done_by_id": ctx.actor_id}
    if not CallBack.objects.filter(pk=call.pk, state=CallState.WAITING).update(**said):
        raise Conflict(DONE)
    call.refresh_from_db()
    work.settle_tasks(ctx, call, kind=TaskKind.CALL_FAMILY)
    return call


@command(CareAction.FORGET_CALL)
def forget_call(ctx: Context, call: CallBack) -> None:
    """Delete a wish that is done, with the keys of its words."""
    work.forget_tasks(ctx, call)
    tally(ctx, Gone(call.state), day_of(call.asked_at))
    CallBack.objects.filter(pk=call.pk).delete()
    reclaiming.soon()


@command(CareAction.RETURN)
def open_by_code(ctx: Context, network: Network, *, typed: str) -> HolderPage:
    """Show to the holder of a code what stands behind it, and leave the trace of every look."""
    found = _behind(ctx, typed)
    if isinstance(found, CallBack):
        return HolderPage(consents=[], passings=[], call=found)
    return agreed_by(ctx, found)


@command(CareAction.RETURN)
def withdraw_by_code(ctx: Context, network: Network, *, typed: str, consent_id: UUID) -> FamilyConsent:
    """Withdraw one of one's own consents, without a reason and at once."""
    holder = _behind(ctx, typed)
    own = FamilyConsent.objects.filter(pk=consent_id, declarations__holder=holder.pk).first()
    if own is None or isinstance(holder, CallBack):
        raise Conflict(NOT_YOURS)
    return withdraw(ctx, own, way=WithdrawalWay.CODE)


@command(CareAction.RETURN)
def take_back_call(ctx: Context, network: Network, *, typed: str) -> CallBack:
    """Take back one's wish to be called."""
    call = _behind(ctx, typed)
    if not isinstance(call, CallBack):
        raise receipts.UnknownCode
    return _done(ctx, call, CallState.WITHDRAWN)


@command(CareAction.RETURN)
def ask_for_data(ctx: Context, network: Network, *, typed: str) -> CodeHolder:
    """Ask what is stored about oneself (Art. 15 DSGVO); asked twice it is one task."""
    holder = _behind(ctx, typed)
    if isinstance(holder, CallBack):
        raise receipts.UnknownCode
    family = holder.family
    if not is_open(family, TaskKind.GIVE_FAMILY_DATA):
        due_at = ctx.now + DATA_WITHIN
        work.open_task(ctx, family, kind=TaskKind.GIVE_FAMILY_DATA, due_at=due_at, line=Role.COORDINATOR)
    return holder


def _behind(ctx: Context, typed: str) -> CodeHolder | CallBack:
    tag = receipts.tag_typed(typed)
    holder = CodeHolder.objects.filter(tag=tag).select_related("family").first()
    found = holder or CallBack.objects.filter(receipt_tag=tag).first()
    if found is None:
        raise receipts.UnknownCode
    audit.record(ctx, CareAction.RETURN, found)
    return found
