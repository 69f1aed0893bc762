"""What Tannfurt offers to families. All of it is invented."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from schutznetz.demo.town import Town
from schutznetz.offers import services
from schutznetz.offers.choices import (
    Access,
    Cost,
    HolidayCustom,
    Language,
    OfferCategory,
    OfferForm,
    Registration,
    Weekday,
)
from schutznetz.offers.facts import OfferFacts, Time


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer, who enters it, how many places are free, and the description that its provider wants next."""

    by: str
    facts: OfferFacts
    free: int | None = None
    wanted: str = ""


OFFERS = (
    Entry(
        "provider",
        OfferFacts(
            title="Krabbelgruppe Murmelkäfer",
            provider="Familienhaus Tannfurt",
            category=OfferCategory.PARENT_CHILD_GROUP,
            summary="Spielen, singen und andere Eltern treffen. Geschwister dürfen mit.",
            age_from=4,
            age_to=18,
            form=OfferForm.GROUP,
            street="Mühlgasse 4",
            postcode="99999",
            city="Tannfurt",
            access=Access.BARRIER_FREE,
            times=(Time(weekday=Weekday.TUESDAY, opens=time(9, 30), closes=time(11)),),
            in_holidays=HolidayCustom.PAUSES,
            registration=Registration.REQUIRED,
            places_total=10,
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.TURKISH),
            phone="05999 4711-60",
        ),
        free=4,
    ),
    Entry(
        "provider",
        OfferFacts(
            title="Offenes Elterncafé",
            provider="Familienhaus Tannfurt",
            category=OfferCategory.OPEN_MEETING,
            summary="Kaffee, Spielecke und jemand, der zuhört. Kommen und gehen, wie es passt.",
            age_from=-9,
            age_to=36,
            form=OfferForm.GROUP,
            street="Mühlgasse 4",
            postcode="99999",
            city="Tannfurt",
            access=Access.BARRIER_FREE,
            times=(
                Time(weekday=Weekday.MONDAY, opens=time(15), closes=time(17)),
                Time(weekday=Weekday.FRIDAY, opens=time(9), closes=time(11)),
            ),
            registration=Registration.DROP_IN,
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.ARABIC, Language.UKRAINIAN),
            child_care=True,
            phone="05999 4711-60",
        ),
        wanted="Kaffee, Spielecke und jemand, der zuhört. Freitags ist eine Hebamme da.",
    ),
    Entry(
        "coordinator",
        OfferFacts(
            title="Familienhebammen Tannfurt",
            provider="Jugendamt Tannfurt",
            category=OfferCategory.HEALTH_PROFESSIONAL,
            summary="Eine Hebamme kommt im ersten Lebensjahr nach Hause, wenn der Alltag viel ist.",
            age_from=-9,
            age_to=12,
            form=OfferForm.HOME_VISIT,
            outreach=True,
            street="Rathausplatz 1",
            postcode="99999",
            city="Tannfurt",
            registration=Registration.REQUIRED,
            places_total=6,
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.ENGLISH),
            interpreter=True,
            phone="05999 4711-10",
        ),
        free=1,
    ),
    Entry(
        "coordinator",
        OfferFacts(
            title="Sprechstunde für Eltern schreiender Babys",
            provider="Kinderarztpraxis am Markt",
            category=OfferCategory.CRYING_BABIES,
            summary="Wenn das Baby viel schreit, schlecht schläft oder nicht trinken mag.",
            age_from=0,
            age_to=12,
            form=OfferForm.ADVICE,
            street="Marktplatz 3",
            postcode="99999",
            city="Tannfurt",
            access=Access.PARTLY,
            times=(Time(weekday=Weekday.WEDNESDAY, opens=time(14), closes=time(16)),),
            registration=Registration.REQUIRED,
            cost=Cost.INSURANCE,
            languages=(Language.GERMAN,),
            phone="05999 4711-30",
        ),
    ),
    Entry(
        "coordinator",
        OfferFacts(
            title="Beratung in der Schwangerschaft",
            provider="Beratungsstelle Wegweiser",
            category=OfferCategory.PREGNANCY_ADVICE,
            summary="Vertraulich, auf Wunsch ohne Namen: Geld, Wohnung, Sorgen, Entscheidung.",
            age_from=-9,
            age_to=36,
            form=OfferForm.ADVICE,
            street="Kirchgasse 9",
            postcode="99999",
            city="Tannfurt",
            access=Access.NOT,
            registration=Registration.REQUIRED,
            cost=Cost.FREE,
            languages=(Language.GERMAN, Language.RUSSIAN),
            anonymous=True,
            phone="05999 4711-70",
        ),
    ),
)


def publish(town: Town, entries: Iterable[Entry]) -> None:
    for entry in entries:
        offer = services.add_offer(town.acting(entry.by), town.network, facts=entry.facts)
        offer = services.publish(town.acting("coordinator"), offer)
        if entry.free is not None:
            services.set_free_places(town.acting(entry.by), offer, places=entry.free)
        if entry.wanted:
            wanted = replace(entry.facts, summary=entry.wanted)
            services.change_offer(town.acting(entry.by), offer, facts=wanted)
