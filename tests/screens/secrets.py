"""Secrets inside a case: entrusted data, the protected place, a family too close, emergency access."""

from collections.abc import Callable
from typing import Any

from schutznetz.cases import services
from schutznetz.cases.choices import DoubtGround, EmergencyFinding, EmergencyReason, ReleaseGround
from schutznetz.cases.models import (
    Case,
    Clearance,
    Doubt,
    EmergencyAccess,
    EntrustedEntry,
    Report,
    Whereabouts,
)
from schutznetz.networks.choices import Role
from tests.screens.procedure import begun, gathered
from tests.screens.stage import Screen, Stage, scene

WORKER, INTAKE, LEAD, PRIVACY = Role.CASE_WORKER, Role.INTAKE, Role.TEAM_LEAD, Role.DATA_PROTECTION


@scene
def entrusted(stage: Stage) -> EntrustedEntry:
    ctx = stage.ctx(WORKER)
    kept = services.keep_entrusted(
        ctx,
        begun(stage),
        said_by="Mia",
        text="Ich habe Angst, wenn Papa nachts kommt. Sag es nicht Mama.",
        at=ctx.now,
    )
    services.release_entrusted(
        ctx,
        kept,
        ground=ReleaseGround.COURT,
        reasons="Ohne das entscheidet das Gericht nicht über die Unterbringung.",
        outside="Familiengericht Tannfurt",
    )
    return kept


@scene
def protected(stage: Stage) -> Whereabouts:
    case = gathered(stage)
    Case.objects.filter(pk=case.pk).update(lead=stage.user(WORKER).pk, substitute=stage.user(INTAKE).pk)
    case.refresh_from_db()
    kept = services.protect_place(
        stage.ctx(WORKER),
        case,
        place="Frauenhaus, Zimmer 4",
        reach="Über die Mitarbeiterin dort, nie über das Handy",
        from_whom="Vor dem Vater; er sucht beide",
    )
    cleared = clearance_of(stage, kept)
    services.confirm_clearance(stage.ctx(LEAD), cleared, seal=cleared.seal)
    return kept


def clearance_of(stage: Stage, kept: Whereabouts) -> Clearance:
    return services.propose_clearance(
        stage.ctx(WORKER), kept, person_id=stage.user(INTAKE).pk, reasons="Vertritt und begleitet Termine"
    )


@scene
def waiting(stage: Stage) -> Clearance:
    """The same once more: the place was entered anew, so it must be granted anew."""
    kept = protected(stage)
    services.protect_place(stage.ctx(WORKER), kept.case, place="Zimmer 9", from_whom="Vor dem Vater")
    return clearance_of(stage, Whereabouts.objects.get(pk=kept.pk))


@scene
def doubted(stage: Stage) -> Doubt:
    return services.raise_doubt(
        stage.ctx(LEAD),
        begun(stage),
        person_id=stage.user(WORKER).pk,
        ground=DoubtGround.MISTRUST,
        reasons="Sie wohnt im selben Haus und ist mit der Großmutter befreundet.",
    )


@scene
def answered(stage: Stage) -> Doubt:
    said = "Wir grüßen uns auf der Treppe, mehr ist da nicht."
    return services.answer_doubt(stage.ctx(WORKER), doubted(stage), answer=said)


@scene
def decided(stage: Stage) -> Doubt:
    why = "Die Familie soll sich auf uns verlassen können."
    return services.decide_doubt(stage.ctx(LEAD), answered(stage), founded=True, decision_why=why)


@scene
def opened(stage: Stage) -> EmergencyAccess:
    case = gathered(stage)
    return services.open_in_emergency(
        stage.ctx(INTAKE),
        case,
        reason=EmergencyReason.DANGER_NOW,
        reasons="Die Polizei steht vor der Wohnung und fragt, wer dort wohnen darf.",
    )


@scene
def reviewed(stage: Stage) -> EmergencyAccess:
    access = opened(stage)
    services.review_emergency(
        stage.ctx(PRIVACY), access, finding=EmergencyFinding.NEEDED, note="Anlass und Zeit passen."
    )
    return access


def looked_at(stage: Stage) -> str:
    """Somebody on call who is not on the team, within her hour."""
    access = opened(stage)
    lead, helper = stage.user(LEAD), stage.user(WORKER)
    Case.objects.filter(pk=access.case_id).update(lead=helper, substitute=lead)
    access.case.team.clear()
    return f"/tannfurt/faelle/{access.case_id}/"


@scene
def report(stage: Stage) -> Report:
    origin = begun(stage).origin
    assert origin
    return origin


def on(build: Callable[[Stage], Any], before: str, after: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/tannfurt/{before}{build(stage).pk}/{after}"


def listed(stage: Stage) -> str:
    reviewed(stage)
    return "/tannfurt/notzugriff/liste/"


def listed_secrets(stage: Stage) -> str:
    return f"/tannfurt/faelle/{protected(stage).case_id}/vertrauliches/"


def shown(name: str, view: str, build: Callable[[Stage], str], who: Role = WORKER) -> Screen:
    return Screen(name=name, view=view, build=build, who=who)


SCREENS = [
    shown(
        "secrets",
        "secrets:index",
        lambda stage: f"/tannfurt/faelle/{protected(stage).case_id}/vertrauliches/",
    ),
    shown("secrets-keep", "secrets:keep", on(begun, "faelle/", "anvertrautes/")),
    shown("secrets-entry", "secrets:entry", on(entrusted, "faelle/anvertrautes/")),
    shown("secrets-release", "secrets:release", on(entrusted, "faelle/anvertrautes/", "weitergeben/")),
    shown("place-protect", "secrets:protect_place", on(begun, "faelle/", "aufenthalt/")),
    shown("place", "secrets:place", on(protected, "faelle/aufenthalt/")),
    shown("place-clear", "secrets:clear", on(protected, "faelle/aufenthalt/", "freigeben/")),
    shown(
        "place-waiting", "secrets:place", on(lambda stage: waiting(stage).whereabouts, "faelle/aufenthalt/")
    ),
    shown("clearance", "secrets:clearance", on(waiting, "faelle/freigabe/"), LEAD),
    shown(
        "doubt-raise",
        "secrets:raise_doubt",
        on(lambda stage: doubted(stage).case, "faelle/", "besorgnis/"),
        LEAD,
    ),
    shown("doubt-raise-report", "secrets:raise_doubt_on_report", on(report, "eingang/", "besorgnis/"), LEAD),
    shown("doubt-answer", "secrets:answer_doubt", on(doubted, "befangenheit/", "antwort/"), WORKER),
    shown("doubt-decide", "secrets:doubt", on(doubted, "befangenheit/"), LEAD),
    shown("doubt-decided", "secrets:doubt", on(decided, "befangenheit/"), LEAD),
    shown("recusal", "secrets:recuse", on(begun, "faelle/", "befangen/")),
    shown("recusal-report", "secrets:recuse_on_report", on(report, "eingang/", "befangen/"), LEAD),
    shown("emergency-open", "secrets:open_case", lambda stage: "/tannfurt/notzugriff/", INTAKE),
    shown("emergency-case", "cases:detail", looked_at, INTAKE),
    shown("emergencies", "secrets:emergencies", listed, LEAD),
    shown("emergency", "secrets:emergency", on(reviewed, "notzugriff/"), LEAD),
]
