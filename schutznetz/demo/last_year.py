"""The last delivered year of Tannfurt's statistics, brought along from the software before. All invented."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import TypeVar

from schutznetz.cases import services
from schutznetz.cases.models import AssessmentRecord
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.kernel.context import system
from schutznetz.law import statistics as law
from schutznetz.law.assessment import DANGER

T = TypeVar("T")

CHILDREN = 480
RESULTS = {"acute": 16, "latent": 14, "need_for_support": 34, "none": 36}
MONTHS_OLD = {(0, 36): 25, (36, 72): 20, (72, 120): 23, (120, 168): 18, (168, 214): 14}
TOLD = {
    "sex": {"male": 51, "female": 49},
    "origin": {"yes": 35, "no": 65},
    "german": {"yes": 78, "no": 22},
    "integration_aid": {"yes": 4, "no": 96},
    "repeated": {"yes": 24, "no": 76},
    "mother_age": {"under_18": 1, "18_to_26": 22, "27_and_older": 74, "dead_or_unknown": 3},
    "father_age": {"under_18": 1, "18_to_26": 12, "27_and_older": 74, "dead_or_unknown": 13},
    "residence": {
        "parents": 42, "single_parent": 38, "parent_and_partner": 12, "relatives": 3, "foster_family": 2,
        "home": 2, "other": 1,
    },
    "reporter": {
        "police_justice": 30, "youth_services": 13, "school": 12, "health": 8, "day_care": 5, "parents": 8,
        "minor": 2, "relatives": 6, "acquaintances": 6, "anonymous": 7, "other": 3,
    },
    "services": {"none": 58, "advice": 17, "counselling": 5, "around_the_family": 18, "instead_of_family": 2},
    "danger_from": {"mother": 34, "father": 25, "both_parents": 24, "step_parent": 10, "other": 7},
}  # fmt: skip
DANGERS = {"neglect": 52, "psychological": 24, "physical": 20, "sexual": 4}
NEW_HELP = {
    "acute": {"taken_into_care": 35, "around_the_family": 35, "instead_of_family": 15, "continued": 15},
    "latent": {"around_the_family": 55, "advice": 20, "counselling": 10, "continued": 15},
    "need_for_support": {"advice": 40, "around_the_family": 35, "counselling": 10, "continued": 15},
    "none": {"none": 85, "advice": 15},
}
COURT = {"acute": 45, "latent": 25}  # per cent


def bring_along(town: Town, now: datetime) -> None:
    """Enter a year whose cases are long deleted: what is left of them are records that name nobody."""
    year = law.last_closed(now.astimezone(clock.BERLIN).date())
    AssessmentRecord.objects.bulk_create(_record(child, year) for child in range(CHILDREN))
    services.recount(system(town.network.pk), town.network, year=year)


def _record(child: int, year: int) -> AssessmentRecord:
    on = date(year, 1 + _dice(child, "month") % 12, 1 + _dice(child, "day") % 28)
    key = f"{_dice(child, 'key'):020X}"
    return AssessmentRecord(
        key=key, version=law.VERSION, completed_on=on, answers=_answers(child, on), complete=True
    )


def _answers(child: int, on: date) -> dict[str, str | list[str]]:
    result = _pick(child, "result", RESULTS)
    youngest, oldest = _pick(child, "age", MONTHS_OLD)
    born = on.year * 12 + on.month - 1 - youngest - _dice(child, "born") % (oldest - youngest)
    told: dict[str, str | list[str]] = {name: _pick(child, name, shares) for name, shares in TOLD.items()}
    told |= {"result": result, "birth_year": str(born // 12), "birth_month": str(born % 12 + 1)}
    told |= {"services": [str(told["services"])], "new_help": [_pick(child, "help", NEW_HELP[result])]}
    told["court"] = "yes" if _dice(child, "court") % 100 < COURT.get(result, 0) else "no"
    if result in DANGER:
        kinds = ("first", "second") if _dice(child, "kinds") % 3 == 0 else ("first",)
        told["dangers"] = sorted({_pick(child, kind, DANGERS) for kind in kinds})
    else:
        del told["danger_from"]
    return told


def _pick(child: int, question: str, shares: Mapping[T, int]) -> T:
    """Choose as often as the shares say."""
    each = [answer for answer, share in shares.items() for _time in range(share)]
    return each[_dice(child, question) % len(each)]


def _dice(child: int, question: str) -> int:
    """Return what chance might say, always the same."""
    return int.from_bytes(sha256(f"{child}/{question}".encode()).digest()[:8])
