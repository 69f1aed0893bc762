"""The doors of measures, one line each."""

from schutznetz.cases.actions import CaseAction
from schutznetz.cases.actions import MeasureAction as M
from schutznetz.cases.models import (
    Case,
    Closing,
    CourtReferral,
    HelpOffer,
    SafetyPlan,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.networks.models import Network
from schutznetz.web.cases.measures import closing, court, family, oversight, plan, taking, watching
from schutznetz.web.screens import screen

app_name = "measures"
urlpatterns = [
    screen("ueberblick/", oversight.index, M.OVERSEE, Network, "oversight"),
    screen("<uuid:pk>/schutzplan/", plan.agree, M.AGREE_PLAN, Case, "agree_plan"),
    screen("schutzplan/<uuid:pk>/", plan.detail, M.READ, SafetyPlan, "plan"),
    screen("schutzplan/<uuid:pk>/pdf/", plan.pdf, M.READ, SafetyPlan, "plan_pdf"),
    screen("schutzplan/<uuid:pk>/beenden/", plan.end, M.END_PLAN, SafetyPlan, "end_plan"),
    screen("<uuid:pk>/befund/", watching.await_finding, M.AWAIT_FINDING, Case, "await_finding"),
    screen("ueberwacht/<uuid:pk>/", watching.detail, M.READ_ITEM, WatchedItem, "item"),
    screen("ueberwacht/<uuid:pk>/kontrolle/", watching.check, M.CHECK, WatchedItem, "check"),
    screen("ueberwacht/<uuid:pk>/bruch/", watching.answer_breach, M.CHECK, WatchedItem, "answer_breach"),
    screen("ueberwacht/<uuid:pk>/beenden/", watching.finish, M.FINISH_ITEM, WatchedItem, "finish_item"),
    screen(
        "ueberwacht/<uuid:pk>/aufsicht/", watching.name_watcher, M.NAME_WATCHER, WatchedItem, "name_watcher"
    ),
    screen("<uuid:pk>/hilfe/", family.offer_help, M.OFFER_HELP, Case, "offer_help"),
    screen("hilfe/<uuid:pk>/", family.answer_help, M.ANSWER_HELP, HelpOffer, "answer_help"),
    screen("<uuid:pk>/kind-sehen/", family.see_child, M.SET_CHILD_DATE, Case, "see_child"),
    screen("<uuid:pk>/dringender/", family.raise_urgency, CaseAction.RAISE_URGENCY, Case, "raise_urgency"),
    screen("<uuid:pk>/versaeumt/", family.note_missed, M.NOTE_MISSED, Case, "note_missed"),
    screen("<uuid:pk>/gericht/", court.decide, M.DECIDE_ON_COURT, Case, "decide_on_court"),
    screen("gericht/<uuid:pk>/", court.detail, M.READ, CourtReferral, "court"),
    screen("gericht/<uuid:pk>/schreiben/", court.letter, M.WORK_ON_COURT, CourtReferral, "court_letter"),
    screen("gericht/<uuid:pk>/pdf/", court.letter_pdf, M.READ, CourtReferral, "court_pdf"),
    screen("gericht/<uuid:pk>/versand/", court.dispatch, M.WORK_ON_COURT, CourtReferral, "dispatch"),
    screen("gericht/<uuid:pk>/nachweis/", court.proof, M.READ, CourtReferral, "proof"),
    screen("gericht/<uuid:pk>/termin/", court.hearing, M.WORK_ON_COURT, CourtReferral, "hearing"),
    screen("gericht/<uuid:pk>/beschluss/", court.ruling, M.WORK_ON_COURT, CourtReferral, "ruling"),
    screen("gericht/<uuid:pk>/anordnung/", court.enter_order, M.WORK_ON_COURT, CourtReferral, "enter_order"),
    screen("gericht/<uuid:pk>/widerspruch/", court.dissent, M.WORK_ON_COURT, CourtReferral, "dissent"),
    screen("gericht/<uuid:pk>/beschwerde/", court.remedy, M.WORK_ON_COURT, CourtReferral, "remedy"),
    screen("gericht/<uuid:pk>/beenden/", court.end, M.WORK_ON_COURT, CourtReferral, "end_court"),
    screen("<uuid:pk>/inobhutnahme/", taking.take, M.TAKE_INTO_CARE, Case, "take"),
    screen("inobhutnahme/<uuid:pk>/", taking.detail, M.READ_TAKING, TakingIntoCare, "taking"),
    screen("inobhutnahme/<uuid:pk>/angaben/", taking.add, M.WORK_ON_TAKING, TakingIntoCare, "add_to_taking"),
    screen(
        "inobhutnahme/<uuid:pk>/antwort/", taking.note_answer, M.WORK_ON_TAKING, TakingIntoCare, "guardians"
    ),
    screen("inobhutnahme/<uuid:pk>/freiheit/", taking.confine, M.WORK_ON_TAKING, TakingIntoCare, "confine"),
    screen(
        "inobhutnahme/<uuid:pk>/freiheit-beendet/",
        taking.end_confinement,
        M.WORK_ON_TAKING,
        TakingIntoCare,
        "end_confinement",
    ),
    screen("inobhutnahme/<uuid:pk>/beenden/", taking.end, M.WORK_ON_TAKING, TakingIntoCare, "end_taking"),
    screen("<uuid:pk>/abschluss/", closing.propose, CaseAction.CLOSE, Case, "close"),
    screen("abschluss/<uuid:pk>/", closing.detail, M.READ, Closing, "closing"),
    screen(
        "abschluss/<uuid:pk>/noch-nicht/", closing.send_back, M.DECIDE_ON_CLOSING, Closing, "return_closing"
    ),
    screen("abschluss/<uuid:pk>/pdf/", closing.pdf, M.READ, Closing, "closing_pdf"),
]
