"""The screens of advice, one line each."""

from schutznetz.advice.actions import AdviceAction as A
from schutznetz.advice.models import Consultant, Consultation
from schutznetz.networks.models import Network
from schutznetz.web.advice import coordination, openly, views
from schutznetz.web.safe_post import keeps_text
from schutznetz.web.screens import screen

app_name = "advice"
urlpatterns = [
    screen("", views.index, A.LIST, Network, "index"),
    screen("finden/", views.find, A.FIND, Network, "find"),
    screen("neu/", views.ask, A.ASK, Network, "ask"),
    keeps_text(screen("ohne-konto/", openly.ask, A.ASK_OPENLY, Network, "ask_openly")),
    keeps_text(screen("antwort/", openly.come_back, A.RETURN, Network, "come_back")),
    screen("uebersicht/", coordination.overview, A.OVERSEE, Network, "overview"),
    screen("pool/", coordination.pool, A.KEEP_POOL, Network, "pool"),
    screen("pool/neu/", coordination.add, A.KEEP_POOL, Network, "add"),
    screen("pool/<uuid:pk>/", coordination.change, A.CHANGE_CONSULTANT, Consultant, "change"),
    screen("<uuid:pk>/", views.detail, A.READ, Consultation, "detail"),
    screen("<uuid:pk>/nachfragen/", views.ask_further, A.ASK_FURTHER, Consultation, "ask_further"),
    screen("<uuid:pk>/antworten/", views.answer, A.ANSWER, Consultation, "answer"),
    screen("<uuid:pk>/ergebnis/", views.sign, A.SIGN, Consultation, "sign"),
    screen("<uuid:pk>/abweichung/", views.dissent, A.DISSENT, Consultation, "dissent"),
    screen("<uuid:pk>/ergebnis.pdf", views.result, A.TAKE_RESULT, Consultation, "result"),
    screen("<uuid:pk>/zuteilen/", coordination.assign, A.ASSIGN, Consultation, "assign"),
]
