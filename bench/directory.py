"""A made-up German directory of early-help offers, whose texts tell which hits are right.

Towns weigh by Zipf, words as well; every offer knows the domain words that were put into it, so a
search is judged without a human.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schutznetz.geo import places

TOPICS = (
    "Hebamme Familienhebamme Stillberatung Stillgruppe Schreiambulanz Frühförderung Erziehungsberatung"
    " Schwangerschaftsberatung Schwangerschaftskonfliktberatung Krabbelgruppe Spielgruppe Elterncafé"
    " Familienzentrum Familienpatenschaft Babymassage Rückbildungsgymnastik Geburtsvorbereitung"
    " Säuglingspflege Kinderkrankenpflege Tagespflege Kindertagesstätte Trennungsberatung Mediation"
    " Alleinerziehendentreff Väterberatung Mutterkindheim Elterngeldstelle Suchtberatung Schuldnerberatung"
    " Gewaltprävention Traumatherapie Kinderpsychiatrie Logopädie Ergotherapie Physiotherapie"
    " Entwicklungsdiagnostik Sozialpädiatrie Sprachförderung Sprachmittlung Dolmetscherdienst"
    " Migrationsberatung Flüchtlingshilfe Hausaufgabenhilfe Ferienbetreuung Nachbarschaftshilfe"
    " Haushaltshilfe Notfallbetreuung Großelterndienst Frühchentreff Zwillingsgruppe Behindertenberatung"
    " Pflegekinderdienst Umgangsbegleitung Krisentelefon Elterntelefon Kinderschutzambulanz"
    " Depressionsgruppe Wochenbettbetreuung Ernährungsberatung Bewegungskurs Musikgarten Vorlesestunde"
    " Trageberatung Schlafberatung Impfberatung Zahnprophylaxe Willkommensbesuch Begrüßungspaket"
    " Kleiderkammer Wohnungslosenhilfe Kurberatung Selbsthilfegruppe Trauerbegleitung Patchworkgruppe"
    " Medienberatung Autismusberatung Hörberatung Sehfrühförderung Gebärdensprachkurs"
)  # fmt: skip
FILLING = (
    "und oder für mit ohne bei von im in der die das ein eine wir sie unser richtet sich an Familien Kinder"
    " junge Mütter Väter Säuglinge Kleinkinder kostenlos anonym vertraulich offen wöchentlich monatlich"
    " vormittags nachmittags Uhr Raum Anmeldung telefonisch erwünscht möglich Termin nach Vereinbarung"
    " Unterstützung Rat Alltag Fragen Entwicklung Gesundheit Schlaf Bindung Austausch Fachkraft Team erfahren"
    " Träger gefördert Region Stadtteil Landkreis Deutsch Türkisch Arabisch Ukrainisch Russisch Englisch"
)  # fmt: skip
PROVIDERS = (
    "Caritas",
    "Diakonie",
    "AWO",
    "Kinderschutzbund",
    "DRK",
    "Stadt",
    "Lebenshilfe",
    "Familienbildung",
)
TOWNS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One made-up offer; ``topics`` are the words that count as right hits."""

    number: int
    title: str
    summary: str
    provider: str
    city: str
    postcode: str
    latitude: float
    longitude: float
    age_from: int
    age_to: int
    places: int
    network: int
    topics: frozenset[str]


def topics() -> list[str]:
    return TOPICS.split()


@lru_cache(maxsize=1)
def towns() -> tuple[places.Place, ...]:
    """Return real postcodes, one town each, the weightiest first."""
    codes = random.Random(11).sample(sorted(places.all_postcodes()), TOWNS)
    return tuple(place for code in codes if (place := places.at_postcode(code)))


def offers(count: int, networks: int, seed: int = 1) -> Iterator[Made]:
    chance = random.Random(seed)
    order = topics()
    chance.shuffle(order)
    filling = FILLING.split()
    weights = [1 / (rank + 6) for rank in range(len(order))]
    sizes = [1 / (rank + 4) for rank in range(len(towns()))]
    for number in range(1, count + 1):
        town = chance.choices(towns(), sizes)[0]
        held = chance.choices(order, weights, k=chance.choice((1, 2, 2, 3)))
        text = chance.choices(filling, k=chance.randrange(25, 75))
        for word in held:
            text.insert(chance.randrange(len(text)), word)
        low = chance.choice((0, 0, 0, 3, 6, 12, 36))
        yield Made(
            number=number,
            title=f"{held[0]} {chance.choice(('in', 'am', 'im Treff'))} {town.name}",
            summary=" ".join(text),
            provider=f"{chance.choice(PROVIDERS)} {town.name}",
            city=town.name,
            postcode=town.postcode,
            latitude=town.latitude + chance.gauss(0, 0.03),
            longitude=town.longitude + chance.gauss(0, 0.05),
            age_from=low,
            age_to=low + chance.choice((6, 12, 36, 72)),
            places=max(0, chance.randrange(-3, 12)),
            network=(number - 1) * networks // count,
            topics=frozenset(held),
        )
