"""Anna leads the case of Mia, Bert stands in, Lena leads the team, Carl is a colleague outside.

People and case are prepared once for all tests of a file.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import ChildTold, Consent, PriorNotice
from schutznetz.cases.models import Case
from schutznetz.cases.services.measures import Point, Terms
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.conftest import NOON, context, member
from tests.lasting import tannfurt, town

__all__ = ["tannfurt", "town"]

TODAY = NOON.date()
TOLD: dict[str, Any] = {"notice": PriorNotice.TOLD}
IN_A_WEEK = TODAY + timedelta(days=7)
IN_FOUR_WEEKS = TODAY + timedelta(weeks=4)


def at_work(network: Network, name: str, role: Role) -> Context:
    return replace(context(network, member(network, name, role), role), session=name)


@pytest.fixture(scope="module")
def anna_at_work(town: Network) -> Context:
    return at_work(town, "ann", Role.CASE_WORKER)


@pytest.fixture(scope="module")
def bert_at_work(town: Network) -> Context:
    return at_work(town, "bert", Role.CASE_WORKER)


@pytest.fixture
def lena_at_work(tannfurt: Network) -> Context:
    return at_work(tannfurt, "lena", Role.TEAM_LEAD)


@pytest.fixture
def carl_at_work(tannfurt: Network) -> Context:
    return at_work(tannfurt, "carl", Role.CASE_WORKER)


@pytest.fixture(scope="module")
def opened(town: Network, anna_at_work: Context, bert_at_work: Context) -> UUID:
    with tenancy.scope(town.pk):
        begun = services.open_case(
            anna_at_work,
            town,
            child_name="Mia",
            report="Blaue Flecken",
            lead=User.objects.get(pk=anna_at_work.person_id),
            substitute=User.objects.get(pk=bert_at_work.person_id),
        )
        return services.begin_assessment(anna_at_work, begun).pk


@pytest.fixture
def case(opened: UUID, inside: None) -> Case:
    return Case.objects.get(pk=opened)


@pytest.fixture
def point(carl_at_work: Context, bert_at_work: Context) -> Callable[..., Point]:
    """Carl checks, Bert stands in for him."""

    def make(**changes: Any) -> Point:
        given = Point(
            what="Der Vater betritt die Wohnung nicht.",
            whose="Vater",
            how="Unangemeldeter Hausbesuch",
            otherwise="Wir rufen das Gericht an.",
            check_on=IN_A_WEEK,
            until=IN_FOUR_WEEKS,
            watcher_id=carl_at_work.person_id,
            substitute_id=bert_at_work.person_id,
        )
        return replace(given, **changes)

    return make


TERMS = Terms(
    goal="Mia ist zu Hause sicher.",
    starts_on=TODAY,
    review_on=IN_FOUR_WEEKS,
    ends_on=IN_FOUR_WEEKS,
    consent=Consent.AGREED,
    consent_by="Mutter, am Küchentisch",
    child_told=ChildTold.TOLD,
    child_view="Mia möchte bei Mama bleiben.",
)


def waiting() -> list[str]:
    """The kinds of the tasks that somebody still has to do."""
    return sorted(Task.objects.filter(settled_at=None).values_list("kind", flat=True))


def task(kind: str) -> Task:
    return Task.objects.get(kind=kind, settled_at=None)
