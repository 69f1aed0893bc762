"""What happens in a simulated year: reporters, siblings, results and the edges where a count goes wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from prove.office import Child, Procedure
from schutznetz.cases.choices import ReporterKind

YEAR = 2026
START = datetime(YEAR - 1, 12, 1, 8, tzinfo=UTC)  # some of these are completed in the year
EVE = datetime(YEAR, 12, 31, 23, 10, tzinfo=UTC)  # in Germany it is the new year already
DAY = timedelta(days=1)
RESULTS = {"acute": 164, "latent": 142, "need_for_support": 338, "none": 356}  # as published for 2022
OFFICIAL = {
    ReporterKind.HEALTH: "health",
    ReporterKind.CHILDMINDER: "day_care",
    ReporterKind.BENEFIT_BODY: "other",
    ReporterKind.POLICE: "police_justice",
    ReporterKind.JUSTICE: "police_justice",
    ReporterKind.CUSTOMS: "other",
    ReporterKind.SHELTER: "advice_centre",
    ReporterKind.FAMILY_COURT: "police_justice",
    ReporterKind.YOUTH_OFFICE: "social_service",
    ReporterKind.CHILD: "minor",
}
TYPED = {  # the reporter's law says less than the questionnaire asks: somebody types it
    ReporterKind.COUNSELLOR: ("school", "advice_centre"),
    ReporterKind.PROVIDER: ("day_care", "youth_services", "youth_work"),
    ReporterKind.OTHER_PROFESSIONAL: ("other", "youth_work"),
    ReporterKind.PRIVATE: ("parents", "relatives", "acquaintances"),
}
SERVICES = (
    "advice",
    "parent_and_child",
    "counselling",
    "around_the_family",
    "instead_of_family",
    "integration",
)
NEW_HELP = (*SERVICES, "psychiatry", "continued")
DANGERS = ("neglect", "physical", "psychological", "sexual")
PARENT = ("under_18", "18_to_26", "27_and_older", "dead_or_unknown")
HOMES = (
    "parents", "single_parent", "parent_and_partner", "relatives", "foster_family", "home", "own_flat",
    "no_fixed", "other", "unknown",
)  # fmt: skip
WORK_TELLS = ("result", "dangers", "danger_from")


def procedures(chance: Random) -> Iterator[Procedure]:
    """Yield reports without end: the edges first, so that the smallest year has them too."""
    yield _edge(chance, EVE, seen=True)  # the new year, in Germany
    yield _edge(chance, EVE - timedelta(hours=1), seen=True)  # still the old one
    yield _edge(chance, datetime(YEAR, 5, 4, 9, tzinfo=UTC), seen=False)
    told = (*WORK_TELLS, "sex", "reporter")
    yield _edge(chance, datetime(YEAR, 6, 4, 9, tzinfo=UTC), complete=False, told=told)
    yield _edge(chance, datetime(YEAR, 7, 4, 9, tzinfo=UTC), again=True)
    yield replace(_edge(chance, datetime(YEAR, 7, 5, 9, tzinfo=UTC)), indication=False)
    yield _edge(chance, datetime(YEAR, 8, 4, 9, tzinfo=UTC), children=3)
    while True:
        yield _procedure(chance)


def _edge(
    chance: Random, set_at: datetime, *, children: int = 1, again: bool = False, **more: Any
) -> Procedure:
    """A report of the police whose results stand at exactly that time."""
    kind = ReporterKind.POLICE
    made = []
    for _ in range(children):
        answers = _answers(chance, set_at, OFFICIAL[kind], result="latent")
        later = _with_result(chance, answers, "need_for_support") if again else {}
        made.append(Child(answers=answers, after=10 * DAY, again=later, **more))
    return Procedure(at=set_at - 10 * DAY, kind=kind, anonymous=False, indication=True, children=tuple(made))


def _procedure(chance: Random) -> Procedure:
    at = START + timedelta(minutes=chance.randrange(395 * 24 * 60))
    kind = chance.choice(list(ReporterKind))
    anonymous = kind is ReporterKind.PRIVATE and chance.random() < 0.4
    official = OFFICIAL.get(kind) or chance.choice(TYPED[kind])
    if anonymous:
        official = "anonymous"
    number = chance.choices([1, 2, 3], [70, 20, 10])[0]
    children = [_child(chance, at, kind, official, alone=number == 1) for _ in range(number)]
    return Procedure(
        at=at, kind=kind, anonymous=anonymous, indication=chance.random() < 0.75, children=tuple(children)
    )


def _child(chance: Random, at: datetime, kind: ReporterKind, official: str, *, alone: bool) -> Child:
    after = timedelta(hours=chance.randrange(30, 40 * 24))
    answers = _answers(chance, at + after, official)
    dated = chance.random() < 0.5
    told = [*WORK_TELLS, *(["birth_year", "birth_month"] if dated else [])]
    told += ["sex"] if answers["sex"] != "not_stated" else []
    told += ["reporter"] if kind in OFFICIAL or official == "anonymous" else []
    again = chance.random() < 0.05
    return Child(
        answers=answers,
        unborn=not alone and chance.random() < 0.05,
        transferred=chance.random() < 0.04,
        seen=chance.random() < 0.93,
        complete=chance.random() < 0.97,
        told=tuple(told),
        dated=dated,
        after=after,
        again=_with_result(chance, answers, chance.choice(list(RESULTS))) if again else {},
    )


def _answers(chance: Random, set_at: datetime, reporter: str, *, result: str = "") -> dict[str, Any]:
    months = set_at.year * 12 + set_at.month - chance.randrange(1, 17 * 12)
    answers = {
        "sex": chance.choices(["male", "female", "diverse", "not_stated"], [50, 48, 1, 1])[0],
        "birth_year": str((months - 1) // 12),
        "birth_month": str((months - 1) % 12 + 1),
        "origin": _yes(chance, 0.4),
        "german": _yes(chance, 0.7),
        "integration_aid": _yes(chance, 0.1),
        "repeated": _yes(chance, 0.27),
        "mother_age": chance.choices(PARENT, [1, 20, 70, 9])[0],
        "father_age": chance.choices(PARENT, [1, 12, 70, 17])[0],
        "residence": chance.choice(HOMES),
        "reporter": reporter,
        "services": _several(chance, SERVICES),
        "court": _yes(chance, 0.2),
    }
    return _with_result(chance, answers, result or chance.choices(list(RESULTS), list(RESULTS.values()))[0])


def _with_result(chance: Random, answers: dict[str, Any], result: str) -> dict[str, Any]:
    """Return the answers with what follows from a result, and nothing that followed from another one."""
    kept = {name: value for name, value in answers.items() if name not in WORK_TELLS}
    danger = {
        "dangers": sorted(chance.sample(DANGERS, chance.choice([1, 1, 2]))),
        "danger_from": chance.choice(["mother", "father", "both_parents", "step_parent", "other", "unknown"]),
    }
    more = {} if "new_help" in kept else {"new_help": _several(chance, NEW_HELP)}
    return {**kept, **more, "result": result, **(danger if result in {"acute", "latent"} else {})}


def _yes(chance: Random, share: float) -> str:
    return "yes" if chance.random() < share else "no"


def _several(chance: Random, of: tuple[str, ...]) -> list[str]:
    return chance.sample(of, chance.choice([1, 1, 2])) if chance.random() < 0.6 else ["none"]
