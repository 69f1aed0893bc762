"""Rows belong to one network. Outside a scope there are no rows to see and none to write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Protocol, Self, TypeGuard, TypeVar
from uuid import UUID

from django.db import models, router, transaction
from django.db.models.deletion import Collector

from schutznetz.inserting import FEW, insert
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


_OPEN = "open_network"


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of the network that was open when the query was begun; asked for in another, it is refused."""

    def _inside(self) -> None:
        if vars(self.query).get(_OPEN) != current():
            raise OutOfScope(f"{self.model._meta.label} was asked for in another scope.")

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        if fresh:
            self._inside()
        super()._fetch_all()
        if fresh and self._result_cache and isinstance(self._result_cache[0], models.Model):
            rows = self._result_cache
            for together in _followed(rows) if self.query.select_related else [rows]:
                for keeper in _keeper:
                    keeper.loaded(together)

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._inside()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._inside()
        return super().count()

    def exists(self) -> bool:
        self._inside()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._inside()
        return super().aggregate(*args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise OutOfScope("Bare SQL knows no scope.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        if kwargs.get("update_conflicts") and "network" not in (kwargs.get("unique_fields") or ()):
            raise OutOfScope("An upsert names the network among its unique fields.")
        rows: list[Any] = list(objs)
        for row in rows:
            row.claim()
        for keeper in _keeper:
            keeper.writing(rows)
        if args or kwargs or len(rows) > FEW:
            return super().bulk_create(rows, *args, **kwargs)
        insert(rows)
        return rows

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        for obj in objs:
            obj.claim()
        return super().bulk_update(objs, *args, **kwargs)

    def update(self, **changes: Any) -> int:
        self._inside()
        if {"network", "network_id"} & changes.keys():
            raise OutOfScope("Rows do not move between networks.")
        for name, value in changes.items():
            other = self.model._meta.get_field(name).related_model
            if value is not None and _is_scoped(other) and not hasattr(value, "resolve_expression"):
                if not other.objects.filter(pk=getattr(value, "pk", value)).exists():
                    raise OutOfScope(f"{self.model._meta.label}.{name} leaves the network.")
        return super().update(**changes)

    @_not_for_templates
    def delete(self) -> tuple[int, dict[str, int]]:
        self._inside()
        if self.query.is_sliced or self.query.distinct_fields or getattr(self, "_fields", None) is not None:
            raise TypeError("Delete whole rows of a plain query.")
        doomed = self.all()
        doomed.query.select_related = False
        doomed.query.clear_ordering(force=True)
        self._result_cache = None
        return _erase(doomed, router.db_for_write(self.model), self)


def _is_scoped(model: Any) -> TypeGuard[type["ScopedModel"]]:
    return isinstance(model, type) and issubclass(model, ScopedModel)


def _followed(rows: list[Any]) -> Iterator[list[Any]]:
    """Yield rows, and kind by kind what their query brought along, at which no manager has looked."""
    if any(isinstance(row, ScopedModel) and row.network_id != current() for row in rows):
        raise OutOfScope(f"{rows[0]._meta.label} belongs to another network.")
    yield rows
    for name in {name for row in rows for name, end in row._state.fields_cache.items() if end is not None}:
        yield from _followed([end for row in rows if (end := row._state.fields_cache.get(name)) is not None])


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
        rows = ScopedQuerySet[M](self.model, using=self._db)
        vars(rows.query)[_OPEN] = current()  # clones of the query keep it
        return rows.filter(network_id=current())

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        return self.get_queryset().raw(*args, **kwargs)


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
            if _is_scoped(field.related_model) and not self._leads_inside(field):
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
        if args or not kwargs.get("force_insert") or kwargs.keys() - {"force_insert", "using"}:
            super().save(*args, **kwargs)
        else:
            insert([self])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.claim()
        if (
            not type(self)._base_manager.filter(pk=self.pk).exists()
        ):  # Django deletes by key and asks no manager
            raise OutOfScope(f"{self._meta.label} is no row of this network.")
        options = dict(zip(("using", "keep_parents"), args, strict=False)) | kwargs
        using = options.get("using") or router.db_for_write(type(self))
        return _erase([self], using, self, keep_parents=options.get("keep_parents", False))
