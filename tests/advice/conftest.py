"""The people of a consultation: Mira asks, Eva advises, Olga stands in, Clara coordinates."""

import pytest

from schutznetz.advice import services
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.models import Consultant, Consultation
from schutznetz.advice.services import Skills, Subject, Words
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import context, member

QUESTION = "Ein Kind kommt seit Wochen ohne Frühstück. Was raten Sie?"
SUBJECT = Subject(topic=ConsultationTopic.NEGLECT, age=ConsultationAge.KITA, urgency=ConsultationUrgency.DAYS)


@pytest.fixture
def mira(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)


@pytest.fixture
def eva(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "eva", Role.ISEF), Role.ISEF)


@pytest.fixture
def olga(tannfurt: Network) -> Context:
    return context(tannfurt, member(tannfurt, "olga", Role.ISEF), Role.ISEF)


@pytest.fixture
def pool(tannfurt: Network, clara: Context, eva: Context, olga: Context) -> list[Consultant]:
    """Eva knows neglect, and Olga stands in for her."""
    with tenancy.scope(tannfurt.pk):
        deputy = services.add_consultant(clara, tannfurt, user_id=olga.person_id, skills=Skills())
        skills = Skills(topics=["neglect"], languages=["de"], deputy_id=deputy.pk)
        return [services.add_consultant(clara, tannfurt, user_id=eva.person_id, skills=skills), deputy]


@pytest.fixture
def asked(tannfurt: Network, mira: Context, pool: list[Consultant]) -> Consultation:
    with tenancy.scope(tannfurt.pk):
        return services.ask(mira, tannfurt, subject=SUBJECT, question=Words(text=QUESTION))
