"""What a signature under a result stands for: the result and the whole case, as proposed."""

import hashlib
import json
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.crypto import salted_hmac

from schutznetz.cases.models import Case, Message, Result, TeamMember

SAID = (
    "before", "outcome", "dangers", "danger_from", "present", "harm", "likelihood", "willing", "able",
    "reasons", "parents", "protective", "child_view", "dissent", "facts", "help_stand", "review_on",
    "leader_signs",
)  # fmt: skip


def result_seal(result: Result) -> str:
    """Return a keyed mark over the proposal, its author and everything that hangs on the case.

    Anything new or changed since, of whatever kind, gives another mark.
    """
    case = Case.objects.only("state", "outcome", "child_seen_at", "origin").get(pk=result.case_id)
    body = {
        "proposal": [str(result.pk), str(result.proposed_by_id)],
        "said": [str(getattr(result, name)) for name in SAID],
        "case": [str(case.pk), case.state, case.outcome, str(case.child_seen_at)],
        "gathered": [_mark(model, case) for model in _parts()],
        "messages": Message.objects.filter(report=case.origin_id).count() if case.origin_id else 0,
    }
    return salted_hmac("cases.result", json.dumps(body), algorithm="sha256").hexdigest()


@cache
def _parts() -> tuple[Any, ...]:
    """Return every kind of row that hangs on a case, also those of other areas and those to come."""
    hanging = [
        model
        for model in apps.get_app_config("cases").get_models()
        if any(field.name == "case" and field.related_model is Case for field in model._meta.local_fields)
    ]
    return tuple(model for model in hanging if model not in {Result, TeamMember})


def _mark(model: type[models.Model], case: Case) -> str:
    rows = model._base_manager.filter(case=case).order_by("pk").values_list()
    mark = hashlib.sha256()
    for row in rows:
        mark.update(repr([bytes(v) if isinstance(v, bytes | memoryview) else v for v in row]).encode())
    return mark.hexdigest()
