"""Whoever said that a family is too close to her is shut out of everything about it, whatever the table says.

A model need not say so: everything that leads to a case or a report by its own links is shut with it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from schutznetz.cases.actions import RecusalAction
from schutznetz.cases.models import (
    AccessRequest,
    Arrival,
    Case,
    Clearance,
    CourtReferral,
    Deferral,
    Deletion,
    DeletionPart,
    Departure,
    Doubt,
    EmergencyAccess,
    Handover,
    HelpOffer,
    ImmediateProtection,
    Proposal,
    Recusal,
    Report,
    Restriction,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.kernel import scopes
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import NOTHING, Action, HardStop
from schutznetz.law.text import gettext_noop

TOO_CLOSE = gettext_noop("Dieser Person steht die Familie zu nahe.")
TASK = "work.Task"  # names what it is about by type and identifier, and by no link
TASKS_ABOUT: tuple[type[models.Model], ...] = (
    Report, ImmediateProtection, Departure, Case, SafetyPlan, WatchedItem, HelpOffer, CourtReferral,
    TakingIntoCare, EmergencyAccess, Clearance, Restriction, Deferral, AccessRequest, Handover,
    Arrival, Doubt, Deletion,
)  # fmt: skip


@lru_cache(maxsize=256)
def ways_to(model: type[models.Model], goal: type[models.Model]) -> tuple[str, ...]:
    """Return the links that lead from a model of this domain to ``goal``, each as a lookup."""
    return tuple(_ways(model, goal, frozenset({model})))


def _ways(
    model: type[models.Model], goal: type[models.Model], seen: frozenset[type[models.Model]]
) -> Iterator[str]:
    if model is goal:
        yield "pk"
        return
    for field in model._meta.concrete_fields:
        target = field.related_model
        if not isinstance(target, type) or target in seen or target._meta.app_label != "cases":
            continue
        for way in _ways(target, goal, seen | {target}):
            yield f"{field.name}__{way}"


def _recused(ctx: Context, action: Action, model: type[models.Model]) -> Q:
    if ctx.actor_id is None:
        return NOTHING
    return rows_shut_to(ctx.actor_id, model)


def rows_shut_to(person_id: UUID, model: type[models.Model]) -> Q:
    """Return which rows of a model are about a family that is shut to the person."""
    if model._meta.label == TASK:
        return tasks_shut_to(person_id)
    mine = Recusal.objects.filter(person=person_id)
    if model._meta.app_label != "cases":
        return NOTHING
    shut = NOTHING
    for way in ways_to(model, Case):
        shut |= Q(Exists(mine.filter(case=OuterRef(way))))
    for way in ways_to(model, Report):
        shut |= Q(Exists(mine.filter(report=OuterRef(way))))
    return shut


@lru_cache(maxsize=64)
def _tasks_shut(person_id: UUID, _network: UUID | None) -> Q:
    """Return the tasks about a family: read from its few records, not from every task there is.

    Twenty queries in one, and wanted twice for each start page: kept as it is put together, never its rows.
    """
    mine = Recusal.objects.filter(person=person_id)
    reports = mine.values("report")
    cases = Case.objects.filter(Q(pk__in=mine.values("case")) | Q(origin__in=reports)).values("pk")
    shut = NOTHING
    for model in TASKS_ABOUT:
        shut |= Q(about_id__in=_of_family(model, cases, reports))
    return shut


def _of_family(
    model: type[models.Model], cases: models.QuerySet[Any, Any], reports: models.QuerySet[Any, Any]
) -> models.QuerySet[Any, Any]:
    """Return which rows of a model are about these cases and reports."""
    if model is Deletion:
        return named_in(Q(record__in=cases) | Q(record__in=reports))
    to_case = ways_to(model, Case)
    way = min(to_case or ways_to(model, Report), key=len)
    return model._base_manager.filter(**{f"{way}__in": cases if to_case else reports}).values("pk")


def named_in(records: Q) -> models.QuerySet[Any, Any]:
    """Return the deletions of these: one names what it is about by identifiers, for it outlasts all of it."""
    return DeletionPart.objects.filter(records).values("deletion")


recused = HardStop("befangen", _recused)


def is_recused(person_id: UUID, about: Case | Report) -> bool:
    """Say whether the person shut this family to herself."""
    return recusals_of(about).filter(person=person_id).exists()


def refuse_recused(about: Case | Report, *people: UUID) -> None:
    """Nobody is given a duty in a family that she shut to herself; raises Conflict."""
    if recusals_of(about).filter(person__in=people).exists():
        raise Conflict(TOO_CLOSE)


def all_recused(about: Case | Report) -> set[UUID]:
    """Return everybody who shut this family to herself."""
    return set(recusals_of(about).values_list("person", flat=True))


def recusals_of(about: Case | Report) -> models.QuerySet[Recusal]:
    """Return by whom a family is shut to herself, also where she said so when it was only a report."""
    if isinstance(about, Report):
        return Recusal.objects.filter(report=about)
    return Recusal.objects.filter(Q(case=about) | Q(report=about.origin_id, report__isnull=False))


def shut_to(ctx: Context, model: type[models.Model]) -> Q:
    """Return which rows of a model the actor shut to herself, for what is read past the table of rights."""
    return recused.rows(ctx, RecusalAction.DECLARE, model)


def shuts_something(ctx: Context) -> bool:
    """Say whether the actor shut any family to herself: most did not, and need no closer look."""
    return Recusal.objects.filter(person=ctx.actor_id).exists()


def models_shut() -> list[type[models.Model]]:
    """Return every model of this domain that leads to a case or a report."""
    mine = apps.get_app_config("cases").get_models()
    return [model for model in mine if ways_to(model, Case) or ways_to(model, Report)]


def proposals() -> list[type[models.Model]]:
    """Return every kind of thing that one person proposes about a family and another one decides."""
    about = [
        model for model in apps.get_app_config("cases").get_models() if issubclass(model, Proposal | Handover)
    ]
    return [model for model in about if model is Deletion or ways_to(model, Case) or ways_to(model, Report)]


def tasks_shut_to(person_id: UUID) -> Q:
    """Return which tasks are about a family that the person shut to herself."""
    return _tasks_shut(person_id, scopes.current() if scopes.opened() else None)


def shut_out_of(about_type: str, about_id: UUID) -> set[UUID]:
    """Return everybody who shut the family of this record to herself, whatever record of ours it is."""
    if not about_type.startswith("cases."):
        return set()
    model: type[models.Model] = apps.get_model(about_type)
    shut = NOTHING
    if model is Deletion:
        records = DeletionPart.objects.filter(deletion=about_id).values("record")
        shut = Q(case__in=records) | Q(report__in=records)
    for goal, name in ((Case, "case"), (Report, "report")):
        for way in ways_to(model, goal):
            found = model._base_manager.filter(pk=about_id, **{f"{way}__isnull": False}).values(way)
            shut |= Q(**{f"{name}__in": found})
    return set(Recusal.objects.filter(shut).values_list("person", flat=True))
