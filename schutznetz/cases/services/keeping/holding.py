"""A hold keeps something from being deleted: one person places it at once, two lift it."""

import json
from datetime import date

from django.utils.crypto import salted_hmac

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.choices import HoldGround, ReviewState
from schutznetz.cases.models import Case, Hold, HoldLifting, Report
from schutznetz.cases.queries.procedures import Procedure, procedures_of
from schutznetz.cases.second import confirm, remembered, void
from schutznetz.cases.services.keeping._deciding import _refuse_too_close
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

LOOKED_AT_AGAIN = gettext_noop("Bitte einen Tag in der Zukunft nennen, an dem Sie wieder hinsehen.")
WAITS = gettext_noop("Die Aufhebung ist schon vorgeschlagen. Eine zweite Person entscheidet.")


@command(KeepingAction.HOLD)
def hold(ctx: Context, record: Report | Case, *, ground: HoldGround, reasons: str, review_on: date) -> Hold:
    """Let nothing of it be deleted from this moment on; a deletion that waits cannot be decided any more."""
    if review_on <= ctx.now.astimezone(BERLIN).date():
        raise Conflict(LOOKED_AT_AGAIN)
    return Hold.objects.create(
        report=record if isinstance(record, Report) else None,
        case=record if isinstance(record, Case) else None,
        ground=ground,
        reasons=reasons,
        placed_by_id=ctx.person_id,
        placed_at=ctx.now,
        review_on=review_on,
    )


@command(KeepingAction.PROPOSE_LIFTING)
def propose_lifting(ctx: Context, hold: Hold, *, reasons: str) -> HoldLifting:
    """Ask a second person to lift a hold; until then it stands."""
    _refuse_too_close(ctx, _held(hold))
    if HoldLifting.objects.filter(hold=hold, state=ReviewState.PROPOSED).exists():
        raise Conflict(WAITS)
    lifting = HoldLifting(
        hold=hold,
        reasons=reasons,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    lifting.seal = _seal(lifting)
    lifting.save(force_insert=True)
    return lifting


@command(KeepingAction.CONFIRM_LIFTING)
def confirm_lifting(ctx: Context, lifting: HoldLifting, *, seal: str) -> HoldLifting:
    with remembered(ctx, KeepingAction.CONFIRM_LIFTING, lifting):
        _refuse_too_close(ctx, _held(lifting.hold))
    confirm(ctx, KeepingAction.CONFIRM_LIFTING, lifting, seal=seal, now=_seal(lifting))
    Hold.objects.filter(pk=lifting.hold_id, lifted_at=None).update(lifted_at=ctx.now)
    return lifting


@command(KeepingAction.CONFIRM_LIFTING)
def refuse_lifting(ctx: Context, lifting: HoldLifting) -> HoldLifting:
    """The hold stands."""
    void(lifting)
    return lifting


def _held(hold: Hold) -> Procedure:
    """Return the whole procedure of what is held."""
    return procedures_of(reports=filter(None, [hold.report_id]), cases=filter(None, [hold.case_id]))[0]


def _seal(lifting: HoldLifting) -> str:
    hold = Hold.objects.get(pk=lifting.hold_id)
    body = [
        [str(lifting.pk), str(lifting.proposed_by_id), lifting.reasons],
        [str(hold.pk), str(hold.ground), hold.reasons, str(hold.review_on), str(hold.lifted_at)],
    ]
    return salted_hmac("cases.holdlifting", json.dumps(body), algorithm="sha256").hexdigest()
