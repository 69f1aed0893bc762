"""A case on its way to another office: proposed, released, sent outside, arrived from another network."""

from collections.abc import Callable
from datetime import timedelta

from schutznetz.cases.choices import HandoverGround, HandoverPart, Sharing
from schutznetz.cases.models import Arrival, Case, Handover
from schutznetz.cases.services import handover
from schutznetz.cases.services.handover import Going
from schutznetz.kernel import clock
from schutznetz.kernel.context import system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.screens.measures import on, plan
from tests.screens.stage import Screen, Stage, scene

WORKER, INTAKE, LEAD = Role.CASE_WORKER, Role.INTAKE, Role.TEAM_LEAD
WORDS = [
    {"at": "3. November 2026", "title": "Tatsache", "text": "Zwei verschieden alte Blutergüsse am Rücken"},
    {"at": "4. November 2026", "title": "Sicht des Kindes", "text": "„Papa soll nicht mehr schreien.“"},
]


@scene
def case(stage: Stage) -> Case:
    plan(stage)
    return Case.objects.get()


@scene
def proposed(stage: Stage) -> Handover:
    going = Going(
        ground=HandoverGround.DANGER,
        reasons="Die Mutter ist am 1. November mit Mia nach Birkenau gezogen.",
        parts=[HandoverPart.REPORT, HandoverPart.PLAN, HandoverPart.ENTRIES],
        why_needed="Ohne Meldung und Schutzplan weiß dort niemand, wovor Mia geschützt werden muss.",
        guardians=Sharing.TOOK_PART,
        child=Sharing.TOLD,
        office="Jugendamt Birkenau, Am Bach 2, 99998 Birkenau",
        contact="Frau Reimers",
        talk_at=clock.now() - timedelta(hours=1),
        talk_with="Anna Berger und Frau Reimers, am Telefon",
    )
    return handover.propose_handover(stage.ctx(WORKER), case(stage), going=going)


@scene
def sent(stage: Stage) -> Handover:
    waiting = proposed(stage)
    return handover.send_handover(stage.ctx(LEAD), waiting, seal=waiting.seal)


@scene
def silent(stage: Stage) -> Handover:
    long_ago = clock.now() - timedelta(days=9)
    found = sent(stage)
    Handover.objects.filter(pk=found.pk).update(sent_at=long_ago, answer_by=long_ago + timedelta(days=7))
    return found


def arrived(stage: Stage) -> Arrival:
    stage.assignment(INTAKE)
    birkenau = Network.objects.create(slug="birkenau", name="Netzwerk Birkenau", owner_name="Stadt Birkenau")
    return handover.deliver(
        system(stage.network.pk),
        stage.network,
        handover_id=birkenau.pk,
        sending_id=birkenau.pk,
        ground=HandoverGround.DANGER,
        content={
            "sender": {"reporter_institution": "Stadt Birkenau, Jugendamt", "reporter_phone": "09998 110"},
            "child": {"child_name": "Mia Beispiel", "child_age": "4 Jahre"},
            "sections": [{"part": "entries", "title": "Tatsachen und Aussagen", "lines": WORDS}],
        },
        answer_by=clock.now() + timedelta(days=7),
        danger=False,
    )


def shown(name: str, view: str, build: Callable[[Stage], str], who: Role = WORKER) -> Screen:
    return Screen(name=name, view=f"handover:{view}", build=build, who=who)


SENT, ARRIVED = "uebergabe/", "angekommen/"
SCREENS = [
    shown("handover-propose", "propose", on(case, "", "uebergeben/")),
    shown("handover-release", "detail", on(proposed, SENT), LEAD),
    shown("handover-withdraw", "withdraw", on(proposed, SENT, "zurueckziehen/")),
    shown("handover-answer", "note_answer", on(sent, SENT, "antwort/")),
    shown("handover-end", "end", on(silent, SENT, "beenden/"), LEAD),
    shown("handover-arrived", "arrival", on(arrived, ARRIVED), INTAKE),
    shown("handover-decline", "decline", on(arrived, ARRIVED, "ablehnen/"), INTAKE),
]
