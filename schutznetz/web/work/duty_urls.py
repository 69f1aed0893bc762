"""The doors of the rota and of the page at change of duty."""

from schutznetz.networks.models import Network
from schutznetz.web.screens import screen
from schutznetz.web.work import duty
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Shift

app_name = "duty"
urlpatterns = [
    screen("", duty.duty, WorkAction.DUTY, Network, "duty"),
    screen("eintragen/", duty.plan_shift, WorkAction.PLAN_SHIFT, Network, "plan_shift"),
    screen("<uuid:pk>/streichen/", duty.cancel_shift, WorkAction.CANCEL_SHIFT, Shift, "cancel_shift"),
]
