"""The search over all networks."""

from schutznetz.offers.actions import OfferAction
from schutznetz.web.offers import views
from schutznetz.web.screens import page

app_name = "everywhere"
urlpatterns = [page("", views.everywhere, OfferAction.SEARCH, "index")]
