"""Marks on entries: one person sets one at once, two lift it."""

import json
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from schutznetz.cases.actions import RecordAction
from schutznetz.cases.choices import MarkKind, ReviewState
from schutznetz.cases.models import Case, Mark, MarkLifting
from schutznetz.cases.queries.marks import parents_of
from schutznetz.cases.reporters import kind_of
from schutznetz.cases.second import confirm, void
from schutznetz.cases.services.results import void_result
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import marks as law
from schutznetz.law.guide_table import SECRECY
from schutznetz.law.reporters import Reporter
from schutznetz.law.text import gettext_noop

WHICH_PARENT = gettext_noop("Bitte wählen, vor welchem Elternteil der Eintrag vertraulich bleibt.")
NO_PARENT = gettext_noop("Die Schweigepflicht gilt gegenüber allen. Bitte keinen Elternteil wählen.")
BOUND = gettext_noop("Die meldende Person ist zur Verschwiegenheit verpflichtet.")
WAITS = gettext_noop("Die Aufhebung ist schon vorgeschlagen. Eine zweite Person entscheidet.")
MARKED = gettext_noop("Dieser Vermerk steht schon am Eintrag.")


@command(RecordAction.MARK)
def mark(ctx: Context, record: Any, *, kind: MarkKind, reasons: str, parent_id: UUID | None = None) -> Mark:
    """Keep an entry from a parent, or say that it comes from professional secrecy; from this moment on."""
    case: Case = record.case
    if kind == MarkKind.FROM_PARENT and str(parent_id) not in dict(parents_of(case)):
        raise Conflict(WHICH_PARENT, law.OTHERS_INTERESTS)
    if kind == MarkKind.SECRECY and parent_id:
        raise Conflict(NO_PARENT, law.LIMITED)
    same = Mark.objects.filter(case=case, record=record.pk, kind=kind, parent=parent_id, lifted_at=None)
    if same.exists():
        raise Conflict(MARKED)
    void_result(ctx, case)
    return _set(ctx, case, record.pk, kind, reasons, parent_id)


@consequence
def mark_report(ctx: Context, case: Case) -> None:
    """Say from the beginning that a report comes from somebody bound to secrecy (§ 76 Abs. 1 SGB X)."""
    if case.origin and Reporter(kind_of(case.origin)) in SECRECY:
        _set(ctx, case, case.origin.pk, MarkKind.SECRECY, str(BOUND))


@command(RecordAction.PROPOSE_UNMARK)
def propose_unmark(ctx: Context, mark: Mark, *, reasons: str) -> MarkLifting:
    """Ask a second person to lift a mark; until then it stands."""
    if MarkLifting.objects.filter(mark=mark, state=ReviewState.PROPOSED).exists():
        raise Conflict(WAITS)
    lifting = MarkLifting(
        mark=mark,
        reasons=reasons,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    lifting.seal = _seal(lifting)
    lifting.save(force_insert=True)
    return lifting


@command(RecordAction.CONFIRM_UNMARK)
def confirm_unmark(ctx: Context, lifting: MarkLifting, *, seal: str) -> MarkLifting:
    """Lift a mark as the second person, on exactly what she read."""
    confirm(ctx, RecordAction.CONFIRM_UNMARK, lifting, seal=seal, now=_seal(lifting))
    Mark.objects.filter(pk=lifting.mark_id, lifted_at=None).update(lifted_at=ctx.now)
    void_result(ctx, lifting.mark.case)
    return lifting


@command(RecordAction.CONFIRM_UNMARK)
def refuse_unmark(ctx: Context, lifting: MarkLifting) -> MarkLifting:
    """The mark stands."""
    void(lifting)
    return lifting


def _set(
    ctx: Context, case: Case, record: UUID, kind: MarkKind, reasons: str, parent_id: UUID | None = None
) -> Mark:
    by = {"set_by_id": ctx.person_id, "set_at": ctx.now}
    said = {"kind": kind, "parent_id": parent_id, "reasons": reasons}
    return Mark.objects.create(case=case, record=record, **said, **by)


def _seal(lifting: MarkLifting) -> str:
    mark = Mark.objects.get(pk=lifting.mark_id)
    body = [
        [str(lifting.pk), str(lifting.proposed_by_id), lifting.reasons],
        [str(mark.pk), str(mark.kind), str(mark.parent_id), mark.reasons, str(mark.lifted_at)],
    ]
    return salted_hmac("cases.marklifting", json.dumps(body), algorithm="sha256").hexdigest()
