from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from schutznetz.concerns import services
from schutznetz.concerns.choices import AgeBand
from schutznetz.concerns.models import Concern
from schutznetz.kernel.context import Context
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from tests.conftest import context, member


@pytest.fixture
def kita(tannfurt: Network, inside: None) -> Organisation:
    return Organisation.objects.create(name="Kita Regenbogen", category=PartnerCategory.DAY_CARE)


@pytest.fixture
def works_at(tannfurt: Network, inside: None) -> Callable[..., Context]:
    def hire(name: str, house: Organisation | None, role: Role = Role.PARTNER) -> Context:
        user = member(tannfurt, name, role)
        Assignment.objects.filter(user=user).update(organisation=house)
        acting = context(tannfurt, user, role)
        return replace(acting, organisation_id=house.pk if house else None)

    return hire


@pytest.fixture
def mira(works_at: Callable[..., Context], kita: Organisation) -> Context:
    """She works in the day-care centre and worries about Leo."""
    return works_at("mira", kita)


@pytest.fixture
def concern(mira: Context, tannfurt: Network) -> Concern:
    return services.open_concern(
        mira,
        tannfurt,
        reporter=Reporter.PROVIDER,
        age_band=AgeBand.UNDER_6,
        child={"child_name": "Leo Sandner", "child_age": "4 Jahre", "parents": "Mutter: Jana Sandner"},
    )


MONDAY = date(2026, 11, 16)
