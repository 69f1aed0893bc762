"""The screens of family midwives, one line each."""

from schutznetz.networks.models import Network
from schutznetz.visiting.actions import VisitingAction as A
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.web.screens import screen
from schutznetz.web.visiting import planning, register, views

app_name = "visiting"
urlpatterns = [
    screen("", views.index, A.LIST, Network, "index"),
    screen("meine/", views.own, A.LIST_OWN, Network, "own"),
    screen("neu/", views.ask, A.REQUEST, Network, "ask"),
    screen("<uuid:pk>/zuteilen/", views.place, A.PLACE, VisitRequest, "place"),
    screen("<uuid:pk>/beenden/", views.end, A.END, VisitRequest, "end"),
    screen("register/", register.index, A.KEEP_REGISTER, Network, "register"),
    screen("register/neu/", register.add, A.KEEP_REGISTER, Network, "add"),
    screen("register/<uuid:pk>/", register.change, A.CHANGE_MIDWIFE, FamilyMidwife, "change"),
    screen("plan/", planning.begin, A.PLAN, Network, "plan"),
    screen("plan/<uuid:pk>/", planning.show, A.READ_PLAN, PlacingPlan, "show_plan"),
    screen("plan/<uuid:pk>/uebernehmen/", planning.adopt, A.ADOPT, PlacingPlan, "adopt"),
]
