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

from schutznetz import prepared
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import tenancy
from schutznetz.kernel.tenancy import ScopedModel

Model: TypeAlias = type[ScopedModel]
ROOTS = (Report, Case)
TOGETHER = 500
SIZES = (1, 4, 16)  # up to here a text is kept for each

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
            self._add(model, _named(model, name, self.ids))

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
            self._add(other, _named(other, field, new))
        for field in _owned_by(model):
            self._add(field.related_model, _named(model, "pk", new, field.attname))


def _named(model: Model, name: str, wanted: set[UUID], column: str = "pk") -> set[UUID]:
    """Return a column of the rows that name one of these; asked so often that a few texts do for all."""

    def build(network: UUID, *some: Any) -> models.QuerySet[Any, Any]:
        with tenancy.scope(network):
            return model._base_manager.filter(**{f"{name}__in": some}).order_by().values_list(column)

    found: set[UUID] = set()
    every, network, kind = sorted(wanted), tenancy.current(), (model._meta.label, name, column)
    for start in range(0, len(every), TOGETHER):
        some = every[start : start + TOGETHER]
        size = next((size for size in SIZES if size >= len(some)), 0)
        some += [UUID(int=number) for number in range(size - len(some))]  # which no row has
        keys = map(str, some) if _is_text(model, name) else some
        rows = prepared.rows(kind, build, network, *keys) if size else build(network, *keys)
        found |= {row[0] for row in rows if row[0]}
    return found


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


@cache
def _is_text(model: Model, name: str) -> bool:
    return name != "pk" and isinstance(model._meta.get_field(name), models.CharField)
