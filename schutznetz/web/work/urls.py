"""The screens of work, one line each."""

from schutznetz.networks.models import Network
from schutznetz.web.screens import screen
from schutznetz.web.work import views
from schutznetz.work.actions import WorkAction

app_name = "work"
urlpatterns = [
    screen("", views.start, WorkAction.START, Network, "start"),
]
