"""The people of an early help: Clara coordinates, and the Aydins ask for help."""

from datetime import date

import pytest

from schutznetz.care import services
from schutznetz.care.models import Family
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language

AYDIN = Household(
    name="Frau Aydin",
    children=[Child(given="Emre", born=date(2026, 5, 1)), Child(expected=date(2027, 2, 14))],
    language=Language.TURKISH,
    phone="0151 2345",
    reach="vormittags, nie am Wochenende",
    silent=True,
)


@pytest.fixture
def aydins(tannfurt: Network, clara: Context) -> Family:
    with tenancy.scope(tannfurt.pk):
        return services.open_family(clara, tannfurt, household=AYDIN)
