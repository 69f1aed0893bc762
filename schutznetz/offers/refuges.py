"""Refuges are found by telephone only: their address is never kept and never written into a text."""

import re
from typing import Any

from schutznetz.geo.spelling import fold
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts

_REFUGE = re.compile(
    r"frauen-?h(?:aus|aeus)|frauen-\s?und\s(?:kinderschutz|maedchen)haus|frauenschutz|schutzwohnung"
    r"|schutzhaus|schutzeinrichtung|maedchenhaus|zuflucht"
)
_STREET = (
    r"(?:strasse|str\.?|weg|allee|gasse|platz|ring|ufer|damm|chaussee|markt|hof|steig|stieg|pfad|berg|kamp"
    r"|winkel|zeile|promenade|graben|wall)"
)
_ADDRESS = re.compile(
    rf"\b\d{{5}}\s+[a-z]{{3,}}|\b(?:plz|postleitzahl)\W*\d{{5}}"
    rf"|{_STREET}[\s,]*(?:(?:haus)?(?:nr|nummer)\.?\s*)?\d{{1,3}}\s?[a-z]?\b"
    r"|strasse\s+(?:des|der|am|zum|zur)\s+\w+\s+\d{1,3}\b"
)
ADDRESS = frozenset({"street", "postcode", "district"})


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
    if any(tells_address(text) for text in texts):
        raise AddressWritten


def tells_address(text: str) -> bool:
    return _ADDRESS.search(fold(text)) is not None


def without_address(kept: dict[str, Any]) -> dict[str, Any]:
    """Return facts of the history without what would tell where a refuge is."""
    return {
        name: value
        for name, value in kept.items()
        if name not in ADDRESS and not (isinstance(value, str) and tells_address(value))
    }
