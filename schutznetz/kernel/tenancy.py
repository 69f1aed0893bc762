"""Rows belong to one network. Outside a scope there are no rows to see and none to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models

from schutznetz.kernel import ids

M = TypeVar("M", bound=models.Model)

_scope: ContextVar[UUID | None] = ContextVar("network", default=None)


class OutOfScope(RuntimeError):
    """A network's rows were touched without saying which network, or across networks."""


@contextmanager
def scope(network_id: UUID) -> Iterator[None]:
    token = _scope.set(network_id)
    try:
        yield
    finally:
        _scope.reset(token)


def current() -> UUID:
    network_id = _scope.get()
    if network_id is None:
        raise OutOfScope("Open tenancy.scope(network_id) first.")
    return network_id


class ScopedQuerySet(models.QuerySet[M]):
    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        objs = list(objs)
        for obj in objs:
            obj.claim()
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **changes: Any) -> int:
        if {"network", "network_id"} & changes.keys():
            raise OutOfScope("Rows do not move between networks.")
        return super().update(**changes)


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
            if isinstance(other, type) and issubclass(other, ScopedModel):
                pk = getattr(self, field.attname)
                if pk and not other.objects.filter(pk=pk).exists():
                    raise OutOfScope(f"{self._meta.label}.{field.name} leaves the network.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.claim()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.claim()  # Django deletes by primary key and asks no manager
        return super().delete(*args, **kwargs)
