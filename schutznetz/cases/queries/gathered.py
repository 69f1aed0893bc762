"""What a signature over a case covers: every row that hangs on it, of whatever kind, also those to come."""

import hashlib
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, Func, TextField, Value

from schutznetz import prepared
from schutznetz.cases.models import AccessRequest, Case, Doubt, KnownPerson, Message, TeamMember
from schutznetz.kernel import tenancy

# Who works on it, who asked to see it, and by what it is found again: none says anything about the child.
BESIDE = {TeamMember, AccessRequest, Doubt, KnownPerson}
Part: TypeAlias = tuple[type[models.Model], str]  # the rows, and their way to the case


class AsStored(Func):
    """A whole row as one text; another row never gives the same."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        each = [Func(one, function="QUOTE", output_field=TextField()) for one in self.source_expressions]
        return Func(*each, template="%(expressions)s", arg_joiner=" || ',' || ").as_sql(compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="ROW(%(expressions)s)::text")


def gathered(case: Case, *, besides: type[models.Model]) -> list[str]:
    """Return marks over every row about this case: anything new or changed gives others."""
    told = Message.objects.filter(report=case.origin_id).count() if case.origin_id else 0

    def build(network: UUID, pk: UUID) -> models.QuerySet[Any, Any]:
        with tenancy.scope(network):
            first, *others = (_rows(part, pk) for part in _parts() if part[0] is not besides)
            return first.union(*others, all=True)

    rows = prepared.rows(("gathered", besides), build, tenancy.current(), case.pk)
    mark = hashlib.sha256()
    for text in sorted(row[0] for row in rows):
        mark.update(text.encode() + b"\n")
    return [mark.hexdigest(), str(case.child_seen_at), str(told)]


def _rows(part: Part, case: UUID) -> models.QuerySet[Any, Any]:
    model, path = part
    columns = [F(column.attname) for column in model._meta.local_concrete_fields]
    whole = AsStored(Value(model._meta.db_table), *columns)
    return model._base_manager.filter(**{path: case}).order_by().values_list(whole)


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
