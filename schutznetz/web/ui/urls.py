"""The one door of the gallery."""

from schutznetz.networks.actions import NetworkAction
from schutznetz.web.screens import page
from schutznetz.web.ui import views

app_name = "ui"
urlpatterns = [page("", views.gallery, NetworkAction.VISIT, "gallery")]
