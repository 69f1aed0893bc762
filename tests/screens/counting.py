"""The figures of early help: a year, a reference date, the records behind a number, and what leaves."""

from datetime import UTC, date, datetime

from schutznetz.counting.amounts import GIVEN, PUBLISHED, to_json
from schutznetz.counting.models import FixedYear
from schutznetz.demo.counted import amounts
from schutznetz.kernel import clock
from schutznetz.networks.choices import AdviceTopic, Role
from schutznetz.networks.models import AdviceCount, Organisation
from schutznetz.visiting import services
from tests.screens import offers, visiting
from tests.screens.stage import Screen, Stage, at, scene

HOME = "/tannfurt/zahlen/"


@scene
def running(stage: Stage) -> None:
    """A year of which some offers, some families and a talk can be counted."""
    offers.offers(stage)
    midwife, asked = visiting.there(stage)
    services.place(stage.ctx(Role.COORDINATOR), asked[0], midwife_id=str(midwife.pk))
    AdviceCount.objects.create(day=clock.today(), topic=AdviceTopic.UPBRINGING, number=3)
    Organisation.objects.create(name="Kita Sonnenschein", category="day_care")
    Organisation.objects.create(name="Klinikum Tannfurt", category="clinic", membership="invited")


@scene
def kept(stage: Stage) -> int:
    """A year that is over."""
    year = clock.today().year - 1
    at_new_year = datetime.combine(date(year + 1, 1, 1), datetime.min.time(), UTC)
    FixedYear.objects.create(year=year, fixed_at=at_new_year, amounts=to_json(amounts(year)))
    return year


def page(stage: Stage) -> str:
    running(stage)
    return HOME


def last(stage: Stage) -> str:
    return f"{HOME}?jahr={kept(stage)}&teil=results"


def survey(stage: Stage) -> str:
    running(stage)
    return f"{HOME}stichtag/"


def behind(stage: Stage) -> str:
    running(stage)
    return f"{HOME}dahinter/?zahl=visits_waiting&wert=6&jahr={clock.today().year}"


def given(stage: Stage) -> str:
    return f"{HOME}weitergabe/?jahr={kept(stage)}&fuer={GIVEN}&teil=activities"


def published(stage: Stage) -> str:
    return f"{HOME}weitergabe/?jahr={kept(stage)}&fuer={PUBLISHED}"


CLARA, JUTTA = Role.COORDINATOR, Role.PLANNER
SCREENS = [
    Screen(name="counting-year", view="counting:year", build=page, who=CLARA),
    Screen(name="counting-kept", view="counting:year", build=last, who=CLARA),
    Screen(name="counting-survey", view="counting:survey", build=survey, who=CLARA),
    Screen(name="counting-behind", view="counting:behind", build=behind, who=CLARA),
    Screen(name="counting-take", view="counting:take", build=given, who=CLARA),
    Screen(name="counting-publish", view="counting:take", build=published, who=JUTTA),
    Screen(name="counting-none", view="counting:take", build=at(f"{HOME}weitergabe/"), who=JUTTA),
]
