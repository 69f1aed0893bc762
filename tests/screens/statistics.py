"""The official statistics: tables of a year, gaps, one record, the return."""

from datetime import date
from typing import Any

from schutznetz.cases import services
from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import AssessmentRecord, Case
from schutznetz.cases.queries import statistics as queries
from schutznetz.cases.queries.statistics import key_of
from schutznetz.kernel import clock
from schutznetz.law import statistics as law
from schutznetz.networks.choices import Role
from tests import make
from tests.law.test_statistics import year
from tests.screens.intake import decided
from tests.screens.stage import Screen, Stage, at, scene


def counted(stage: Stage) -> str:
    """A year with enough children for tables."""
    make.counted(stage.network, year(300), on=date(law.last_closed(clock.today()), 5, 4))
    return "/tannfurt/statistik/"


def charted(stage: Stage) -> str:
    return f"{counted(stage)}schaubilder/"


@scene
def lacking(stage: Stage) -> Case:
    decided(stage)
    case = make.with_result(Case.objects.get(), Outcome.NONE)
    answers: dict[str, Any] = {"result": "none", "reporter": "youth_services"}
    AssessmentRecord.objects.create(
        key=key_of(case.pk), version=law.VERSION, completed_on=clock.today(), answers=answers
    )
    return case


def gaps(stage: Stage) -> str:
    lacking(stage)
    return "/tannfurt/statistik/luecken/"


def record(stage: Stage) -> str:
    return f"/tannfurt/statistik/fall/{lacking(stage).pk}/"


def delivery(stage: Stage) -> str:
    make.counted(stage.network, year(300), on=clock.today())
    return "/tannfurt/statistik/lieferung/"


def corrected(stage: Stage) -> str:
    """A month after one that was sent and of which a record has changed since."""
    last = date(law.last_closed(clock.today()), 5, 4)
    make.counted(stage.network, year(12), on=last)
    seal = queries.return_of(last.year, 5).seal
    services.note_return(stage.ctx(PLANNER), stage.network, year=last.year, month=5, seal=seal)
    changed = AssessmentRecord.objects.order_by("key")[0]
    AssessmentRecord.objects.filter(pk=changed.pk).update(answers={**changed.answers, "court": "yes"})
    return f"/tannfurt/statistik/lieferung/?jahr={last.year}&monat=6"


CODES = at("/tannfurt/statistik/schluessel/")
READ = at("/tannfurt/statistik/schluessel/einlesen/")
EMPTY, PLANNER = at("/tannfurt/statistik/"), Role.PLANNER
SCREENS = [
    Screen(name="statistics-none", view="statistics:tables", build=EMPTY, who=PLANNER),
    Screen(name="statistics", view="statistics:tables", build=counted, who=PLANNER),
    Screen(name="statistics-charts", view="statistics:charts", build=charted, who=PLANNER),
    Screen(name="statistics-gaps", view="statistics:gaps", build=gaps, who=Role.INTAKE),
    Screen(name="statistics-record", view="statistics:record", build=record, who=Role.INTAKE),
    Screen(name="statistics-delivery", view="statistics:deliver", build=delivery, who=PLANNER),
    Screen(name="statistics-corrected", view="statistics:deliver", build=corrected, who=PLANNER),
    Screen(name="statistics-read", view="statistics:read_codes", build=READ, who=PLANNER),
    Screen(name="statistics-codes", view="statistics:codes", build=CODES, who=PLANNER),
]
