"""The office of family midwives: a decision that the plan keeps, proofs, and what bridges a wait."""

from dataclasses import replace
from datetime import timedelta

from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.jobs import Progress
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.visiting import jobs, services
from schutznetz.visiting.choices import (
    Burden,
    ContactKind,
    MeanwhileAnswer,
    MeanwhileKind,
    ProofKind,
    Tallied,
    VisitEnd,
)
from schutznetz.visiting.models import MidwifeProof, PlacingPlan, VisitTally
from schutznetz.visiting.services import Noted
from tests.screens.offers import offers
from tests.screens.stage import Screen, Stage
from tests.screens.visiting import CLARA, HOME, there


def worked_out(stage: Stage, plan: PlacingPlan) -> PlacingPlan:
    assert plan.job_id
    system = replace(stage.ctx(Role.COORDINATOR), role=SYSTEM, actor_id=None)
    jobs.work_out(system, {"plan": str(plan.pk)}, Progress(plan.job_id))
    plan.refresh_from_db()
    return plan


def pinning(stage: Stage) -> str:
    _midwife, asked = there(stage)
    plan = worked_out(stage, services.plan(stage.ctx(Role.COORDINATOR), stage.network))
    return f"{HOME}plan/{plan.pk}/festlegen/?familie={asked[2].pk}"


def pinned(stage: Stage) -> str:
    """One family waits because the coordination decided so."""
    clara, (_midwife, asked) = stage.ctx(Role.COORDINATOR), there(stage)
    plan = worked_out(stage, services.plan(clara, stage.network))
    anew = services.pin(clara, plan, request_id=str(asked[2].pk), whom=None)
    return f"{HOME}plan/{worked_out(stage, anew).pk}/"


def shown(stage: Stage) -> MidwifeProof:
    """Her promise of secrecy was never shown, and one of three proofs counts no longer."""
    clara, (midwife, _asked) = stage.ctx(Role.COORDINATOR), there(stage)
    today = day_of(clara.now)
    MidwifeProof.objects.filter(midwife=midwife, kind=ProofKind.SECRECY).delete()
    services.note_proof(clara, midwife, kind=ProofKind.CONDUCT, seen_on=today, counts_until=None)
    old = replace(clara, now=clara.now - timedelta(days=200))
    return services.note_proof(
        old,
        midwife,
        kind=ProofKind.FIRST_AID,
        seen_on=day_of(old.now),
        counts_until=today - timedelta(days=9),
    )


def entry(stage: Stage) -> str:
    return f"{HOME}register/{shown(stage).midwife_id}/"


def proof(stage: Stage) -> str:
    return f"{HOME}register/{there(stage)[0].pk}/nachweis/"


def renewing(stage: Stage) -> str:
    return f"{HOME}nachweise/{shown(stage).pk}/"


def bridged(stage: Stage) -> str:
    """A family waits with a group that it accepted and calls that it has not answered yet."""
    clara, (_midwife, asked) = stage.ctx(Role.COORDINATOR), there(stage)
    group = services.offer_meanwhile(clara, asked[0], kind=MeanwhileKind.OFFER, offer_id=offers(stage)[2].pk)
    services.answer_meanwhile(clara, group, answer=MeanwhileAnswer.ACCEPTED)
    services.offer_meanwhile(clara, asked[0], kind=MeanwhileKind.CALLS, words="Montags gegen zehn.")
    return f"{HOME}{asked[0].pk}/ueberbruecken/"


def bridged_list(stage: Stage) -> str:
    bridged(stage)
    return HOME


def answering(stage: Stage) -> str:
    clara, (_midwife, asked) = stage.ctx(Role.COORDINATOR), there(stage)
    bridge = services.offer_meanwhile(clara, asked[0], kind=MeanwhileKind.CALLS)
    return f"{HOME}ueberbruecken/{bridge.pk}/"


def worked(stage: Stage) -> str:
    """Hanna has noted three contacts of this month."""
    clara, (midwife, asked) = stage.ctx(Role.COORDINATOR), there(stage)
    hanna = stage.ctx(Role.FAMILY_MIDWIFE)
    early = replace(clara, now=clara.now - timedelta(days=9))
    services.place(early, asked[0], midwife_id=str(midwife.pk))
    for number, minutes in enumerate((60, 75, 45)):
        noted = Noted(
            on=day_of(hanna.now) - timedelta(days=number),
            kind=ContactKind.HOME,
            minutes=minutes,
            travel_minutes=20,
            kilometres=9,
        )
        services.note_contact(hanna, asked[0], noted=noted)
    return f"{HOME}stunden/"


COUNTED = {
    (Tallied.HELP, ""): 41,
    (Tallied.END, VisitEnd.PLANNED.value): 22,
    (Tallied.END, VisitEnd.AGE_LIMIT.value): 11,
    (Tallied.END, VisitEnd.MOVED.value): 2,
    (Tallied.END, VisitEnd.FAMILY.value): 6,
    (Tallied.LENGTH, "3"): 5,
    (Tallied.LENGTH, "6"): 14,
    (Tallied.LENGTH, "9"): 15,
    (Tallied.LENGTH, "12"): 7,
    (Tallied.CONTACTS, "5"): 6,
    (Tallied.CONTACTS, "12"): 17,
    (Tallied.CONTACTS, "20"): 18,
    (Tallied.SHEETS, ""): 33,
    (Tallied.AT_START, Burden.EXHAUSTED.value): 21,
    (Tallied.AT_END, Burden.EXHAUSTED.value): 9,
    (Tallied.GONE, Burden.EXHAUSTED.value): 12,
    (Tallied.AT_START, Burden.UNSETTLED.value): 17,
    (Tallied.AT_END, Burden.UNSETTLED.value): 5,
    (Tallied.GONE, Burden.UNSETTLED.value): 12,
    (Tallied.AT_START, Burden.ADDICTION.value): 2,
}


def counted(stage: Stage) -> str:
    """A year that is over, with a few numbers that are too small to show."""
    there(stage)
    year = day_of(stage.ctx(Role.COORDINATOR).now).year - 1
    for (measure, value), count in COUNTED.items():
        VisitTally.objects.create(year=year, measure=measure, value=value, count=count)
    return f"{HOME}auswertung/"


SCREENS = [
    Screen(name="visiting-payment", view="visiting:payment", build=worked, who=CLARA),
    Screen(name="visiting-evaluation", view="visiting:evaluation", build=counted, who=CLARA),
    Screen(name="visiting-pin", view="visiting:pin", build=pinning, who=CLARA),
    Screen(name="visiting-pinned", view="visiting:show_plan", build=pinned, who=CLARA),
    Screen(name="visiting-proofs", view="visiting:change", build=entry, who=CLARA),
    Screen(name="visiting-proof", view="visiting:note_proof", build=proof, who=CLARA),
    Screen(name="visiting-renew", view="visiting:renew_proof", build=renewing, who=CLARA),
    Screen(name="visiting-meanwhile", view="visiting:meanwhile", build=bridged, who=CLARA),
    Screen(name="visiting-bridged", view="visiting:index", build=bridged_list, who=CLARA),
    Screen(name="visiting-answer", view="visiting:answer_meanwhile", build=answering, who=CLARA),
]
