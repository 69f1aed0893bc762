"""A network begins with its area and with two people."""

from datetime import date, timedelta

import pytest
from django.urls import URLPattern, get_resolver

from schutznetz.kernel import tenancy
from schutznetz.kernel.context import system, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.networks import queries, services
from schutznetz.networks.choices import Land, Role
from schutznetz.networks.founding import RESERVED, SLUG, Founded, found_network
from schutznetz.networks.models import Assignment, Network
from schutznetz.networks.values import Area, NewPerson
from schutznetz.web.public.urls import urlpatterns as public_urls

ADAM = NewPerson(first_name="Adam", last_name="Amt", email="adam@amt.example")
DORA = NewPerson(first_name="Dora", last_name="Schutz", email="dora@amt.example")
KREIS = Area(ags="99999", name="Kreis Tannfurt", valid_from=date(2026, 1, 1))


def found(slug: str = "tannfurt", *areas: Area) -> Founded:
    return found_network(
        slug=slug,
        name="Netzwerk Tannfurt",
        owner_name="Stadt Tannfurt",
        land=Land.NORDRHEIN_WESTFALEN,
        areas=areas or [KREIS],
        administrator=ADAM,
        data_protection=DORA,
    )


def test_the_founders_come_in_by_their_links(db: None) -> None:
    founded = found()
    network = Network.objects.get(slug="tannfurt")
    with tenancy.scope(network.pk):
        for person in (ADAM, DORA):
            services.accept_invitation(
                visitor(network.pk), network, secret=founded.secrets[person.email], password="Birnbaum Regen"
            )
        roles = set(Assignment.objects.values_list("role", flat=True))
    assert roles == {Role.ADMINISTRATOR, Role.DATA_PROTECTION}


def test_one_person_alone_founds_nothing(db: None) -> None:
    with pytest.raises(Conflict):
        found_network(
            slug="tannfurt",
            name="Netzwerk",
            owner_name="Stadt",
            land=Land.HESSEN,
            areas=[],
            administrator=ADAM,
            data_protection=ADAM,
        )
    assert not Network.objects.exists()


def test_a_place_has_one_network_at_a_time(db: None) -> None:
    found()
    with pytest.raises(Conflict, match="schon ein Netzwerk"):
        found("erlenstedt", Area(ags="99999", name="Kreis", valid_from=date(2027, 1, 1)))
    assert Network.objects.count() == 1


def test_a_place_may_change_hands_from_a_day_on(db: None) -> None:
    last = date(2026, 12, 31)
    found("tannfurt", Area(ags="99999", name="Kreis", valid_from=date(2026, 1, 1), valid_to=last))
    found("erlenstedt", Area(ags="99999", name="Kreis", valid_from=last + timedelta(days=1)))

    before, after = (queries.network_for("99999001", on) for on in (last, last + timedelta(days=1)))

    assert before is not None
    assert after is not None
    assert (before.slug, after.slug) == ("tannfurt", "erlenstedt")


def test_a_town_with_its_own_office_is_cut_out_of_its_kreis(db: None) -> None:
    found("kreis")
    found("stadt", Area(ags="99999007", name="Stadt", valid_from=date(2026, 1, 1)))

    town, village = (queries.network_for(ags, date(2026, 6, 1)) for ags in ("99999007", "99999008"))

    assert town is not None
    assert village is not None
    assert (town.slug, village.slug) == ("stadt", "kreis")
    assert queries.network_for("11111", date(2026, 6, 1)) is None


def test_only_the_house_itself_claims_areas(db: None) -> None:
    founded = found()
    network = Network.objects.get(pk=founded.network_id)
    with tenancy.scope(network.pk):
        area = Area(ags="88888", name="Kreis", valid_from=date(2026, 1, 1))
        assert services.claim_area(system(network.pk), network, area=area).ags == "88888"
        with pytest.raises(PermissionError):
            services.claim_area(visitor(network.pk), network, area=area)


def test_every_address_of_the_whole_house_is_reserved() -> None:
    first_parts = {str(entry.pattern).split("/")[0] for entry in get_resolver().url_patterns}
    public = {str(entry.pattern).split("/")[0] for entry in public_urls if isinstance(entry, URLPattern)}
    own = {part for part in first_parts | public if SLUG.fullmatch(part)}

    assert {"konto", "hilfe-sofort"} <= own
    assert own <= RESERVED


@pytest.mark.parametrize("slug", ["konto", "Tannfurt", "tann furt", "", "tann_furt", "-"])
def test_a_name_that_leads_elsewhere_is_refused(slug: str, db: None) -> None:
    with pytest.raises(Conflict):
        found(slug)
    assert not Network.objects.exists()
