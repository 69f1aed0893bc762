"""Somebody asks to see a file: taken in, decided passage by passage, released by two, handed out."""

from collections.abc import Callable
from typing import Any

from schutznetz.cases.choices import AccessBasis, Asker, IdentityProof, PersonRole
from schutznetz.cases.models import AccessPackage, AccessRequest, Case, CasePerson
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access
from schutznetz.cases.services.file_access import Asking, Choice
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from tests.screens.procedure import gathered
from tests.screens.stage import Screen, Stage, scene

WORKER, LEAD, WATCH = Role.CASE_WORKER, Role.TEAM_LEAD, Role.DATA_PROTECTION


def case(stage: Stage) -> Case:
    return gathered(stage)


@scene
def asked(stage: Stage) -> AccessRequest:
    found = case(stage)
    mother = CasePerson.objects.filter(case=found, role=PersonRole.MOTHER).first()
    asking = Asking(
        asker=Asker.CUSTODIAN,
        basis=AccessBasis.FILE_ACCESS,
        name=mother.name if mother else "Erika Beispiel",
        standing="Gemeinsame Sorge, beteiligt am Verfahren vor dem Familiengericht",
        identity=IdentityProof.DOCUMENT,
        received_on=clock.today(),
        person_id=mother.pk if mother else None,
    )
    return file_access.open_request(stage.ctx(LEAD), found, asking=asking)


@scene
def decided(stage: Stage) -> AccessRequest:
    request = asked(stage)
    waiting = queries.undecided(queries.judged(request))
    choices = [Choice(passage=each.passage.key, disclosed=False) for each in waiting]
    return file_access.decide_passages(stage.ctx(LEAD), request, choices=choices)


@scene
def proposed(stage: Stage) -> AccessPackage:
    return file_access.propose_access(stage.ctx(LEAD), decided(stage))


@scene
def released(stage: Stage) -> AccessRequest:
    package = proposed(stage)
    return file_access.confirm_access(stage.ctx(WORKER), package, seal=package.seal).request


def on(build: Callable[[Stage], Any], before: str, after: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/akteneinsicht/{before}{build(stage).pk}/{after}"


def one_passage(stage: Stage) -> str:
    request = asked(stage)
    free = next(each for each in queries.judged(request) if not each.grounds)
    return f"/tannfurt/akteneinsicht/{request.pk}/schwaerzen/?stelle={free.passage.key}"


def listed(stage: Stage) -> str:
    asked(stage)
    return "/tannfurt/akteneinsicht/"


def shown(name: str, view: str, build: Callable[[Stage], str], who: Role = LEAD) -> Screen:
    return Screen(name=f"access-{name}", view=f"access:{view}", build=build, who=who)


SCREENS = [
    shown("list", "index", listed, WATCH),
    shown("none", "index", lambda stage: "/tannfurt/akteneinsicht/", WATCH),
    shown("case", "case", on(lambda stage: asked(stage).case, "fall/")),
    shown("open", "open", on(case, "fall/", "neu/")),
    shown("request", "detail", on(asked, "")),
    shown("released", "detail", on(released, "")),
    shown("decide", "decide", on(asked, "", "entscheiden/")),
    shown("keep-back", "keep_back", one_passage),
    shown("extend", "extend", on(asked, "", "verlaengern/")),
    shown("end", "end", on(asked, "", "beenden/")),
    shown("propose", "propose", on(decided, "", "vorlegen/")),
    shown("release", "release", on(proposed, "paket/"), WORKER),
    shown("hand-out", "hand_out", on(released, "", "ausgehaendigt/")),
]
