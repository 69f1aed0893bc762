"""``manage.py check`` refuses a field of which nobody said what it holds, and readable protected data."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from schutznetz.kernel import catalogue
from schutznetz.kernel.blind import BlindTagField
from schutznetz.kernel.fields import CodeField, Sealed
from schutznetz.kernel.tenancy import ScopedManager, ScopedModel

# Sealed, or needed readable for rights, deadlines and counts: closed vocabularies, links, instants.
READABLE = (
    Sealed,
    CodeField,
    BlindTagField,
    models.BooleanField,
    models.DateTimeField,
    models.ForeignKey,
    models.ManyToManyField,
)


def _unsaid(model: type[models.Model]) -> Iterator[CheckMessage]:
    known = catalogue.of(model)
    if known is None:
        yield Error(
            f"{model._meta.label} has no catalogue.",
            hint="Add catalogue = Catalogue(purpose=…, retention=…, fields={…}); see kernel/catalogue.py.",
            id="schutznetz.E101",
        )
        return
    names = {column.name for column in catalogue.columns(model)}
    for name in known.fields.keys() - names:
        yield Error(f"{model._meta.label}.{name} is in the catalogue only.", id="schutznetz.E103")
    for column in catalogue.columns(model):
        entry = known.entry(column)
        if entry is None:
            yield Error(f"{model._meta.label}.{column.name} has no data class.", id="schutznetz.E102")
        elif entry.data.is_protected and not isinstance(column, READABLE):
            yield Error(
                f"{model._meta.label}.{column.name} holds {entry.data} data and is not sealed.",
                id="schutznetz.E104",
            )


def _unsealed_way(model: type[models.Model]) -> Iterator[CheckMessage]:
    for column in catalogue.columns(model):
        if isinstance(column, Sealed) and (column.data is None or not issubclass(model, ScopedModel)):
            yield Error(
                f"{model._meta.label}.{column.name} is sealed without data class.", id="schutznetz.E105"
            )
    if any(isinstance(_named(model, name), Sealed) for name in model._meta.ordering or ()):
        yield Error(f"{model._meta.label} is ordered by ciphertext.", id="schutznetz.E108")


def _named(model: type[models.Model], name: Any) -> Any:
    return {column.name: column for column in model._meta.get_fields()}.get(str(name).lstrip("-"))


def _unscoped_way(model: type[models.Model]) -> Iterator[CheckMessage]:
    if not issubclass(model, ScopedModel):
        return
    for manager in model._meta.managers:
        if not isinstance(manager, ScopedManager):
            yield Error(f"{model._meta.label}.{manager.name} knows no scope.", id="schutznetz.E106")
    for relation in model._meta.local_many_to_many:
        if not issubclass(relation.remote_field.through or object, ScopedModel):
            yield Error(
                f"{model._meta.label}.{relation.name} needs a scoped model as through.", id="schutznetz.E107"
            )


def problems(model: type[models.Model]) -> list[CheckMessage]:
    """Return what is wrong with a model's catalogue, its sealed fields and the ways to its rows."""
    return [*_unsaid(model), *_unsealed_way(model), *_unscoped_way(model)]


@register()
def every_field_is_in_the_catalogue(**kwargs: Any) -> list[CheckMessage]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("schutznetz."))
    return [message for model in ours for message in problems(model)]
