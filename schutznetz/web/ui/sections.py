"""A long form in parts: what everybody fills in, and what opens where it is needed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Part:
    """Which fields belong together; those that are seldom needed stand behind ``more``."""

    title: Any
    names: tuple[str, ...]
    more: Any = ""
    seldom: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part as the page shows it."""

    title: Any
    fields: list[BoundField]
    more: Any
    seldom: list[BoundField]
    opened: bool


def sections(form: BaseForm, parts: Iterable[Part]) -> Iterator[Section]:
    """Yield the parts whose fields ``form`` has; the seldom ones are open where something stands in them."""
    for part in parts:
        always, seldom = _these(form, part.names), _these(form, part.seldom)
        if always:
            yield Section(part.title, always, part.more, seldom, opened=any(map(_says_something, seldom)))


def _these(form: BaseForm, names: Iterable[str]) -> list[BoundField]:
    return [form[name] for name in names if name in form.fields]


def _says_something(bound: BoundField) -> bool:
    usual = bound.field.initial
    if bound.form.is_bound:
        return bool(bound.errors) or bound.field.has_changed(usual, bound.data)
    return bound.initial not in (usual, None, "", [], ()) and bound.initial is not False
