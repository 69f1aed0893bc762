"""What providers and the coordination office do with offers."""

from schutznetz.offers.services.entries import add_offer, change_offer
from schutznetz.offers.services.imports import Imported, import_offers
from schutznetz.offers.services.publication import confirm, publish, set_free_places, withdraw

__all__ = [
    "Imported",
    "add_offer",
    "change_offer",
    "confirm",
    "import_offers",
    "publish",
    "set_free_places",
    "withdraw",
]
