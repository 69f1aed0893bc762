"""The screens of offers, one line each."""

from schutznetz.networks.models import Network
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.models import PublishedOffer
from schutznetz.web.offers import views
from schutznetz.web.screens import screen

app_name = "offers"
urlpatterns = [
    screen("", views.index, OfferAction.SEARCH, Network, "index"),
    screen("<uuid:pk>/", views.detail, OfferAction.SHOW, PublishedOffer, "detail"),
    screen("<uuid:pk>/qr.svg", views.qr, OfferAction.SHOW, PublishedOffer, "qr"),
]
