"""Every row that goes when a procedure is deleted, of whatever table, also of those to come.

Followed are the links of the database. What names a record without a link stands in ``LOOSE``; a test
goes through all tables and misses what is named there neither as loose nor as harmless.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import models

from schutznetz.cases.models import Case, Report
from schutznetz.kernel.tenancy import ScopedModel

Model: TypeAlias = type[ScopedModel]
ROOTS = (Report, Case)
TOGETHER = 500

# What somebody has to do, was typing, has sent or has ordered about a record: named by its identifier only.
LOOSE = {
    "work.Task": "about_id",
    "kernel.Draft": "about",
    "kernel.Submission": "result_id",
    "kernel.Job": "key",
    "networks.PrintedLetter": "about_id",
}
OWN = "cases"


class Doomed:
    """Rows by table, in the order in which they were found: what hangs on something comes after it."""

    def __init__(self, reports: Iterable[UUID], cases: Iterable[UUID]) -> None:
        self.rows: dict[Model, set[UUID]] = {}
        self.tags: dict[Model, tuple[str, set[UUID]]] = {}  # rows without an identifier, by what they hang on
        self._add(Report, set(reports))
        self._add(Case, set(cases))
        for model, name in _loose():
            for some in _portions({str(pk) for pk in self.ids} if _is_text(model, name) else self.ids):
                found = model._base_manager.filter(**{f"{name}__in": some})
                self._add(model, set(found.values_list("pk", flat=True)))

    @property
    def ids(self) -> set[UUID]:
        return {pk for found in self.rows.values() for pk in found}

    def of_the_procedure(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the rows of the procedure itself, without what people type and do beside it."""
        for model in sorted(self.rows, key=lambda model: model._meta.label):
            if model._meta.app_label == OWN:
                yield model._meta.label, sorted(str(pk) for pk in self.rows[model])

    def _add(self, model: Model, found: set[UUID]) -> None:
        new = found - self.rows.setdefault(model, set())
        self.rows[model] |= new
        if not new:
            return
        for other, field in _hanging_on(model):
            if isinstance(other._meta.pk, models.CompositePrimaryKey):
                self.tags.setdefault(other, (field, set()))[1].update(new)
                continue
            for some in _portions(new):
                rows = other._base_manager.filter(**{f"{field}__in": some})
                self._add(other, set(rows.values_list("pk", flat=True)))
        for field in _owned_by(model):
            for some in _portions(new):
                rows = model._base_manager.filter(pk__in=some, **{f"{field.name}__isnull": False})
                self._add(field.related_model, set(rows.values_list(field.name, flat=True)))


def _portions(found: set[Any]) -> Iterator[list[Any]]:
    every = sorted(found)
    for start in range(0, len(every), TOGETHER):
        yield every[start : start + TOGETHER]


@cache
def _hanging_on(model: Model) -> tuple[tuple[Model, str], ...]:
    """Return the links that lead to rows of this table; another root never hangs on one."""
    return tuple(
        (other, field.name)
        for other in apps.get_models()
        if issubclass(other, ScopedModel) and other not in ROOTS
        for field in other._meta.local_fields
        if field.related_model is model
    )


@cache
def _owned_by(model: Model) -> tuple[Any, ...]:
    """Return links to rows that exist for this one alone, such as what was made sure of before an answer."""
    return tuple(
        field
        for field in model._meta.local_fields
        if isinstance(field, models.OneToOneField)
        and field.related_model not in ROOTS
        and field.related_model is not model
        and field.related_model._meta.app_label == OWN
    )


@cache
def _loose() -> tuple[tuple[Model, str], ...]:
    found: list[Any] = [(apps.get_model(label), name) for label, name in LOOSE.items()]
    return tuple(found)


def _is_text(model: Model, name: str) -> bool:
    return isinstance(model._meta.get_field(name), models.CharField)
