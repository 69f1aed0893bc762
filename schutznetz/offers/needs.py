"""What families need, in their own words, and the kinds of offers that meet it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schutznetz.offers.choices import OfferCategory as Kind


@dataclass(frozen=True, slots=True)
class Need:
    """``key`` stands in addresses. ``urgent``: further questions would only cost time."""

    key: str
    label: Any
    topics: tuple[Kind, ...]
    urgent: bool = False


NEEDS = (
    Need("rat", _("Rat von jemandem, der sich auskennt"), (Kind.FAMILY_ADVICE, Kind.PREGNANCY_ADVICE)),
    Need(
        "zuhause",
        _("Hilfe bei mir zu Hause"),
        (Kind.HEALTH_PROFESSIONAL, Kind.VOLUNTEERS, Kind.WELCOME_VISIT),
    ),
    Need(
        "geburt",
        _("Hilfe rund um die Geburt"),
        (Kind.CLINIC, Kind.HEALTH_PROFESSIONAL, Kind.PREGNANCY_ADVICE, Kind.GUIDE),
    ),
    Need(
        "schreien",
        _("Mein Baby schreit viel oder schläft schlecht"),
        (Kind.CRYING_BABIES, Kind.HEALTH_PROFESSIONAL),
    ),
    Need(
        "entwicklung",
        _("Mein Kind ist krank oder lernt langsamer"),
        (Kind.EARLY_SUPPORT, Kind.CLINIC),
    ),
    Need(
        "treffen",
        _("Andere Eltern treffen"),
        (Kind.OPEN_MEETING, Kind.PARENT_CHILD_GROUP, Kind.FAMILY_CENTRE),
    ),
    Need("kurs", _("Ein Kurs für Eltern"), (Kind.PARENT_EDUCATION, Kind.EVENT)),
    Need(
        "betreuung",
        _("Jemand betreut mein Kind"),
        (Kind.DAY_CARE, Kind.DAY_CARE_ADVICE, Kind.FAMILY_CENTRE),
    ),
    Need("geld", _("Geld, Kleidung oder Dinge für mein Kind"), (Kind.GOODS, Kind.AUTHORITY)),
    Need("angst", _("Ich habe Angst vor jemandem"), (Kind.VIOLENCE_PROTECTION,), urgent=True),
    Need("offen", _("Ich weiß es noch nicht"), (Kind.COORDINATION, Kind.INFORMATION, Kind.FAMILY_ADVICE)),
)
