"""Measures of a case: the plan, what is watched, help, the court, care, and the two who close."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from schutznetz.cases.choices import (
    CheckFinding,
    ChildTold,
    ClosingReason,
    Consent,
    GuardianPosition,
    Outcome,
    PriorNotice,
    TakingFollowUp,
    TakingGround,
    WatchedKind,
)
from schutznetz.cases.models import (
    AssessmentRecord,
    Case,
    Closing,
    CourtReferral,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.queries.statistics import key_of
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Facts, Point, Terms
from schutznetz.kernel import clock
from schutznetz.law.statistics import VERSION
from schutznetz.networks.choices import Role
from tests import make
from tests.screens.intake import decided
from tests.screens.stage import Screen, Stage, scene

WORKER, INTAKE, LEAD = Role.CASE_WORKER, Role.INTAKE, Role.TEAM_LEAD


@scene
def case(stage: Stage) -> Case:
    decided(stage)
    return Case.objects.get()


def point(stage: Stage, **changes: Any) -> Point:
    today = clock.today()
    given = Point(
        what="Der Vater betritt die Wohnung nicht, solange Mia da ist.",
        whose="Vater",
        how="Unangemeldeter Hausbesuch, zu zweit",
        otherwise="Wir rufen das Familiengericht an und nehmen Mia in Obhut.",
        check_on=today + timedelta(days=3),
        until=today + timedelta(days=28),
        watcher_id=stage.user(WORKER).pk,
        substitute_id=stage.user(INTAKE).pk,
    )
    return replace(given, **changes)


@scene
def plan(stage: Stage) -> SafetyPlan:
    today, later = clock.today(), clock.today() + timedelta(days=28)
    terms = Terms(
        goal="Mia ist zu Hause sicher und wird nicht geschlagen.",
        starts_on=today,
        review_on=later,
        ends_on=later,
        consent=Consent.AGREED,
        consent_by="Mutter, am Küchentisch",
        child_told=ChildTold.TOLD,
        child_view="„Papa soll nicht mehr schreien.“",
    )
    mother = point(stage, what="Die Mutter geht jeden Tag mit Mia in die Kita.", whose="Mutter")
    return measures.agree_plan(stage.ctx(WORKER), case(stage), terms=terms, points=[point(stage), mother])


def item(stage: Stage) -> WatchedItem:
    return WatchedItem.objects.get(plan=plan(stage), position=1)


@scene
def broken(stage: Stage) -> WatchedItem:
    """An order of the court that was broken, as everybody sees it who must answer."""
    order = measures.enter_order(
        stage.ctx(WORKER), ruled(stage), kind=WatchedKind.ORDER, point=point(stage, until=None)
    )
    return measures.check(
        stage.ctx(WORKER),
        order,
        finding=CheckFinding.BROKEN,
        evidence="Um 17 Uhr öffnete der Vater im Bademantel.",
        next_on=clock.today(),
    )


def help_offered(stage: Stage) -> str:
    offer = measures.offer_help(
        stage.ctx(WORKER),
        case(stage),
        what="Familienhilfe, zweimal in der Woche",
        offered_on=clock.today(),
    )
    return f"/tannfurt/faelle/hilfe/{offer.pk}/"


@scene
def called(stage: Stage) -> CourtReferral:
    return measures.decide_on_court(
        stage.ctx(WORKER),
        case(stage),
        call=True,
        reasons="Die Eltern wirken an der Einschätzung nicht mit; Verletzungen passen nicht zur Erklärung.",
    )


@scene
def written(stage: Stage) -> CourtReferral:
    return measures.write_court_letter(
        stage.ctx(WORKER),
        called(stage),
        court="Amtsgericht Tannfurt\nAbteilung für Familiensachen\nGerichtsweg 1",
        report="2. November: Meldung der Kita. 3. November: Hausbesuch, niemand öffnete.",
        need="Schutz vor Schlägen, verlässlicher Tagesablauf",
        help_kind="Familienhilfe mit acht Stunden in der Woche",
        review_results="Nach vier Wochen von den Eltern beendet",
    )


@scene
def sent(stage: Stage) -> CourtReferral:
    return measures.dispatch(
        stage.ctx(WORKER),
        written(stage),
        sent_at=clock.now(),
        proof=make.file("nachweis.pdf"),
        notice=PriorNotice.TOLD,
    )


@scene
def ruled(stage: Stage) -> CourtReferral:
    return measures.note_ruling(
        stage.ctx(WORKER), sent(stage), ordered=True, ruled_on=clock.today(), ruling="Kontaktverbot"
    )


@scene
def disputed(stage: Stage) -> CourtReferral:
    today = clock.today()
    return measures.dissent(
        stage.ctx(WORKER), ruled(stage), text="Das reicht nicht aus.", served_on=today, interim=True
    )


@scene
def taken(stage: Stage) -> TakingIntoCare:
    taking = measures.take_into_care(
        stage.ctx(WORKER), case(stage), ground=TakingGround.URGENT_DANGER, place="Bereitschaftspflege Nord"
    )
    measures.add_to_taking(
        stage.ctx(WORKER), taking, facts=Facts(child_told_at=clock.now(), child_told_how="Mit Bildern")
    )
    return measures.note_answer(
        stage.ctx(WORKER), taking, position=GuardianPosition.OBJECTS, follow_up=TakingFollowUp.COURT
    )


@scene
def confined(stage: Stage) -> TakingIntoCare:
    return measures.confine(stage.ctx(WORKER), taken(stage), why="Sie will vom Dach springen.")


@scene
def seen(stage: Stage) -> Case:
    found = case(stage)
    Case.objects.filter(pk=found.pk).update(child_seen_at=clock.now())
    return found


@scene
def finished(stage: Stage) -> Case:
    return make.with_result(case(stage), Outcome.NEED_FOR_SUPPORT)


@scene
def lacking(stage: Stage) -> Case:
    found = finished(stage)
    AssessmentRecord.objects.create(
        key=key_of(found.pk), version=VERSION, completed_on=clock.today(), answers={"result": "none"}
    )
    return found


@scene
def closing(stage: Stage) -> Closing:
    return measures.propose_closing(
        stage.ctx(WORKER),
        finished(stage),
        reason=ClosingReason.HELP_GOES_ON,
        note="Die Familienhilfe läuft; Mia wurde am Montag gesehen und ist fröhlich.",
    )


def still_open(stage: Stage) -> str:
    found = finished(stage)
    measures.offer_help(stage.ctx(WORKER), found, what="Familienhilfe", offered_on=clock.today())
    return f"/tannfurt/faelle/{found.pk}/abschluss/"


def overseen(stage: Stage) -> str:
    plan(stage)
    return "/tannfurt/faelle/ueberblick/"


def on(build: Callable[[Stage], Any], before: str, after: str = "") -> Callable[[Stage], str]:
    """Return how to build the page of a record: its address is made of what stands around its key."""
    return lambda stage: f"/tannfurt/faelle/{before}{build(stage).pk}/{after}"


def shown(name: str, view: str, build: Callable[[Stage], str], who: Role = WORKER) -> Screen:
    return Screen(name=name, view=f"measures:{view}", build=build, who=who)


COURT, CARE, WATCHED = "gericht/", "inobhutnahme/", "ueberwacht/"
SCREENS = [
    shown("oversight", "oversight", overseen, LEAD),
    shown("plan-agree", "agree_plan", on(case, "", "schutzplan/")),
    shown("plan", "plan", on(plan, "schutzplan/")),
    shown("plan-end", "end_plan", on(plan, "schutzplan/", "beenden/")),
    shown("finding-await", "await_finding", on(case, "", "befund/")),
    shown("watched", "item", on(item, WATCHED)),
    shown("watched-broken", "item", on(broken, WATCHED), LEAD),
    shown("watched-check", "check", on(item, WATCHED, "kontrolle/")),
    shown("watched-answer", "answer_breach", on(broken, WATCHED, "bruch/"), LEAD),
    shown("watched-end", "finish_item", on(item, WATCHED, "beenden/")),
    shown("watched-eyes", "name_watcher", on(item, WATCHED, "aufsicht/")),
    shown("help-offer", "offer_help", on(case, "", "hilfe/")),
    shown("help-answer", "answer_help", help_offered),
    shown("child-see", "see_child", on(seen, "", "kind-sehen/")),
    shown("child-urgent", "raise_urgency", on(case, "", "dringender/")),
    shown("child-missed", "note_missed", on(case, "", "versaeumt/")),
    shown("court-decide", "decide_on_court", on(case, "", "gericht/")),
    shown("court", "court", on(disputed, COURT)),
    shown("court-letter", "court_letter", on(called, COURT, "schreiben/")),
    shown("court-dispatch", "dispatch", on(written, COURT, "versand/")),
    shown("court-hearing", "hearing", on(sent, COURT, "termin/")),
    shown("court-ruling", "ruling", on(sent, COURT, "beschluss/")),
    shown("court-order", "enter_order", on(ruled, COURT, "anordnung/")),
    shown("court-dissent", "dissent", on(ruled, COURT, "widerspruch/")),
    shown("court-remedy", "remedy", on(disputed, COURT, "beschwerde/")),
    shown("court-end", "end_court", on(sent, COURT, "beenden/")),
    shown("care-take", "take", on(case, "", "inobhutnahme/")),
    shown("care", "taking", on(confined, CARE)),
    shown("care-add", "add_to_taking", on(taken, CARE, "angaben/")),
    shown("care-answer", "guardians", on(taken, CARE, "antwort/")),
    shown("care-confine", "confine", on(taken, CARE, "freiheit/")),
    shown("care-free", "end_confinement", on(confined, CARE, "freiheit-beendet/")),
    shown("care-end", "end_taking", on(taken, CARE, "beenden/")),
    shown("closing-propose", "close", on(finished, "", "abschluss/")),
    shown("closing-lacking", "close", on(lacking, "", "abschluss/")),
    shown("closing-blocked", "close", still_open),
    shown("closing-decide", "closing", on(closing, "abschluss/"), LEAD),
    shown("closing-return", "return_closing", on(closing, "abschluss/", "noch-nicht/"), LEAD),
]
