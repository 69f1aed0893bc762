"""Spoil the table of rights one step at a time: what is restated by hand must notice every step."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

import pytest

from schutznetz.kernel import policy
from schutznetz.kernel.policy import Action, Grant

A = TypeVar("A", bound=Action)


def unnoticed(
    actions: Iterable[A], agrees: Callable[[A], bool], *, added: Collection[str] = (), each_role: bool = False
) -> list[str]:
    """Return the spoilt tables with which the restatement still agrees."""
    survivors = []
    table: dict[A, list[Grant]] = cast("dict[A, list[Grant]]", policy._grants)
    for action in actions:
        for name, grants in _spoilt(action, added, each_role=each_role):
            with pytest.MonkeyPatch.context() as patch:
                patch.setitem(table, action, grants)
                if agrees(action):
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
