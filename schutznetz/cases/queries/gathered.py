"""What a signature over a case covers: every row that hangs on it, of whatever kind, also those to come."""

import hashlib
from functools import cache
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models

from schutznetz.cases.models import AccessRequest, Case, Message, TeamMember

# Who works on it, and who asked to see it: neither says anything about the child.
BESIDE = {TeamMember, AccessRequest}
Part: TypeAlias = tuple[type[models.Model], str]  # the rows, and their way to the case


def gathered(case: Case, *, besides: type[models.Model]) -> list[str]:
    """Return a mark for each kind of row about this case: anything new or changed gives another one."""
    told = Message.objects.filter(report=case.origin_id).count() if case.origin_id else 0
    marks = [_mark(model, path, case) for model, path in _parts() if model is not besides]
    return [*marks, str(case.child_seen_at), str(told)]


@cache
def _parts() -> tuple[Part, ...]:
    """Return what hangs on a case itself, and what hangs on that: a check of an item, a stay of a taking."""
    all_models: list[Any] = list(apps.get_app_config("cases").get_models())
    hanging = [
        model
        for model in all_models
        if model not in BESIDE
        and any(field.name == "case" and field.related_model is Case for field in model._meta.local_fields)
    ]
    below = [
        (model, f"{field.name}__case")
        for model in all_models
        if model not in hanging
        for field in model._meta.local_fields
        if field.related_model in hanging
    ]
    return (*((model, "case") for model in hanging), *below)


def _mark(model: type[models.Model], path: str, case: Case) -> str:
    rows = model._base_manager.filter(**{path: case}).order_by("pk").values_list()
    mark = hashlib.sha256()
    for row in rows:
        mark.update(repr([bytes(v) if isinstance(v, bytes | memoryview) else v for v in row]).encode())
    return mark.hexdigest()
