"""The doors of file access, one line each."""

from schutznetz.cases.actions import FileAccessAction as F
from schutznetz.cases.models import AccessPackage, AccessRequest, Case
from schutznetz.networks.models import Network
from schutznetz.web.cases.file_access import release, views
from schutznetz.web.screens import screen

app_name = "access"
urlpatterns = [
    screen("", views.index, F.LIST, Network, "index"),
    screen("fall/<uuid:pk>/", views.of_case, F.OPEN, Case, "case"),
    screen("fall/<uuid:pk>/neu/", views.open_request, F.OPEN, Case, "open"),
    screen("<uuid:pk>/", views.detail, F.READ, AccessRequest, "detail"),
    screen("<uuid:pk>/anlage/", views.attachment, F.READ, AccessRequest, "attachment"),
    screen("<uuid:pk>/entscheiden/", views.decide, F.DECIDE, AccessRequest, "decide"),
    screen("<uuid:pk>/schwaerzen/", views.keep_back, F.DECIDE, AccessRequest, "keep_back"),
    screen("<uuid:pk>/verlaengern/", views.extend, F.EXTEND, AccessRequest, "extend"),
    screen("<uuid:pk>/beenden/", views.end, F.END, AccessRequest, "end"),
    screen("<uuid:pk>/vorlegen/", release.propose, F.PROPOSE, AccessRequest, "propose"),
    screen("<uuid:pk>/ausgehaendigt/", views.hand_out, F.HAND_OUT, AccessRequest, "hand_out"),
    screen("<uuid:pk>/antwort.pdf", views.letter, F.FETCH, AccessRequest, "letter"),
    screen("<uuid:pk>/auskunft.zip", views.archive, F.FETCH, AccessRequest, "archive"),
    screen("<uuid:pk>/auszug.pdf", views.package, F.FETCH, AccessRequest, "package"),
    screen("paket/<uuid:pk>/", release.confirm, F.READ_PACKAGE, AccessPackage, "release"),
    screen("paket/<uuid:pk>/zuruecknehmen/", release.void, F.VOID, AccessPackage, "void"),
]
