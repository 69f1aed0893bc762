"""Family midwives: the register, the list, a request and its end, and a plan with its reasons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.jobs import Progress
from schutznetz.networks.choices import Role
from schutznetz.visiting import jobs, services
from schutznetz.visiting.choices import VisitUrgency
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.visiting.services import Wish
from tests.screens.stage import Screen, Stage, at, scene
from tests.visiting.conftest import ENTRY

HOME = "/tannfurt/familienhebammen/"
NEED = Wish(
    urgency=VisitUrgency.SOON, weekly_minutes=120, postcode="39108", languages=["tr"], topics=["preterm"]
)


@scene
def there(stage: Stage) -> tuple[FamilyMidwife, list[VisitRequest]]:
    """Hanna has eight hours; three families ask, one of them for something that nobody knows."""
    clara, hanna = stage.ctx(Role.COORDINATOR), stage.assignment(Role.FAMILY_MIDWIFE)
    entry = replace(ENTRY, weekly_minutes=480, languages=["de", "tr"], topics=["preterm"])
    midwife = services.add_midwife(clara, stage.network, user_id=hanna.user_id, entry=entry)
    wishes = {
        "Frau Aydin": NEED,
        "Herr Behrens": replace(NEED, urgency=VisitUrgency.URGENT, topics=["addiction"]),
        "Frau Ceylan": replace(NEED, urgency=VisitUrgency.TIME),
    }
    asked = []
    for number, (name, wish) in enumerate(wishes.items()):
        early = replace(clara, now=clara.now - timedelta(weeks=7 - number))
        born = Child(given="Mika", born=date(2026, 9, 1))
        family = care.open_family(early, stage.network, household=Household(name=name, children=[born]))
        asked.append(services.request_visits(early, stage.network, family_id=family.pk, wish=wish))
    return midwife, asked


def page(path: str = "") -> Callable[[Stage], str]:
    def build(stage: Stage) -> str:
        there(stage)
        return f"{HOME}{path}"

    return build


def entry(stage: Stage) -> str:
    return f"{HOME}register/{there(stage)[0].pk}/"


def one_more(stage: Stage) -> str:
    stage.assignment(Role.FAMILY_MIDWIFE)
    return f"{HOME}register/neu/"


def placing(stage: Stage) -> str:
    return f"{HOME}{there(stage)[1][0].pk}/zuteilen/"


def ending(stage: Stage) -> str:
    midwife, asked = there(stage)
    services.place(stage.ctx(Role.COORDINATOR), asked[0], midwife_id=str(midwife.pk))
    return f"{HOME}{asked[0].pk}/beenden/"


def planned(stage: Stage) -> str:
    there(stage)
    clara = stage.ctx(Role.COORDINATOR)
    plan = services.plan(clara, stage.network)
    assert plan.job_id
    system = replace(clara, role=SYSTEM, actor_id=None)
    jobs.work_out(system, {"plan": str(plan.pk)}, Progress(plan.job_id))
    return f"{HOME}plan/{plan.pk}/"


CLARA, HANNA = Role.COORDINATOR, Role.FAMILY_MIDWIFE
SCREENS = [
    Screen(name="visiting-list", view="visiting:index", build=page(), who=CLARA),
    Screen(name="visiting-ask", view="visiting:ask", build=page("neu/"), who=CLARA),
    Screen(name="visiting-place", view="visiting:place", build=placing, who=CLARA),
    Screen(name="visiting-register", view="visiting:register", build=page("register/"), who=CLARA),
    Screen(name="visiting-add", view="visiting:add", build=one_more, who=CLARA),
    Screen(name="visiting-change", view="visiting:change", build=entry, who=CLARA),
    Screen(name="visiting-begin", view="visiting:plan", build=page("plan/"), who=CLARA),
    Screen(name="visiting-plan", view="visiting:show_plan", build=planned, who=CLARA),
    Screen(name="visiting-none", view="visiting:own", build=at(f"{HOME}meine/"), who=HANNA),
    Screen(name="visiting-end", view="visiting:end", build=ending, who=HANNA),
]
