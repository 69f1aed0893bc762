"""One offer in the fields of HSDS: what other directories read, and what they must not."""

from dataclasses import replace
from datetime import time

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers import hsds, services
from schutznetz.offers.choices import Access, HolidayCustom, Language, OfferCategory, Rhythm, Weekday
from schutznetz.offers.facts import Time
from schutznetz.offers.models import PublishedOffer
from tests import make
from tests.conftest import NOON


def test_an_offer_is_told_in_the_fields_of_hsds(clara: Context, tannfurt: Network, inside: None) -> None:
    clara = replace(clara, now=NOON)
    with clock.frozen(NOON):
        offer = make.offer(
            clara,
            tannfurt,
            title="Krabbelgruppe",
            age_from=-9,
            age_to=18,
            street="Am Markt 1",
            postcode="58095",
            city="Hagen",
            access=Access.BARRIER_FREE,
            languages=(Language.TURKISH,),
            phone="02331 4711",
            places_total=8,
            times=(
                Time(weekday=Weekday.THURSDAY, opens=time(9, 30), closes=time(11), rhythm=Rhythm.FORTNIGHTLY),
            ),
        )
        services.set_free_places(clara, offer, places=2)
        told = hsds.service(PublishedOffer.objects.get(), clock.today())

    assert (told["id"], told["name"], told["status"]) == (str(offer.pk), "Krabbelgruppe", "active")
    assert (told["minimum_age"], told["maximum_age"]) == (0, 1.5)
    (schedule,) = told["schedules"]
    assert (schedule["freq"], schedule["interval"], schedule["byday"]) == ("WEEKLY", 2, "TH")
    assert (schedule["opens_at"], schedule["closes_at"]) == ("09:30:00", "11:00:00")
    (place,) = told["service_at_locations"]
    assert place["location"]["addresses"][0]["postal_code"] == "58095"
    assert (told["capacities"][0]["available"], told["capacities"][0]["maximum"]) == (2, 8)
    assert "20.12.2026" in told["capacities"][0]["description"]
    assert told["languages"][0]["code"] == "tr"
    assert "alert" not in told
    assert told["attributes"][0]["taxonomy_term"]["code"] == OfferCategory.FAMILY_ADVICE


def test_when_it_rests_is_told_in_words(clara: Context, tannfurt: Network, inside: None) -> None:
    make.offer(
        clara,
        tannfurt,
        title="Krabbelgruppe",
        times=(Time(weekday=Weekday.THURSDAY),),
        season="10-3",
        in_holidays=HolidayCustom.PAUSES,
        pauses=("2026-12-24/2027-01-06",),
    )

    (schedule,) = hsds.service(PublishedOffer.objects.get(), clock.today())["schedules"]

    assert schedule["description"] == (
        "Oktober bis März. nicht in den Schulferien. fällt aus: 24.12.2026-06.01.2027"
    )


def test_where_a_refuge_is_stays_untold(clara: Context, tannfurt: Network, inside: None) -> None:
    make.offer(
        clara, tannfurt, title="Frauenhaus", category=OfferCategory.VIOLENCE_PROTECTION, city="Tannfurt"
    )

    told = hsds.service(PublishedOffer.objects.get(), clock.today())

    assert "service_at_locations" not in told
