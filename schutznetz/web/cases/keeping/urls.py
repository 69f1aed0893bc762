"""The doors of keeping and deleting, one line each."""

from schutznetz.cases.actions import KeepingAction as K
from schutznetz.cases.models import Case, Deletion, Hold, HoldLifting, KeepingPeriod, Package, Report
from schutznetz.networks.models import Network
from schutznetz.web.cases.keeping import packages, views
from schutznetz.web.screens import screen

app_name = "keeping"
urlpatterns = [
    screen("", views.index, K.LIST, Network, "index"),
    screen("nachweis/", views.protocol, K.LIST, Network, "protocol"),
    screen("meldung/<uuid:pk>/", views.detail, K.READ, Report, "report"),
    screen("fall/<uuid:pk>/", views.detail, K.READ, Case, "case"),
    screen("meldung/<uuid:pk>/sperre/", views.hold, K.HOLD, Report, "hold_report"),
    screen("fall/<uuid:pk>/sperre/", views.hold, K.HOLD, Case, "hold_case"),
    screen("meldung/<uuid:pk>/loeschen/", views.propose, K.PROPOSE, Report, "propose_report"),
    screen("fall/<uuid:pk>/loeschen/", views.propose, K.PROPOSE, Case, "propose_case"),
    screen("loeschung/<uuid:pk>/", views.deletion, K.READ_DELETION, Deletion, "deletion"),
    screen("loeschung/<uuid:pk>/zuruecknehmen/", views.withdraw, K.WITHDRAW, Deletion, "withdraw"),
    screen("sperre/<uuid:pk>/aufheben/", views.propose_lifting, K.PROPOSE_LIFTING, Hold, "lift"),
    screen("aufhebung/<uuid:pk>/", views.lifting, K.CONFIRM_LIFTING, HoldLifting, "lifting"),
    screen(
        "aufhebung/<uuid:pk>/ablehnen/",
        views.refuse_lifting,
        K.CONFIRM_LIFTING,
        HoldLifting,
        "refuse_lifting",
    ),
    screen("fristen/", views.periods, K.READ_PERIODS, Network, "periods"),
    screen("fristen/neu/", views.propose_period, K.PROPOSE_PERIOD, Network, "propose_period"),
    screen("fristen/<uuid:pk>/", views.period, K.CONFIRM_PERIOD, KeepingPeriod, "period"),
    screen(
        "fristen/<uuid:pk>/ablehnen/", views.refuse_period, K.CONFIRM_PERIOD, KeepingPeriod, "refuse_period"
    ),
    screen("fall/<uuid:pk>/paket/", packages.order, K.ORDER_PACKAGE, Case, "order_package"),
    screen("paket/<uuid:pk>/", packages.detail, K.READ_PACKAGE, Package, "package"),
    screen("paket/<uuid:pk>/akte.zip", packages.fetch, K.FETCH_PACKAGE, Package, "fetch_package"),
    screen("paket/<uuid:pk>/abgelegt/", packages.filed, K.FILE_PACKAGE, Package, "file_package"),
]
