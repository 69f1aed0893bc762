"""The screens of offers, one line each."""

from schutznetz.networks.models import Network, Organisation
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.models import Offer, OfferImport, ProposedChange, PublishedOffer
from schutznetz.web.offers import booklet, files, mailed, office, planning, saying, views, watching
from schutznetz.web.screens import screen

app_name = "offers"
urlpatterns = [
    screen("", views.index, OfferAction.SEARCH, Network, "index"),
    screen("finden/", views.find, OfferAction.SEARCH, Network, "find"),
    screen("verwalten/", office.manage, OfferAction.LIST, Network, "manage"),
    screen("bestaetigen/", office.review, OfferAction.LIST, Network, "review"),
    screen("neu/", office.add, OfferAction.ADD, Network, "add"),
    screen("einlesen/", files.upload, OfferAction.IMPORT, Network, "upload"),
    screen("einlesen/<uuid:pk>/", files.report, OfferAction.READ_FILE, OfferImport, "report"),
    screen("einlesen/<uuid:pk>/los/", files.take_over, OfferAction.TAKE_FILE, OfferImport, "take_over"),
    screen("verwalten/<uuid:pk>/", office.entry, OfferAction.READ, Offer, "entry"),
    screen("verwalten/<uuid:pk>/aendern/", office.change, OfferAction.CHANGE, Offer, "change"),
    screen("verwalten/<uuid:pk>/veroeffentlichen/", office.publish, OfferAction.PUBLISH, Offer, "publish"),
    screen("verwalten/<uuid:pk>/herausnehmen/", office.withdraw, OfferAction.WITHDRAW, Offer, "withdraw"),
    screen("verwalten/<uuid:pk>/plaetze/", office.set_places, OfferAction.SET_PLACES, Offer, "set_places"),
    screen("verwalten/<uuid:pk>/bestaetigen/", office.confirm, OfferAction.CONFIRM, Offer, "confirm"),
    screen("verwalten/<uuid:pk>/gesehen/", watching.note_seen, OfferAction.NOTE_SEEN, Offer, "note_seen"),
    screen("verwalten/<uuid:pk>/erledigt/", watching.settle, OfferAction.SETTLE_FEEDBACK, Offer, "settle"),
    screen("aenderungen/", watching.changes, OfferAction.LIST_CHANGES, Network, "changes"),
    screen(
        "aenderungen/<uuid:pk>/", watching.decide, OfferAction.DECIDE_CHANGE, ProposedChange, "decide_change"
    ),
    screen("heft/", booklet.make, OfferAction.MAKE_BOOKLET, Network, "booklet"),
    screen("luecken/", planning.overview, OfferAction.SEE_GAPS, Network, "gaps"),
    screen("anbieter/<uuid:pk>/", watching.trust, OfferAction.TRUST, Organisation, "trust"),
    screen("stimmt/<slug:key>/", mailed.answer, OfferAction.OPEN_LINK, Network, "answer"),
    screen("verwalten/<uuid:pk>/anschreiben/", office.ask, OfferAction.ASK_BY_MAIL, Offer, "ask"),
    screen("<uuid:pk>/", views.detail, OfferAction.SHOW, PublishedOffer, "detail"),
    screen("<uuid:pk>/rueckmeldung/", saying.wrong, OfferAction.SAY_WRONG, PublishedOffer, "feedback"),
    screen("<uuid:pk>/qr.svg", views.qr, OfferAction.SHOW, PublishedOffer, "qr"),
]
