"""When a case changes hands, what is watched in it changes eyes, and every task goes along."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db import models

from schutznetz.cases.models import (
    AccessRequest,
    Case,
    CourtReferral,
    Deferral,
    Handover,
    HelpOffer,
    Restriction,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.standing import STILL_WATCHED
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.work import services as work

WITH_TASKS = (
    SafetyPlan, HelpOffer, CourtReferral, TakingIntoCare, Handover, AccessRequest, Restriction, Deferral,
)  # fmt: skip


@consequence
def pass_on_measures(ctx: Context, case: Case, *, hands: Mapping[UUID | None, tuple[UUID, UUID]]) -> None:
    """Let successors watch what those before them watched; a third person keeps what is hers."""
    for item in WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED).order_by("id"):
        watcher, substitute = hands.get(item.watcher_id, (item.watcher_id, item.substitute_id))
        if item.substitute_id in hands and item.watcher_id not in hands:
            substitute = hands[item.substitute_id][0]
        if watcher == substitute:
            substitute = next(person for person in hands[item.substitute_id] if person != watcher)
        before, item.watcher_id, item.substitute_id = item.watcher_id, watcher, substitute
        item.save(update_fields=["watcher", "substitute"])
        work.pass_on_tasks(ctx, item, hands={**hands, before: (watcher, substitute)})
    for record in _with_tasks(case):
        work.pass_on_tasks(ctx, record, hands=hands)


def _with_tasks(case: Case) -> Iterator[models.Model]:
    for model in WITH_TASKS:
        yield from model._base_manager.filter(case=case).order_by("pk")
