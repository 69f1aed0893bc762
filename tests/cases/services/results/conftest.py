"""A doctor reported, Anna leads, Bert stands in: prepared once for all tests of a file.

A file asks for ``case`` or for ``ready``, not for both: what is gathered would last for the other as well.
"""

from uuid import UUID

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Case
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.conftest import FINDING, acting
from tests.conftest import member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]

DOCTOR = {"reporter_name": "Dr. Weber", "reporter_phone": "09999 1"}


@pytest.fixture(scope="module")
def lea(town: Network) -> Context:
    """The team lead."""
    return acting(town, member(town, "lea", Role.TEAM_LEAD), Role.TEAM_LEAD, "lea")


@pytest.fixture(scope="module")
def triaged(town: Network, anna_at_work: Context, bert_at_work: Context, lea: Context) -> UUID:
    with tenancy.scope(town.pk):
        report = make.report(anna_at_work, town, kind=ReporterKind.HEALTH, children=["Mia"], contact=DOCTOR)
        services.take_report(anna_at_work, report)
        triage = services.propose_triage(anna_at_work, report, finding=FINDING)
        services.confirm_triage(bert_at_work, triage, seal=triage.seal)
        return Case.objects.get().pk


@pytest.fixture(scope="module")
def gathered(town: Network, triaged: UUID, anna_at_work: Context, bert_at_work: Context) -> UUID:
    with tenancy.scope(town.pk):
        return assessing.gather(anna_at_work, Case.objects.get(), bert_at_work.person_id).pk


@pytest.fixture
def case(triaged: UUID, inside: None) -> Case:
    return Case.objects.select_related("origin").get(pk=triaged)


@pytest.fixture
def ready(gathered: UUID, inside: None) -> Case:
    return Case.objects.select_related("origin").get(pk=gathered)
