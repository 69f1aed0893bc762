"""The doors of a handover, one line each."""

from schutznetz.cases.actions import ArrivalAction as A
from schutznetz.cases.actions import HandoverAction as H
from schutznetz.cases.models import Arrival, Case, Handover
from schutznetz.web.cases.handover import arrivals, leaving
from schutznetz.web.screens import screen

app_name = "handover"
urlpatterns = [
    screen("<uuid:pk>/uebergeben/", leaving.propose, H.PROPOSE, Case, "propose"),
    screen("uebergabe/<uuid:pk>/", leaving.detail, H.READ, Handover, "detail"),
    screen("uebergabe/<uuid:pk>/zurueckziehen/", leaving.withdraw, H.WITHDRAW, Handover, "withdraw"),
    screen("uebergabe/<uuid:pk>/anschreiben/", leaving.letter, H.READ, Handover, "letter"),
    screen("uebergabe/<uuid:pk>/paket/", leaving.package, H.READ, Handover, "package"),
    screen("uebergabe/<uuid:pk>/antwort/", leaving.note_answer, H.NOTE_ANSWER, Handover, "note_answer"),
    screen("uebergabe/<uuid:pk>/nachweis/", leaving.proof, H.READ, Handover, "proof"),
    screen("uebergabe/<uuid:pk>/beenden/", leaving.end, H.END, Handover, "end"),
    screen("angekommen/<uuid:pk>/", arrivals.detail, A.READ, Arrival, "arrival"),
    screen("angekommen/<uuid:pk>/ablehnen/", arrivals.decline, A.DECLINE, Arrival, "decline"),
]
