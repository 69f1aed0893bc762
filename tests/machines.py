"""Who can cause a step: the commands from which its move is reached, read from the sources."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from schutznetz.care import following
from schutznetz.kernel.machine import Machine
from schutznetz.kernel.policy import Action

ROOT = Path(__file__).parents[1]


@dataclass
class Function:
    """A function of a service: what it calls by name, and which steps it takes itself."""

    module: str
    name: str
    calls: set[str] = field(default_factory=set)
    moves: set[tuple[str, str]] = field(default_factory=set)

    @property
    def command(self) -> Action | None:
        found = getattr(importlib.import_module(self.module), self.name, None)
        return getattr(found, "command", None)


def machines() -> dict[str, Machine[Any]]:
    """Return every machine of the product by its name."""
    found: dict[str, Machine[Any]] = {}
    for path in sorted(ROOT.glob("schutznetz/*/states*")):
        module = importlib.import_module(f"schutznetz.{path.parent.name}.states")
        found |= {name: each for name, each in vars(module).items() if isinstance(each, Machine)}
    return found


@cache
def causes() -> dict[tuple[str, str], set[Action]]:
    """Return for each machine and step the actions whose commands take it."""
    functions = list(_functions())
    found: dict[tuple[str, str], set[Action]] = {}
    for function in functions:
        for move in function.moves:
            found.setdefault(move, set()).update(_commands(function, functions, set()))
    return found


def _commands(of: Function, functions: list[Function], seen: set[str]) -> Iterator[Action]:
    """Yield the nearest commands above a function: a command asks for its own right, whoever calls it."""
    if of.command:
        yield of.command
        return
    seen.add(f"{of.module}.{of.name}")
    for other in functions:
        near = not of.name.startswith("_") or other.module == of.module
        called = of.name in other.calls or ("follow" in other.calls and of.name in _followers())
        if near and called and f"{other.module}.{other.name}" not in seen:
            yield from _commands(other, functions, seen)


def _followers() -> set[str]:
    """Return who is asked by ``follow`` when a consent ends, without being called by name."""
    return {each.__name__ for each in following._followers}


def _functions() -> Iterator[Function]:
    known = machines()
    places = ("services*/**/*.py", "services.py")
    for path in (path for place in places for path in sorted(ROOT.glob(f"schutznetz/*/{place}"))):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                yield _read(module, node, known, tree)


def _read(module: str, node: ast.FunctionDef, known: dict[str, Machine[Any]], tree: ast.Module) -> Function:
    function = Function(module.removesuffix(".__init__"), node.name)
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
            function.calls.add(name)
            owner = getattr(getattr(target, "value", None), "id", "")
            if name == "move" and owner in known:
                function.moves |= {
                    (owner, step) for step in _said(call.args[1], tree) & known[owner].steps.keys()
                }
    return function


def _said(step: ast.expr, tree: ast.Module) -> set[Any]:
    """Return the texts of which one names the step: as it stands, by a function beside it, or by a caller."""
    place: ast.AST = step
    if isinstance(step, ast.Call) and isinstance(step.func, ast.Name):
        name = step.func.id
        place = next(each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == name)
    elif isinstance(step, ast.Name):
        place = tree
    return {each.value for each in ast.walk(place) if isinstance(each, ast.Constant)}
