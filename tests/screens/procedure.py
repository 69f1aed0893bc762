"""The procedure of a child: what is gathered, what is missing, the result and the signatures under it."""

from collections.abc import Callable

from schutznetz.cases import services
from schutznetz.cases.choices import MarkKind, Outcome
from schutznetz.cases.models import Case, CaseEntry, CasePerson, Inquiry, Mark, Result, Talk, Visit
from schutznetz.cases.models.assessment import Contribution
from schutznetz.networks.choices import Role
from tests import assessing
from tests.screens.intake import decided
from tests.screens.stage import Screen, Stage, scene


@scene
def begun(stage: Stage) -> Case:
    stage.ctx(Role.TEAM_LEAD)
    decided(stage)
    return Case.objects.get()


@scene
def gathered(stage: Stage) -> Case:
    case = begun(stage)
    return assessing.gather(stage.ctx(Role.INTAKE), case, stage.user(Role.CASE_WORKER).pk)


@scene
def proposed(stage: Stage) -> Result:
    case = gathered(stage)
    said = assessing.assessed(case, Outcome.LATENT)
    return services.propose_result(stage.ctx(Role.INTAKE), case, assessed=said)


@scene
def signed(stage: Stage) -> Case:
    result = proposed(stage)
    services.confirm_result(stage.ctx(Role.TEAM_LEAD), result, seal=result.seal)
    return result.case


def page(step: str = "", build: Callable[[Stage], Case] = begun) -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/faelle/{build(stage).pk}/{step}"


def entry(stage: Stage) -> str:
    gathered(stage)
    return f"/tannfurt/faelle/eintrag/{CaseEntry.objects.order_by('id')[0].pk}/"


def person(stage: Stage) -> str:
    gathered(stage)
    return f"/tannfurt/faelle/mensch/{CasePerson.objects.order_by('id')[0].pk}/"


def waiting(stage: Stage) -> str:
    return f"/tannfurt/faelle/ergebnis/{proposed(stage).pk}/"


def of(build: Callable[[Stage], Contribution], word: str) -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/faelle/{word}/{build(stage).pk}/vermerk/"


def first(model: type[Contribution]) -> Callable[[Stage], Contribution]:
    def build(stage: Stage) -> Contribution:
        case = gathered(stage)
        if model is Visit:
            assessing.visit(stage.ctx(Role.INTAKE), case, stage.user(Role.CASE_WORKER).pk)
        return model._base_manager.order_by("id")[0]

    return build


@scene
def marked(stage: Stage) -> Mark:
    record = first(CaseEntry)(stage)
    mother = CasePerson.objects.filter(case=record.case, role="mother")[0]
    why = "Sie schlägt zu, wenn sie davon erfährt."
    ctx = stage.ctx(Role.INTAKE)
    return services.mark(ctx, record, kind=MarkKind.FROM_PARENT, parent_id=mother.pk, reasons=why)


def unmarking(stage: Stage) -> str:
    lifting = services.propose_unmark(stage.ctx(Role.INTAKE), marked(stage), reasons="Sie weiß es nun.")
    return f"/tannfurt/faelle/aufhebung/{lifting.pk}/"


WORKER = Role.CASE_WORKER
SCREENS = [
    Screen(name="case-gathered", view="cases:detail", build=page(build=gathered), who=WORKER),
    Screen(name="case-result", view="cases:detail", build=page(build=signed), who=WORKER),
    Screen(name="case-entry", view="cases:add_entry", build=page("eintrag/"), who=WORKER),
    Screen(name="case-addition", view="cases:add_to_entry", build=entry, who=WORKER),
    Screen(name="case-talk", view="cases:note_talk", build=page("gespraech/"), who=WORKER),
    Screen(name="case-visit", view="cases:note_visit", build=page("besuch/"), who=WORKER),
    Screen(name="case-invite", view="cases:invite", build=page("einladung/"), who=WORKER),
    Screen(name="case-inquiry", view="cases:note_inquiry", build=page("entscheidung/"), who=WORKER),
    Screen(name="case-person", view="cases:add_person", build=page("mensch/"), who=WORKER),
    Screen(name="case-correct", view="cases:correct_person", build=person, who=WORKER),
    Screen(name="case-chronology", view="cases:chronology", build=page("verlauf/", gathered), who=WORKER),
    Screen(name="case-people", view="cases:people", build=page("menschen/", gathered), who=WORKER),
    Screen(name="case-propose", view="cases:propose_result", build=page("ergebnis/", gathered), who=WORKER),
    Screen(name="case-sign", view="cases:sign_result", build=waiting, who=Role.TEAM_LEAD),
    Screen(name="mark-entry", view="cases:mark_entry", build=of(first(CaseEntry), "eintrag"), who=WORKER),
    Screen(name="mark-talk", view="cases:mark_talk", build=of(first(Talk), "gespraech"), who=WORKER),
    Screen(name="mark-visit", view="cases:mark_visit", build=of(first(Visit), "besuch"), who=WORKER),
    Screen(
        name="mark-inquiry", view="cases:mark_inquiry", build=of(first(Inquiry), "entscheidung"), who=WORKER
    ),
    Screen(
        name="unmark",
        view="cases:unmark",
        build=lambda stage: f"/tannfurt/faelle/vermerk/{marked(stage).pk}/aufheben/",
        who=WORKER,
    ),
    Screen(name="unmarking", view="cases:unmarking", build=unmarking, who=Role.TEAM_LEAD),
]
