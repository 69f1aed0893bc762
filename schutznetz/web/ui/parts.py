"""What the components show: small shapes that a view fills or that records already have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from schutznetz.kernel.fields import Code
from schutznetz.web.ui import words


@dataclass(frozen=True, slots=True)
class Problem:
    """An error of a form; ``anchor`` is the id of its field or empty."""

    anchor: str
    label: str
    text: str


class HelpNumber(Protocol):
    number: str
    who: Any
    when: Any
    what_for: Any

    @property
    def dial(self) -> str: ...


class Page(Protocol):
    """A piece of a long list; an empty address means that there is nothing there."""

    previous_url: str
    next_url: str
    text: Any


class Progress(Protocol):
    """What a job tells about itself."""

    state: Any
    done: int
    total: int
    text: str


class FileRow(Protocol):
    name: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary; ``change_url`` leads back to the question."""

    label: Any
    value: Any
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: Any
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    label: Any
    place: str  # "done", "current" or "ahead"


@dataclass(frozen=True, slots=True)
class Crumb:
    label: Any
    url: str


@dataclass(frozen=True, slots=True)
class Look:
    """Tone and icon of a state; an empty icon is the tone's own."""

    tone: str
    icon: str = ""


WAITS = Look("warning", "warning")
RUNS = Look("info", "autorenew")
RESTS = Look("success", "check")
ENDED = Look("danger", "danger")
LOOKS = {
    "received": Look("info", "mail"),
    "new": Look("info", "mail"),
    "reported": Look("info", "mail"),
    "open": RUNS,
    "HelpAnswer.open": WAITS,
    "ProposalState.open": WAITS,
    "waiting": WAITS,
    "acute": ENDED,
    "u0": ENDED,
    "u1": WAITS,
    "dead": ENDED,
    "broken": ENDED,
    "overdue": ENDED,
    "running": RUNS,
    "closed": RESTS,
    "handed_over": RESTS,
    "done": RESTS,
    "settled": RESTS,
    "accepted": RESTS,
    "confirmed": RESTS,
}


def look_of(code: Code) -> Look:
    """Return how a state looks, where one word means two things by its kind; others are neutral."""
    return LOOKS.get(f"{type(code).__name__}.{code.value}") or LOOKS.get(str(code.value), Look("info"))


def steps_of(labels: Sequence[Any], current: int) -> list[Step]:
    places = (
        "done" if at < current else "current" if at == current else "ahead"
        for at in range(1, 1 + len(labels))
    )
    return [Step(label, place) for label, place in zip(labels, places, strict=True)]


def crumbs_of(parts: Sequence[Any]) -> list[Crumb]:
    """Pair labels with addresses; the last label has none: one is there."""
    pairs = list(zip(parts[:-1:2], parts[1::2], strict=True))
    return [*(Crumb(label, url) for label, url in pairs), Crumb(parts[-1], "")]


def rows_of(form: forms.BaseForm, change_url: str) -> Iterator[Row]:
    """Return the answers in words, without hidden fields and without those left empty."""
    for field in form.visible_fields():
        if value := in_words(field):
            yield Row(field.label, value, f"{change_url}#{field.auto_id}" if change_url else "")


def in_words(field: BoundField) -> str:
    """Return what was answered as a person would read it aloud."""
    value = (
        field.form.cleaned_data.get(field.name)
        if field.form.is_bound and field.form.is_valid()
        else field.value()
    )
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, date):
        return words.moment(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    labels = dict(_flat(getattr(field.field, "choices", ())))
    many = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(str(labels.get(one, one)) for one in many if one not in {None, ""})


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
