"""Rows belong to one network. Outside a scope there are no rows to see and none to write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Protocol, Self, TypeVar
from uuid import UUID

from django.db import models, router, transaction
from django.db.models.deletion import Collector

from schutznetz.kernel import ids
from schutznetz.kernel.scopes import OutOfScope, current, scope

__all__ = [
    "Keeper",
    "OutOfScope",
    "ScopedManager",
    "ScopedModel",
    "ScopedQuerySet",
    "appoint",
    "current",
    "scope",
]

M = TypeVar("M", bound=models.Model)
F = TypeVar("F", bound=Callable[..., Any])


class Keeper(Protocol):
    """What sealing hangs into the life of a row. ``kernel.sealing`` takes this post at start."""

    def loaded(self, rows: Sequence[Any]) -> None:
        """These rows came from the database together."""

    def writing(self, rows: Sequence[Any]) -> None:
        """These rows are about to be written."""

    def keeps(self, model: type[models.Model]) -> bool:
        """Whether rows of this model have keys that must die with them."""

    def erased(self, records: Iterable[UUID]) -> None:
        """These rows were deleted, in the same transaction."""


_keeper: list[Keeper] = []


def appoint(keeper: Keeper) -> None:
    _keeper[:] = [keeper]


def _not_for_templates(method: F) -> F:
    """Mark what changes data as Django marks its own: no template calls it, no manager offers it."""
    for mark in ("alters_data", "queryset_only"):
        setattr(method, mark, True)
    return method


class ScopedQuerySet(models.QuerySet[M]):
    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._result_cache and isinstance(self._result_cache[0], models.Model):
            for keeper in _keeper:
                keeper.loaded(self._result_cache)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        objs = list(objs)
        for obj in objs:
            obj.claim()
        for keeper in _keeper:
            keeper.writing(objs)
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **changes: Any) -> int:
        if {"network", "network_id"} & changes.keys():
            raise OutOfScope("Rows do not move between networks.")
        return super().update(**changes)

    @_not_for_templates
    def delete(self) -> tuple[int, dict[str, int]]:
        if self.query.is_sliced or self.query.distinct_fields or getattr(self, "_fields", None) is not None:
            raise TypeError("Delete whole rows of a plain query.")
        doomed = self.all()
        doomed.query.select_related = False
        doomed.query.clear_ordering(force=True)
        self._result_cache = None
        return _erase(doomed, router.db_for_write(self.model), self)


def _erase(doomed: Any, using: str, origin: Any, *, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
    """Delete as Django does, with everything that hangs on it, and destroy the keys of all of it."""
    collector = Collector(using=using, origin=origin)
    collector.collect(doomed, keep_parents=keep_parents)
    with transaction.atomic(using=using):
        records = {pk for keeper in _keeper for pk in _doomed_keys(collector, keeper.keeps)}
        result = collector.delete()
        if records:
            for keeper in _keeper:
                keeper.erased(records)
    return result


def _doomed_keys(collector: Collector, keeps: Callable[[type[models.Model]], bool]) -> Iterator[UUID]:
    for model, rows in collector.data.items():
        if keeps(model):
            yield from (row.pk for row in rows)
    for query in collector.fast_deletes:
        if keeps(query.model):
            yield from query.values_list("pk", flat=True)


class ScopedManager(models.Manager[M]):
    def get_queryset(self) -> ScopedQuerySet[M]:
        return ScopedQuerySet[M](self.model, using=self._db).filter(network_id=current())


class ScopedModel(models.Model):
    """Base of every row that belongs to a network.

    The scoped manager is also the *base* manager, so following a foreign key, refreshing
    and saving are confined as well.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def claim(self) -> None:
        """Stamp the row with the current network and refuse links into another one."""
        if self.network_id is None:
            self.network_id = current()
        if self.network_id != current():
            raise OutOfScope(f"{self._meta.label} belongs to another network.")
        for field in self._meta.concrete_fields:
            other = field.related_model
            if isinstance(other, type) and issubclass(other, ScopedModel) and not self._leads_inside(field):
                raise OutOfScope(f"{self._meta.label}.{field.name} leaves the network.")

    def _leads_inside(self, field: models.Field[Any, Any]) -> bool:
        pk, row = getattr(self, field.attname), self._state.fields_cache.get(field.name)
        if pk is None:
            return True
        if row is not None and row.pk == pk and not row._state.adding:
            return bool(row.network_id == current())  # it came from this network's rows, or was written there
        other: Any = field.related_model
        return bool(other.objects.filter(pk=pk).exists())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.claim()
        for keeper in _keeper:
            keeper.writing([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.claim()  # Django deletes by primary key and asks no manager
        options = dict(zip(("using", "keep_parents"), args, strict=False)) | kwargs
        using = options.get("using") or router.db_for_write(type(self))
        return _erase([self], using, self, keep_parents=options.get("keep_parents", False))
