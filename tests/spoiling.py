"""Spoil the table of rights one step at a time: what is restated by hand must notice every step.

The database is asked once which rows a condition names; what a spoilt table opens is then set arithmetic.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar, cast
from uuid import UUID

import pytest
from django.db import models

from schutznetz.kernel import policy
from schutznetz.kernel.context import PUBLIC, Context
from schutznetz.kernel.policy import Action, Condition, Grant

A = TypeVar("A", bound=Action)
Keys: TypeAlias = frozenset[UUID]
Rows: TypeAlias = Callable[[Context, Action, type[models.Model]], Keys]


def asked(ctx: Context, action: Action, model: type[models.Model]) -> Keys:
    """Return on which rows the actor may, as the product asks for it.

    Who is granted nothing is not asked for: ``tests/test_policy.py`` shows for all that it opens nothing.
    """
    if not policy.granted(action, ctx.role):
        return frozenset()
    return frozenset(policy.rows(ctx, action, model).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Remembered:
    """The same for a spoilt table; nothing is written meanwhile. No hard stop stands in these worlds."""

    known: dict[tuple[Condition | None, Context | None, type[models.Model]], Keys] = field(
        default_factory=dict
    )

    def __call__(self, ctx: Context, action: Action, model: type[models.Model]) -> Keys:
        found: Keys = frozenset()
        for grant in policy._grants[action]:
            if ctx.role in grant.roles or PUBLIC in grant.roles:
                named = [self._named(condition, ctx, model) for condition in grant.conditions]
                found = found | self._named(None, None, model).intersection(*named)
        return found

    def _named(self, condition: Condition | None, ctx: Context | None, model: type[models.Model]) -> Keys:
        key = (condition, ctx, model)
        if key not in self.known:
            rows = (
                model._base_manager.filter(condition.rows(ctx)) if condition and ctx else model._base_manager
            )
            self.known[key] = frozenset(rows.values_list("pk", flat=True))
        return self.known[key]


def unnoticed(
    actions: Iterable[A],
    agrees: Callable[[A, Rows], bool],
    *,
    added: Collection[str] = (),
    each_role: bool = False,
) -> list[str]:
    """Return the spoilt tables with which the restatement still agrees, and the good ones with which not."""
    rows, survivors = Remembered(), []
    table: dict[A, list[Grant]] = cast("dict[A, list[Grant]]", policy._grants)
    for action in actions:
        if not agrees(action, rows):
            survivors.append(f"{action}: not spoilt, and not as restated")
        for name, grants in _spoilt(action, added, each_role=each_role):
            with pytest.MonkeyPatch.context() as patch:
                patch.setitem(table, action, grants)
                if agrees(action, rows):
                    survivors.append(f"{action}: {name}")
    return survivors


def _spoilt(action: Action, added: Collection[str], *, each_role: bool) -> Iterator[tuple[str, list[Grant]]]:
    """Drop a row, or only one of its roles; drop one of its conditions; add a role to it."""
    grants = policy._grants[action]
    for at, grant in enumerate(grants):
        others = [*grants[:at], *grants[at + 1 :]]
        if each_role:
            for role in sorted(grant.roles):
                yield f"row {at} without {role}", [*others, replace(grant, roles=grant.roles - {role})]
        else:
            yield f"without row {at}", others
        for condition in grant.conditions:
            kept = tuple(each for each in grant.conditions if each is not condition)
            yield f"row {at} without „{condition.name}“", [*others, replace(grant, conditions=kept)]
        for role in sorted(set(added) - grant.roles):
            yield f"row {at} with {role}", [*others, replace(grant, roles=grant.roles | {role})]
