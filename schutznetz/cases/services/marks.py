"""Marks on entries: one person sets one at once, two lift it."""

from typing import Any
from uuid import UUID

from schutznetz.cases.actions import RecordAction
from schutznetz.cases.choices import MarkKind
from schutznetz.cases.models import Case, Mark
from schutznetz.cases.queries.marks import parents_of
from schutznetz.cases.services.results import void_result
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import marks as law
from schutznetz.law.text import gettext_noop

WHICH_PARENT = gettext_noop("Bitte wählen, vor welchem Elternteil der Eintrag vertraulich bleibt.")
NO_PARENT = gettext_noop("Die Schweigepflicht gilt gegenüber allen. Bitte keinen Elternteil wählen.")
MARKED = gettext_noop("Dieser Vermerk steht schon am Eintrag.")


@command(RecordAction.MARK)
def mark(ctx: Context, record: Any, *, kind: MarkKind, reasons: str, parent_id: UUID | None = None) -> Mark:
    """Keep an entry from a parent, or say that it comes from professional secrecy; from this moment on."""
    case: Case = record.case
    if kind == MarkKind.FROM_PARENT and str(parent_id) not in dict(parents_of(case)):
        raise Conflict(WHICH_PARENT, law.OTHERS_INTERESTS)
    if kind == MarkKind.SECRECY and parent_id:
        raise Conflict(NO_PARENT, law.LIMITED)
    same = Mark.objects.filter(record=record.pk, kind=kind, parent=parent_id, lifted_at=None)
    if same.exists():
        raise Conflict(MARKED)
    void_result(ctx, case)
    return Mark.objects.create(
        case=case,
        record=record.pk,
        kind=kind,
        parent_id=parent_id,
        reasons=reasons,
        set_by_id=ctx.person_id,
        set_at=ctx.now,
    )
