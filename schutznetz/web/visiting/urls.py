"""The screens of family midwives, one line each."""

from schutznetz.networks.models import Network
from schutznetz.visiting.actions import VisitingAction as A
from schutznetz.visiting.models import (
    FamilyMidwife,
    Meanwhile,
    MidwifeProof,
    PlacingPlan,
    VisitContact,
    VisitGoal,
    VisitRequest,
)
from schutznetz.web.screens import screen
from schutznetz.web.visiting import counts, office, planning, register, views, work

app_name = "visiting"
urlpatterns = [
    screen("", views.index, A.LIST, Network, "index"),
    screen("meine/", work.own, A.LIST_OWN, Network, "own"),
    screen("meine/<uuid:pk>/", work.family, A.READ_OWN, VisitRequest, "family"),
    screen("meine/<uuid:pk>/kontakt/", work.contact, A.NOTE_CONTACT, VisitRequest, "contact"),
    screen("meine/<uuid:pk>/anfang/", work.start, A.NOTE_START, VisitRequest, "start"),
    screen("meine/<uuid:pk>/ziel/", work.goal, A.AGREE_GOAL, VisitRequest, "goal"),
    screen("meine/<uuid:pk>/rueckblick/", work.review, A.REVIEW, VisitRequest, "review"),
    screen("meine/<uuid:pk>/abschluss/", work.close, A.CLOSE, VisitRequest, "close"),
    screen("meine/<uuid:pk>/weitergeben/", work.pass_on, A.PASS_ON, VisitRequest, "pass_on"),
    screen("meine/<uuid:pk>/uebergabe/", work.hand_over, A.HAND_OVER, VisitRequest, "hand_over"),
    screen("kontakte/<uuid:pk>/", work.correct, A.CORRECT_CONTACT, VisitContact, "correct"),
    screen("kontakte/<uuid:pk>/streichen/", work.strike, A.CORRECT_CONTACT, VisitContact, "strike"),
    screen("ziele/<uuid:pk>/", work.settle, A.SETTLE_GOAL, VisitGoal, "settle"),
    screen("neu/", views.ask, A.REQUEST, Network, "ask"),
    screen("<uuid:pk>/zuteilen/", views.place, A.PLACE, VisitRequest, "place"),
    screen("<uuid:pk>/stunden/", work.hours, A.READ, VisitRequest, "hours"),
    screen("<uuid:pk>/ueberbruecken/", office.meanwhile, A.OFFER_MEANWHILE, VisitRequest, "meanwhile"),
    screen(
        "ueberbruecken/<uuid:pk>/", office.answer_meanwhile, A.ANSWER_MEANWHILE, Meanwhile, "answer_meanwhile"
    ),
    screen("<uuid:pk>/beenden/", views.end, A.END, VisitRequest, "end"),
    screen("stunden/", counts.payment, A.SEE_HOURS, Network, "payment"),
    screen("stunden/datei/", counts.payment_file, A.TAKE_HOURS, Network, "payment_file"),
    screen("stunden/tabelle/", counts.payment_sheet, A.TAKE_HOURS, Network, "payment_sheet"),
    screen("auswertung/", counts.evaluation, A.EVALUATE, Network, "evaluation"),
    screen("register/", register.index, A.KEEP_REGISTER, Network, "register"),
    screen("register/neu/", register.add, A.KEEP_REGISTER, Network, "add"),
    screen("register/<uuid:pk>/", register.change, A.CHANGE_MIDWIFE, FamilyMidwife, "change"),
    screen("register/<uuid:pk>/nachweis/", office.note_proof, A.NOTE_PROOF, FamilyMidwife, "note_proof"),
    screen("nachweise/<uuid:pk>/", office.renew_proof, A.RENEW_PROOF, MidwifeProof, "renew_proof"),
    screen("plan/", planning.begin, A.PLAN, Network, "plan"),
    screen("plan/<uuid:pk>/", planning.show, A.READ_PLAN, PlacingPlan, "show_plan"),
    screen("plan/<uuid:pk>/festlegen/", planning.pin, A.PIN, PlacingPlan, "pin"),
    screen("plan/<uuid:pk>/uebernehmen/", planning.adopt, A.ADOPT, PlacingPlan, "adopt"),
]
