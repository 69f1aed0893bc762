"""Information that is given later: on which ground, looked at again, and at last given."""

from collections.abc import Callable
from datetime import timedelta

from schutznetz.cases.choices import DeferralGround, PersonRole
from schutznetz.cases.models import CasePerson, Deferral
from schutznetz.cases.services import deferrals
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from tests.screens.procedure import gathered
from tests.screens.stage import Screen, Stage

LEAD = Role.TEAM_LEAD


def deferred(stage: Stage) -> Deferral:
    case = gathered(stage)
    mother = CasePerson.objects.filter(case=case, role=PersonRole.MOTHER).order_by("entered_at", "id")[0]
    again = clock.today() + timedelta(days=60)
    deferral = deferrals.defer(
        stage.ctx(LEAD),
        case,
        person_id=mother.pk,
        ground=DeferralGround.TASK,
        reasons="Sie würde Mia unter Druck setzen, bevor die Ärztin sie gesehen hat.",
        review_on=again,
    )
    why = "Der Termin in der Klinik ist erst nächste Woche."
    return deferrals.keep_deferred(stage.ctx(LEAD), deferral, reasons=why, review_on=again)


def gone(stage: Stage) -> Deferral:
    return deferrals.note_gone(stage.ctx(LEAD), deferred(stage), gone_on=clock.today())


def on(step: str = "", build: Callable[[Stage], Deferral] = deferred) -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/faelle/aufschub/{build(stage).pk}/{step}"


def of_case(step: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/faelle/{deferred(stage).case_id}/information/{step}"


def shown(name: str, view: str, build: Callable[[Stage], str]) -> Screen:
    return Screen(name=f"deferral-{name}", view=f"deferrals:{view}", build=build, who=LEAD)


SCREENS = [
    shown("list", "index", of_case()),
    shown("defer", "defer", of_case("aufschieben/")),
    shown("detail", "detail", on()),
    shown("gone-detail", "detail", on(build=gone)),
    shown("keep", "keep", on("weiter/")),
    shown("gone", "gone", on("weggefallen/")),
    shown("told", "told", on("informiert/")),
]
