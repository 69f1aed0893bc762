"""Two people are two people: no row names two accounts of one human where it must name two people.

The pairs are read from the models: wherever a check says that one person is not the other, the same holds
for the humans behind the accounts. A pair that stood before its accounts were joined stands on, so that
nothing urgent is held up; people are asked to change it.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.walls.wall import Wall

JOINED = "accounts_joinedaccount"
MESSAGE = "two accounts of one person are not two people"
# Who is reminded, stands in or takes over: nobody signs there.
NOBODY_SIGNS = {
    "work_task", "work_shift", "networks_absence", "concerns_takeover", "advice_consultation",
    "cases_entrustedrelease",
}  # fmt: skip
ONE = (
    f"EXISTS (SELECT 1 FROM {JOINED} x JOIN {JOINED} y ON x.person = y.person"
    " WHERE x.account_id = {} AND y.account_id = {})"
)


def of_people() -> Iterator[Wall]:
    for table, first, second in pairs():
        one, name = ONE.format(f"NEW.{first}_id", f"NEW.{second}_id"), f"two_{table}_{first}_{second}"
        yield Wall(f"{name}_new", table, ("INSERT",), one, MESSAGE, (JOINED,))
        changed = " OR ".join(f"OLD.{each}_id IS DISTINCT FROM NEW.{each}_id" for each in (first, second))
        event = f"UPDATE OF {first}_id, {second}_id"
        yield Wall(f"{name}_set", table, (event,), f"({changed}) AND {one}", MESSAGE, (JOINED,))
    yield _reviewed_by_two()


def pairs() -> list[tuple[str, str, str]]:
    """Return table and both columns of every pair that a check keeps apart."""
    found = {
        (model._meta.db_table, *pair)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and model._meta.db_table not in NOBODY_SIGNS
        for pair in _apart(model, constraint.condition)
    }
    return sorted(found)


def _apart(model: type[models.Model], said: Any) -> Iterator[tuple[str, str]]:
    for child in said.children if isinstance(said, Q) else ():
        if isinstance(child, Q):
            yield from _apart(model, child)
        elif isinstance(child, tuple) and isinstance(child[1], F):
            first, second = str(child[0]), str(vars(child[1])["name"])
            if _is_person(model, first) and _is_person(model, second):
                yield first, second


def _is_person(model: type[models.Model], name: str) -> bool:
    columns = {column.name: column for column in model._meta.concrete_fields}
    other = columns[name].related_model if name in columns else None
    return isinstance(other, type) and other._meta.label == settings.AUTH_USER_MODEL


def _reviewed_by_two() -> Wall:
    """Whoever opened it does not review it, nor does one human twice."""
    others = (
        "(SELECT a.opened_by_id FROM cases_emergencyaccess a WHERE a.id = NEW.access_id"
        " UNION ALL SELECT r.reviewer_id FROM cases_emergencyreview r WHERE r.access_id = NEW.access_id)"
    )
    return Wall(
        name="emergency_reviewed_by_two",
        table="cases_emergencyreview",
        events=("INSERT",),
        broken=f"EXISTS (SELECT 1 FROM {JOINED} x JOIN {JOINED} y ON x.person = y.person"
        f" WHERE x.account_id = NEW.reviewer_id AND y.account_id IN {others})",
        message=MESSAGE,
        needs=(JOINED, "cases_emergencyaccess"),
    )
