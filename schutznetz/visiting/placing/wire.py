"""A question as plain JSON and back, so that its reasons can be read off later from what was asked then."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any, TypeVar

from schutznetz.visiting.placing.problem import Midwife, Problem, Request, Running, Spot

T = TypeVar("T", Midwife, Request)


def to_json(problem: Problem) -> dict[str, Any]:
    """Write down everything but the weights, which belong to a proposal."""
    return {
        "on": problem.on.isoformat(),
        "midwives": [_plain(each) for each in problem.midwives],
        "requests": [_plain(each) for each in problem.requests],
        "running": [
            {
                "request": _plain(each.request),
                "midwife": each.midwife,
                "ends_on": each.ends_on.isoformat() if each.ends_on else None,
            }
            for each in problem.running
        ],
        "pins": dict(problem.pins),
    }


def from_json(said: Mapping[str, Any]) -> Problem:
    return Problem(
        on=date.fromisoformat(said["on"]),
        midwives=tuple(_read(Midwife, each) for each in said["midwives"]),
        requests=tuple(_read(Request, each) for each in said["requests"]),
        running=tuple(
            Running(
                request=_read(Request, each["request"]),
                midwife=each["midwife"],
                ends_on=date.fromisoformat(each["ends_on"]) if each["ends_on"] else None,
            )
            for each in said["running"]
        ),
        pins=said["pins"],
    )


def _plain(value: Midwife | Request) -> dict[str, Any]:
    return {name: _simple(part) for name, part in asdict(value).items()}


def _simple(part: Any) -> Any:
    if isinstance(part, frozenset):
        return sorted(part)
    return part.isoformat() if isinstance(part, date) else part


def _read(kind: type[T], said: Mapping[str, Any]) -> T:
    """Build it anew; sets, days and the place have lost their type on the way."""
    made = dict(said) | {"at": Spot(**said["at"])}
    for field in fields(kind):
        part = said.get(field.name)  # a plan of last week may know less
        if isinstance(part, list):
            made[field.name] = frozenset(part)
        elif field.name in {"born_on", "waiting_since"} and part is not None:
            made[field.name] = date.fromisoformat(part)
    return kind(**made)
