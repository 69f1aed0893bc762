"""Beside an entry: what somebody says of it, and a restriction of its use that two people lift."""

from collections.abc import Callable
from datetime import timedelta

from schutznetz.cases.choices import DisputeKind, RestrictionGround
from schutznetz.cases.models import Case, CaseEntry, Restriction, RestrictionLifting
from schutznetz.cases.services import disputes
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from tests.screens.procedure import gathered
from tests.screens.stage import Screen, Stage, scene

WORKER, LEAD = Role.CASE_WORKER, Role.TEAM_LEAD


def first(case: Case) -> CaseEntry:
    return CaseEntry.objects.filter(case=case).order_by("at", "id")[0]


@scene
def disputed(stage: Stage) -> Case:
    case = gathered(stage)
    disputes.note_dispute(
        stage.ctx(LEAD),
        case,
        record=first(case).pk,
        kind=DisputeKind.DISPUTED,
        who="Jana Beispiel, Mutter",
        words="Das stimmt so nicht. Mia ist auf dem Spielplatz gestürzt, die Nachbarin war dabei.",
    )
    return case


@scene
def restricted(stage: Stage) -> Restriction:
    case = disputed(stage)
    return disputes.restrict(
        stage.ctx(LEAD),
        case,
        ground=RestrictionGround.CONTESTED,
        reasons="Die Mutter verlangt es, bis die Kita geantwortet hat.",
        review_on=clock.today() + timedelta(days=30),
        record=first(case).pk,
    )


@scene
def lifting(stage: Stage) -> RestrictionLifting:
    return disputes.propose_unrestricting(
        stage.ctx(WORKER),
        restricted(stage),
        reasons="Die Kita bestätigt den Sturz; es steht jetzt beim Eintrag.",
        told_on=clock.today(),
    )


def of(
    step: str, build: Callable[[Stage], Case] = disputed, *, entry: bool = False
) -> Callable[[Stage], str]:
    def built(stage: Stage) -> str:
        case = build(stage)
        return f"/tannfurt/faelle/{case.pk}/{step}" + (f"?stelle={first(case).pk}" if entry else "")

    return built


def listed(stage: Stage) -> str:
    return f"/tannfurt/faelle/{restricted(stage).case_id}/einschraenkungen/"


SCREENS = [
    Screen(name="dispute", view="disputes:note", build=of("bestritten/", entry=True), who=LEAD),
    Screen(name="disputed", view="cases:chronology", build=of("verlauf/"), who=LEAD),
    Screen(name="restrictions", view="disputes:index", build=listed, who=LEAD),
    Screen(name="restrict", view="disputes:restrict", build=of("einschraenken/"), who=LEAD),
    Screen(
        name="restriction-lift",
        view="disputes:lift",
        build=lambda stage: f"/tannfurt/faelle/einschraenkung/{restricted(stage).pk}/",
        who=LEAD,
    ),
    Screen(
        name="restriction-keep",
        view="disputes:keep",
        build=lambda stage: f"/tannfurt/faelle/einschraenkung/{restricted(stage).pk}/weiter/",
        who=LEAD,
    ),
    Screen(
        name="restriction-lifting",
        view="disputes:lifting",
        build=lambda stage: f"/tannfurt/faelle/einschraenkung/aufhebung/{lifting(stage).pk}/",
        who=LEAD,
    ),
]
