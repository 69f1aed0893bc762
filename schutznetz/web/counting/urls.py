"""The screens of the figures of early help, one line each."""

from schutznetz.counting.actions import CountingAction as A
from schutznetz.networks.models import Network
from schutznetz.web.counting import taking, views
from schutznetz.web.screens import screen

app_name = "counting"
urlpatterns = [
    screen("", views.year, A.READ, Network, "year"),
    screen("stichtag/", views.survey, A.READ, Network, "survey"),
    screen("dahinter/", views.behind, A.READ_ROWS, Network, "behind"),
    screen("weitergabe/", taking.index, A.TAKE, Network, "take"),
    screen("weitergabe/fruehe-hilfen.xlsx", taking.sheets, A.TAKE, Network, "sheets"),
    screen("weitergabe/fruehe-hilfen.pdf", taking.printed, A.TAKE, Network, "printed"),
]
