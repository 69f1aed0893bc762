"""The doors of secrets inside a case."""

from schutznetz.cases.actions import EmergencyAction, RecusalAction
from schutznetz.cases.actions import SecretAction as S
from schutznetz.cases.models import (
    Case,
    Clearance,
    Doubt,
    EmergencyAccess,
    EntrustedEntry,
    Report,
    Whereabouts,
)
from schutznetz.networks.models import Network
from schutznetz.web.cases.secrets import doubts, emergency, views
from schutznetz.web.screens import screen

app_name = "secrets"
urlpatterns = [
    screen("notzugriff/", emergency.open_case, EmergencyAction.ASK, Network, "open_case"),
    screen("notzugriff/liste/", emergency.index, EmergencyAction.LIST, Network, "emergencies"),
    screen("notzugriff/<uuid:pk>/", emergency.detail, EmergencyAction.READ, EmergencyAccess, "emergency"),
    screen("faelle/<uuid:pk>/vertrauliches/", views.index, S.LIST, Case, "index"),
    screen("faelle/<uuid:pk>/anvertrautes/", views.keep, S.KEEP_ENTRUSTED, Case, "keep"),
    screen("faelle/anvertrautes/<uuid:pk>/", views.entry, S.READ_ENTRUSTED, EntrustedEntry, "entry"),
    screen("faelle/anvertrautes/<uuid:pk>/weitergeben/", views.release, S.RELEASE, EntrustedEntry, "release"),
    screen("faelle/<uuid:pk>/aufenthalt/", views.protect_place, S.PROTECT_PLACE, Case, "protect_place"),
    screen("faelle/aufenthalt/<uuid:pk>/", views.place, S.READ_PLACE, Whereabouts, "place"),
    screen("faelle/aufenthalt/<uuid:pk>/freigeben/", views.clear, S.CLEAR, Whereabouts, "clear"),
    screen("faelle/freigabe/<uuid:pk>/", views.clearance, S.CONFIRM_CLEARANCE, Clearance, "clearance"),
    screen(
        "faelle/freigabe/<uuid:pk>/ablehnen/",
        views.refuse_clearance,
        S.CONFIRM_CLEARANCE,
        Clearance,
        "refuse_clearance",
    ),
    screen(
        "faelle/freigabe/<uuid:pk>/zuruecknehmen/",
        views.withdraw_clearance,
        S.WITHDRAW_CLEARANCE,
        Clearance,
        "withdraw_clearance",
    ),
    screen("faelle/<uuid:pk>/befangen/", views.recuse, RecusalAction.DECLARE, Case, "recuse"),
    screen(
        "eingang/<uuid:pk>/befangen/",
        views.recuse_on_report,
        RecusalAction.DECLARE_ON_REPORT,
        Report,
        "recuse_on_report",
    ),
    screen("faelle/<uuid:pk>/besorgnis/", doubts.raise_in_case, RecusalAction.RAISE, Case, "raise_doubt"),
    screen(
        "eingang/<uuid:pk>/besorgnis/",
        doubts.raise_on_report,
        RecusalAction.RAISE_ON_REPORT,
        Report,
        "raise_doubt_on_report",
    ),
    screen("befangenheit/<uuid:pk>/", doubts.decide, RecusalAction.READ, Doubt, "doubt"),
    screen("befangenheit/<uuid:pk>/antwort/", doubts.answer, RecusalAction.ANSWER, Doubt, "answer_doubt"),
]
