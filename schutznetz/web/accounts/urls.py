"""The addresses of a person's own pages."""

from schutznetz.accounts.actions import AccountAction
from schutznetz.web.accounts import views
from schutznetz.web.screens import page

app_name = "accounts"
urlpatterns = [
    page("arbeitsplatz/", views.choose, AccountAction.CHOOSE_ASSIGNMENT, "choose"),
    page("mein-konto/", views.own, AccountAction.READ_OWN, "own"),
    page("mein-konto/abmelden/", views.end_others, AccountAction.END_OTHER_SESSIONS, "end_others"),
]
