"""The doors of correction, dispute and restriction, one line each."""

from schutznetz.cases.actions import DisputeAction as D
from schutznetz.cases.models import Case, Restriction, RestrictionLifting
from schutznetz.web.cases.disputes import views
from schutznetz.web.screens import screen

app_name = "disputes"
urlpatterns = [
    screen("<uuid:pk>/bestritten/", views.note, D.NOTE, Case, "note"),
    screen("<uuid:pk>/einschraenkungen/", views.index, D.RESTRICT, Case, "index"),
    screen("<uuid:pk>/einschraenken/", views.restrict, D.RESTRICT, Case, "restrict"),
    screen("einschraenkung/<uuid:pk>/", views.propose_lifting, D.PROPOSE_LIFTING, Restriction, "lift"),
    screen("einschraenkung/<uuid:pk>/weiter/", views.keep, D.KEEP, Restriction, "keep"),
    screen(
        "einschraenkung/aufhebung/<uuid:pk>/",
        views.lifting,
        D.CONFIRM_LIFTING,
        RestrictionLifting,
        "lifting",
    ),
]
