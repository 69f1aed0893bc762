"""What somebody proposed or signed who is too close to the family, and what still waits: it is void.

Whoever has it now hears that it must be proposed anew. Immediate protection is no proposal: what was done
for the child counts, and only where the second person gives way another one is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models
from django.db.models import Q

from schutznetz.cases.actions import RecusalAction
from schutznetz.cases.choices import ProtectionState, ReviewState
from schutznetz.cases.conflicts import named_in, proposals, rows_shut_to, ways_to
from schutznetz.cases.models import (
    AccessPackage,
    Case,
    Clearance,
    Closing,
    Deletion,
    Handover,
    ImmediateProtection,
    Proposal,
    Report,
    Result,
    Triage,
    UrgencyLowering,
)
from schutznetz.cases.queries import working_days
from schutznetz.cases.second import void
from schutznetz.cases.services.file_access.asking import void_waiting
from schutznetz.cases.services.measures.asking import rising
from schutznetz.cases.services.measures.closing import not_yet
from schutznetz.cases.services.protection import ask_for_second
from schutznetz.cases.services.results import void_result
from schutznetz.cases.services.triage import void_triage
from schutznetz.cases.states import HANDOVER
from schutznetz.kernel import audit
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.law import urgency
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

TOO_CLOSE = gettext_noop("Wer das vorgeschlagen hat, ist befangen.")
End: TypeAlias = Callable[[Context, Any], object]


def _lowering(ctx: Context, lowering: UrgencyLowering) -> None:
    void(lowering)
    work.settle_tasks(ctx, lowering.report, kind=TaskKind.CONFIRM_LOWERING)


def _handover(ctx: Context, handover: Handover) -> None:
    by = {"ended_by_id": ctx.person_id, "ended_at": ctx.now}
    HANDOVER.move(handover, "withdraw", end_note=TOO_CLOSE, **by)
    work.settle_tasks(ctx, handover)


def _other(ctx: Context, proposal: Proposal) -> None:
    void(proposal)
    work.settle_tasks(ctx, proposal)


# What ends with a proposal besides itself; all others only leave everything as it was.
ENDS: Mapping[type[models.Model], End] = {
    Triage: lambda ctx, triage: void_triage(ctx, triage.report, ask_again=True),
    UrgencyLowering: _lowering,
    Result: lambda ctx, result: void_result(ctx, result.case),
    Closing: lambda ctx, closing: not_yet(ctx, closing, why=TOO_CLOSE),
    AccessPackage: lambda ctx, package: void_waiting(ctx, package.request),
    Handover: _handover,
}


@consequence
def void_proposals(ctx: Context, person_id: UUID) -> None:
    """Void what waits of hers in every family that is shut to her, and tell those who have it now."""
    for protection in _to_be_confirmed_by(person_id):
        ask_for_second(ctx, protection)
    families: dict[UUID, Case | Report] = {}
    for model in proposals():
        for row in list(_waiting(model, person_id).order_by("pk")):
            ENDS.get(model, _other)(ctx, row)
            audit.record(ctx, RecusalAction.DECLARE, row, voided=True)
            if family := _family_of(row):
                families[family.pk] = family
    for family in families.values():
        _ask_anew(ctx, family)


def _waiting(model: type[models.Model], person_id: UUID) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model._base_manager.filter(_shut(model, person_id))
    waiting = Q(state=ReviewState.PROPOSED, proposed_by=person_id)
    if model is Result:
        signed = Q(proposed_by=person_id) | Q(confirmed_by=person_id)
        waiting |= Q(signed, state=ReviewState.CONFIRMED, set_at=None)
    if model is Clearance:
        waiting |= Q(state=ReviewState.PROPOSED, person=person_id)
    return rows.filter(waiting)


def _shut(model: type[models.Model], person_id: UUID) -> Q:
    if model is not Deletion:
        return rows_shut_to(person_id, model)
    cases = Case.objects.filter(rows_shut_to(person_id, Case)).values("pk")
    reports = Report.objects.filter(rows_shut_to(person_id, Report)).values("pk")
    return Q(pk__in=named_in(Q(record__in=cases) | Q(record__in=reports)))


def _to_be_confirmed_by(person_id: UUID) -> Iterator[ImmediateProtection]:
    hers = ImmediateProtection.objects.filter(second=person_id, state=ProtectionState.ACTING)
    yield from hers.filter(rows_shut_to(person_id, ImmediateProtection)).order_by("pk")


def _family_of(row: models.Model) -> Case | Report | None:
    for goal in (Case, Report):
        if isinstance(row, Deletion):
            found = goal._base_manager.filter(pk=row.anchor).first()
        else:
            found = _above(row, goal)
        if found:
            return found
    return None


def _above(row: models.Model, goal: type[Case] | type[Report]) -> Case | Report | None:
    if not (ways := ways_to(type(row), goal)):
        return None
    about = type(row)._base_manager.filter(pk=row.pk).values_list(min(ways, key=len), flat=True)
    return goal._base_manager.filter(pk=about[0]).first()


@consequence
def _ask_anew(ctx: Context, family: Case | Report) -> None:
    owner = family.lead_id if isinstance(family, Case) else family.responsible_id
    stand_in = family.substitute_id if isinstance(family, Case) else family.second_id
    due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
    work.open_task(
        ctx,
        family,
        kind=TaskKind.PROPOSE_ANEW,
        due_at=due_at,
        owner_id=owner,
        substitute_id=stand_in,
        ladder=rising(ctx, due_at),
        protective=True,
    )
