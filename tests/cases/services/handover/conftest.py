"""Anna leads the case of Mia in Tannfurt, Bert stands in, Lena is the lead; Ines receives in Erlenstedt.

Anna, Bert and the case are prepared once for all tests of a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from schutznetz.cases.choices import HandoverGround, HandoverPart, Sharing
from schutznetz.cases.models import Case, Handover
from schutznetz.cases.services import handover
from schutznetz.cases.services.handover import Going
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.cases.services.measures.conftest import (
    anna_at_work,
    at_work,
    bert_at_work,
    case,
    lena_at_work,
    opened,
)
from tests.conftest import NOON

__all__ = ["anna_at_work", "bert_at_work", "case", "lena_at_work", "opened"]
GOING = Going(
    ground=HandoverGround.DANGER,
    reasons="Die Familie ist nach Erlenstedt gezogen.",
    parts=(HandoverPart.REPORT, HandoverPart.ENTRIES),
    why_needed="Ohne die Meldung kann dort niemand einschätzen.",
    guardians=Sharing.TOOK_PART,
    child=Sharing.TOLD,
    office="Jugendamt Birkenau, Am Bach 2",
    talk_at=NOON,
    talk_with="Frau Reimers, am Telefon",
)


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def ines_over_there(erlenstedt: Network) -> Context:
    at_work(erlenstedt, "ida", Role.INTAKE)
    return at_work(erlenstedt, "ines", Role.INTAKE)


@pytest.fixture
def propose(anna_at_work: Context, case: Case) -> Callable[..., Handover]:
    def make(**changes: Any) -> Handover:
        return handover.propose_handover(anna_at_work, case, going=replace(GOING, **changes))

    return make


@pytest.fixture
def send(propose: Callable[..., Handover], bert_at_work: Context) -> Callable[..., Handover]:
    def make(**changes: Any) -> Handover:
        proposed = propose(**changes)
        return handover.send_handover(bert_at_work, proposed, seal=proposed.seal)

    return make


@pytest.fixture
def send_inside(
    send: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> Callable[..., Handover]:
    """Hand over to Erlenstedt, the other network of the installation."""
    return lambda **changes: send(receiving_id=erlenstedt.pk, office="", **changes)
