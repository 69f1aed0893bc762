"""The guide for everybody, and the worries of a professional."""

from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.models import Concern
from schutznetz.networks.models import Network
from schutznetz.web.concerns import guide, inform, keeping, sheets, views
from schutznetz.web.screens import screen

app_name = "concerns"
urlpatterns = [
    screen("leitfaden/", guide.open_guide, ConcernAction.ASK_GUIDE, Network, "guide"),
    screen("sorgen/", views.index, ConcernAction.LIST, Network, "index"),
    screen("sorgen/neu/", views.open_concern, ConcernAction.OPEN, Network, "open"),
    screen("sorgen/<uuid:pk>/", views.detail, ConcernAction.READ, Concern, "detail"),
    screen("sorgen/<uuid:pk>/eintrag/", views.write, ConcernAction.WRITE, Concern, "write"),
    screen("sorgen/<uuid:pk>/anzeichen/", views.signs, ConcernAction.WRITE, Concern, "signs"),
    screen("sorgen/<uuid:pk>/leitfaden/", views.ask, ConcernAction.WRITE, Concern, "ask"),
    screen("sorgen/<uuid:pk>/leitfaden/neu/", views.ask_anew, ConcernAction.WRITE, Concern, "ask_anew"),
    screen("sorgen/<uuid:pk>/mitlesen/", views.share, ConcernAction.SHARE, Concern, "share"),
    screen(
        "sorgen/<uuid:pk>/mitlesen/ende/", views.stop_sharing, ConcernAction.SHARE, Concern, "stop_sharing"
    ),
    screen("sorgen/<uuid:pk>/bogen/", sheets.attach, ConcernAction.WRITE, Concern, "attach"),
    screen("sorgen/<uuid:pk>/bogen/<slug:number>/", sheets.download, ConcernAction.READ, Concern, "sheet"),
    screen("sorgen/<uuid:pk>/jugendamt/", inform.inform, ConcernAction.INFORM, Concern, "inform"),
    screen("sorgen/<uuid:pk>/abschliessen/", views.close, ConcernAction.CLOSE, Concern, "close"),
    screen("sorgen/<uuid:pk>/uebernehmen/", keeping.take_over, ConcernAction.TAKE_OVER, Concern, "take_over"),
    screen("sorgen/<uuid:pk>/aufheben/", keeping.hold, ConcernAction.HOLD, Concern, "hold"),
    screen("sorgen/<uuid:pk>/nachweis.pdf", views.record, ConcernAction.READ, Concern, "record"),
]
