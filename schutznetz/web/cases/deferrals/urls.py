"""The doors of information that is given later."""

from schutznetz.cases.actions import DeferralAction as D
from schutznetz.cases.models import Case, Deferral
from schutznetz.web.cases.deferrals import views
from schutznetz.web.screens import screen

app_name = "deferrals"
urlpatterns = [
    screen("<uuid:pk>/information/", views.index, D.DEFER, Case, "index"),
    screen("<uuid:pk>/information/aufschieben/", views.defer, D.DEFER, Case, "defer"),
    screen("aufschub/<uuid:pk>/", views.detail, D.READ, Deferral, "detail"),
    screen("aufschub/<uuid:pk>/weiter/", views.keep, D.DECIDE, Deferral, "keep"),
    screen("aufschub/<uuid:pk>/weggefallen/", views.gone, D.DECIDE, Deferral, "gone"),
    screen("aufschub/<uuid:pk>/informiert/", views.told, D.DECIDE, Deferral, "told"),
]
