"""What a signature over a report covers: every row that hangs on it, of whatever kind, also those to come."""

from functools import cache
from typing import TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import Q

from schutznetz.cases.models import (
    Case,
    ContactUncovering,
    Departure,
    Doubt,
    Feedback,
    Hold,
    KnownPerson,
    LearntProfession,
    LookUp,
    Parting,
    Recusal,
    Report,
)

Part: TypeAlias = tuple[type[models.Model], str]  # the rows, and their way to the report
# Who looked, who is kept out, what is answered or kept: nothing of it says more about the children.
BESIDE = {
    Case,
    ContactUncovering,
    Departure,
    Doubt,
    Feedback,
    Hold,
    KnownPerson,
    LearntProfession,
    LookUp,
    Recusal,
}


def reported(report: Report, *, besides: type[models.Model]) -> list[str]:
    """Name every row that hangs on this report; none of them changes what it says, so its name is enough."""
    named = [
        str(pk)
        for model, path in _parts()
        if model is not besides
        for pk in model._base_manager.filter(**{path: report}).order_by("pk").values_list("pk", flat=True)
    ]
    parted = Parting.objects.filter(Q(joining__report=report) | Q(joining__other=report)).order_by("pk")
    return [*named, *(str(pk) for pk in parted.values_list("pk", flat=True))]


@cache
def _parts() -> tuple[Part, ...]:
    return tuple(
        (model, field.name)
        for model in apps.get_app_config("cases").get_models()
        if model not in BESIDE
        for field in model._meta.local_fields
        if field.related_model is Report
    )
