"""Refuges are found by telephone only: their address is never kept and never written into a text."""

import re

from schutznetz.geo.spelling import fold
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts

_REFUGE = re.compile(
    r"frauenhaus|frauen- und kinderschutzhaus|frauenschutz|schutzwohnung|maedchenhaus|zufluchtswohnung"
)
_ADDRESS = re.compile(
    r"\b\d{5}\s+[a-z]{3,}"
    r"|(?:strasse|str\.|weg|allee|gasse|platz|ring|ufer|damm|chaussee)\s+\d{1,3}\s?[a-z]?\b"
)


class AddressWritten(Conflict):
    """A text of a refuge seems to hold an address."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "Der Text scheint eine Adresse zu enthalten. Die Adresse einer Schutzeinrichtung darf"
                " nirgends stehen. Bitte nennen Sie nur Telefon und Ort."
            )
        )


def is_refuge(facts: OfferFacts) -> bool:
    """Whether the address must stay secret, by topic, by wish or by the name it bears."""
    named = _REFUGE.search(fold(f"{facts.title} {facts.provider}"))
    topics = {facts.category, *facts.more_categories}
    return facts.hidden_address or OfferCategory.VIOLENCE_PROTECTION in topics or named is not None


def refuse_address(facts: OfferFacts) -> None:
    """Raise ``AddressWritten`` where a free text gives the place away."""
    texts = (
        facts.title, facts.provider, facts.summary, facts.audience, facts.area, facts.travel,
        facts.times_note, facts.registration_note, facts.cost_note,
    )  # fmt: skip
    if any(_ADDRESS.search(fold(text)) for text in texts):
        raise AddressWritten
