"""What providers and the coordination office do with offers."""

from schutznetz.offers.services.checking import (
    adopt_change,
    check_first,
    note_seen,
    return_change,
    trust,
)
from schutznetz.offers.services.entries import add_offer, change_offer
from schutznetz.offers.services.feedback import say_wrong, settle_feedback
from schutznetz.offers.services.files import ask_to_take_over, note_check, take_over, upload_file
from schutznetz.offers.services.imports import import_offers
from schutznetz.offers.services.links import ask_by_mail, confirm_by_link, set_places_by_link
from schutznetz.offers.services.publication import (
    ask_to_confirm,
    confirm,
    let_places_lapse,
    publish,
    set_free_places,
    withdraw,
)

__all__ = [
    "add_offer",
    "adopt_change",
    "ask_by_mail",
    "ask_to_confirm",
    "ask_to_take_over",
    "change_offer",
    "check_first",
    "confirm",
    "confirm_by_link",
    "import_offers",
    "let_places_lapse",
    "note_check",
    "note_seen",
    "publish",
    "return_change",
    "say_wrong",
    "set_free_places",
    "set_places_by_link",
    "settle_feedback",
    "take_over",
    "trust",
    "upload_file",
    "withdraw",
]
