"""``python -m bench.fill COUNT NETWORKS [LATITUDE,LONGITUDE,KM]``: build a directory in DATABASE_URL.

With an area only what lies there is kept of it.
"""

import os
import sys
from datetime import timedelta
from itertools import groupby
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connection, transaction

from bench.directory import Made, offers
from schutznetz.kernel import clock
from schutznetz.networks.models import Network
from schutznetz.offers import publishing
from schutznetz.offers.choices import OfferCategory, OfferState
from schutznetz.offers.models import Offer
from schutznetz.offers.search.facets import Circle
from tools import template


def main(count: int, networks: int, area: Circle | None = None) -> None:
    """Publish ``count`` offers of so many networks, through the product's own publishing."""
    template.provide()
    owners = [Network.objects.create(slug=f"netz-{n}", name=f"Netzwerk {n}") for n in range(networks)]
    kept = (one for one in offers(count, networks) if area is None or _lies_in(area, one))
    for number, group in groupby(kept, key=lambda one: one.network):
        with transaction.atomic():
            publishing.show_many([_offer(one, owners[number]) for one in group], owners[number], {})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _lies_in(area: Circle, one: Made) -> bool:
    return area.km_to(one.latitude, one.longitude) <= area.km


def _offer(one: Made, owner: Network) -> Offer:
    confirmed = one.number % 3 > 0
    return Offer(
        pk=UUID(int=one.number),
        network=owner,
        state=OfferState.PUBLISHED,
        category=OfferCategory.FAMILY_ADVICE,
        title=one.title,
        provider=one.provider,
        summary=one.summary,
        city=one.city,
        postcode=one.postcode,
        latitude=one.latitude,
        longitude=one.longitude,
        age_from=one.age_from,
        age_to=one.age_to,
        places_free=one.places,
        places_as_of=clock.now(),
        confirm_by=clock.today() + timedelta(days=90) if confirmed else None,
    )


if __name__ == "__main__":
    area = [Circle(*map(float, given.split(","))) for given in sys.argv[3:]]
    main(int(sys.argv[1]), int(sys.argv[2]), *area)
