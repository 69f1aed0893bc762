"""No row leads into another network.

A plain foreign key asks only whether the other row exists, and no row-level security binds it.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.walls.wall import Wall

INSIDE = "inside_"


def of_networks() -> Iterator[Wall]:
    for model in apps.get_models():
        if issubclass(model, ScopedModel):
            yield from _links_of(model)


def _links_of(model: type[ScopedModel]) -> Iterator[Wall]:
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        other: Any = field.related_model
        if isinstance(other, type) and issubclass(other, ScopedModel):
            column, there = field.column, other._meta.db_table
            yield Wall(
                name=f"{INSIDE}{table}_{column}",
                table=table,
                events=("INSERT", f"UPDATE OF {column}, network_id"),
                broken=f"NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {there} o"
                f" WHERE o.id = NEW.{column} AND o.network_id = NEW.network_id)",
                message="a row leads out of its network",
            )
