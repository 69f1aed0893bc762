"""``manage.py check`` refuses a field of which nobody said what it holds, and readable protected data."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from schutznetz.kernel import catalogue
from schutznetz.kernel.fields import CodeField, Sealed
from schutznetz.kernel.tenancy import ScopedManager, ScopedModel

# Sealed, or needed readable for rights, deadlines and counts: closed vocabularies, links, instants.
READABLE = (
    Sealed,
    CodeField,
    models.BooleanField,
    models.DateTimeField,
    models.ForeignKey,
    models.ManyToManyField,
)


def _ours() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("schutznetz."))


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


@register()
def every_field_is_in_the_catalogue(**kwargs: Any) -> list[CheckMessage]:
    return [message for model in _ours() for message in _unsaid(model)]


@register()
def sealed_fields_say_their_class(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{model._meta.label}.{column.name} is sealed without data class.", id="schutznetz.E105")
        for model in _ours()
        for column in catalogue.columns(model)
        if isinstance(column, Sealed) and (column.data is None or not issubclass(model, ScopedModel))
    ]


@register()
def scoped_models_have_no_unscoped_way_in(**kwargs: Any) -> list[CheckMessage]:
    return [
        *(
            Error(f"{model._meta.label}.{manager.name} knows no scope.", id="schutznetz.E106")
            for model in _ours()
            if issubclass(model, ScopedModel)
            for manager in model._meta.managers
            if not isinstance(manager, ScopedManager)
        ),
        *(
            Error(
                f"{model._meta.label}.{relation.name} needs a scoped model as through.", id="schutznetz.E107"
            )
            for model in _ours()
            if issubclass(model, ScopedModel)
            for relation in model._meta.local_many_to_many
            if not issubclass(relation.remote_field.through or object, ScopedModel)
        ),
    ]
