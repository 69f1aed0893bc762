"""The directory of the demo: 120 real offers of their real networks, public facts only, not confirmed.

Compiled from public pages of 2007 to 2025; every row of ``angebote.csv`` names its source. Empty
means that the source says nothing.
"""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from schutznetz.kernel import tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.models import Network
from schutznetz.offers import services
from schutznetz.offers.choices import FOR_PROFESSIONALS, OfferCategory, Origin, Visibility
from schutznetz.offers.facts import OfferFacts

_TABLE = Path(__file__).with_name("angebote.csv")
# A code that the compiled table uses beside the shared classification.
_ALIASES = {"kinderbetreuung": OfferCategory.DAY_CARE}


@dataclass(frozen=True, slots=True)
class RealNetwork:
    """A network as the table names it, and as the directory shows it."""

    slug: str
    name: str
    kreis: str


NETWORKS = {
    "Magdeburg (KIMA)": RealNetwork("magdeburg", "KIMA – Netzwerk Frühe Hilfen Magdeburg", "15003"),
    "Hagen": RealNetwork("hagen", "Netzwerk Frühe Hilfen Hagen", "05914"),
    "Mecklenburgische Seenplatte (MV)": RealNetwork(
        "mecklenburgische-seenplatte", "Netzwerk Frühe Hilfen Mecklenburgische Seenplatte", "13071"
    ),
    "Vorpommern-Greifswald (MV)": RealNetwork(
        "vorpommern-greifswald", "Netzwerk Frühe Hilfen Vorpommern-Greifswald", "13075"
    ),
    "Nordwestmecklenburg (MV)": RealNetwork(
        "nordwestmecklenburg", "Netzwerk Frühe Hilfen Nordwestmecklenburg", "13074"
    ),
    "Schwerin (MV)": RealNetwork("schwerin", "Netzwerk Frühe Hilfen Schwerin", "13004"),
    "Landkreis Rostock (MV)": RealNetwork(
        "landkreis-rostock", "Netzwerk Frühe Hilfen Landkreis Rostock", "13072"
    ),
    "Rostock (MV)": RealNetwork("rostock", "Netzwerk Frühe Hilfen Rostock", "13003"),
    "Ludwigslust-Parchim (MV)": RealNetwork(
        "ludwigslust-parchim", "Netzwerk Frühe Hilfen Ludwigslust-Parchim", "13076"
    ),
}


def load() -> int:
    """Enter the networks and their offers through the import; returns how many offers came new."""
    offers: dict[str, list[OfferFacts]] = defaultdict(list)
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            offers[row["network"]].append(facts_of(row))
    return sum(_load(NETWORKS[name], rows) for name, rows in offers.items())


def _load(real: RealNetwork, offers: list[OfferFacts]) -> int:
    network, _ = Network.objects.get_or_create(slug=real.slug, defaults={"name": real.name})
    with tenancy.scope(network.pk):
        return services.import_offers(system(network.pk), network, offers=offers).new


def facts_of(row: dict[str, str]) -> OfferFacts:
    """Return one row of the table as facts; what the source does not say stays open."""
    category = _ALIASES.get(row["category"]) or OfferCategory(row["category"])
    return OfferFacts(
        title=row["offer"],
        provider=row["institution"],
        category=category,
        visibility=Visibility.PROFESSIONALS if category in FOR_PROFESSIONALS else Visibility.PUBLIC,
        audience=row["target_group"],
        age_from=_months(row["age_from_months"]),
        age_to=_months(row["age_to_months"]),
        street=row["street"],
        postcode=row["postcode"],
        city=row["city"],
        phone=row["phone"],
        website=row["website"],
        source_url=row["source_url"],
        origin=Origin.PUBLIC_SOURCE,
        external_key=_key(row),
    )


def _months(text: str) -> int | None:
    return int(text) if text else None


def _key(row: dict[str, str]) -> str:
    named = "|".join([row["network"], row["institution"], row["offer"], row["target_group"]])
    return f"oeffentlich-{hashlib.sha256(named.encode()).hexdigest()[:16]}"
