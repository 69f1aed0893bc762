"""The doors of the start page and of single tasks."""

from schutznetz.networks.models import Network
from schutznetz.web.screens import screen
from schutznetz.web.work import views
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Task

app_name = "work"
urlpatterns = [
    screen("", views.start, WorkAction.START, Network, "start"),
    screen("gesehen/", views.answer, WorkAction.ANSWER, Network, "answer"),
    screen("<uuid:pk>/uebernehmen/", views.take, WorkAction.READ, Task, "take"),
    screen("<uuid:pk>/ich-kuemmere-mich/", views.acknowledge, WorkAction.ACKNOWLEDGE, Task, "acknowledge"),
    screen("<uuid:pk>/erledigt/", views.finish, WorkAction.FINISH, Task, "finish"),
    screen("<uuid:pk>/grund/", views.explain, WorkAction.EXPLAIN, Task, "explain"),
    screen("<uuid:pk>/abgeben/", views.hand_over, WorkAction.HAND_OVER, Task, "hand_over"),
]
