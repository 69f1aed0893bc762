"""The screens of the official statistics, one line each."""

from schutznetz.cases.actions import CaseAction, StatisticsAction
from schutznetz.cases.models import Case
from schutznetz.networks.models import Network
from schutznetz.web.cases.statistics import views
from schutznetz.web.screens import screen

app_name = "statistics"
urlpatterns = [
    screen("", views.tables, StatisticsAction.READ, Network, "tables"),
    screen("schaubilder/", views.charts, StatisticsAction.READ, Network, "charts"),
    screen("luecken/", views.gaps, StatisticsAction.LIST_GAPS, Network, "gaps"),
    screen("fall/<uuid:pk>/", views.record, CaseAction.COMPLETE_RECORD, Case, "record"),
    screen("lieferung/", views.deliver, StatisticsAction.EXPORT, Network, "deliver"),
    screen("lieferung/datei.csv", views.file, StatisticsAction.EXPORT, Network, "file"),
    screen("lieferung/vermerken/", views.note_return, StatisticsAction.NOTE_RETURN, Network, "note_return"),
    screen("schluessel/", views.codes, StatisticsAction.ENTER_CODES, Network, "codes"),
    screen("schluessel/einlesen/", views.read_codes, StatisticsAction.ENTER_CODES, Network, "read_codes"),
    screen("schluessel/vorlage.csv", views.codes_file, StatisticsAction.ENTER_CODES, Network, "codes_file"),
]
