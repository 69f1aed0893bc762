"""The persona page: exists in the demo only."""

from schutznetz.accounts.actions import AccountAction
from schutznetz.web.personas import views
from schutznetz.web.screens import page

app_name = "personas"
urlpatterns = [page("", views.index, AccountAction.BECOME_PERSONA, "index")]
