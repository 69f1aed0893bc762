"""What providers and the coordination office do with offers."""

from schutznetz.offers.services.entries import add_offer, change_offer
from schutznetz.offers.services.files import ask_to_take_over, note_check, take_over, upload_file
from schutznetz.offers.services.imports import import_offers
from schutznetz.offers.services.publication import ask_to_confirm, confirm, publish, set_free_places, withdraw

__all__ = [
    "add_offer",
    "ask_to_confirm",
    "ask_to_take_over",
    "change_offer",
    "confirm",
    "import_offers",
    "note_check",
    "publish",
    "set_free_places",
    "take_over",
    "upload_file",
    "withdraw",
]
