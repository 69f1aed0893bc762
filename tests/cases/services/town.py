"""The people of a town around one case, for what each of them sees of it: prepared once for a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.models import Case
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.cases.services.conftest import acting
from tests.conftest import member


class Town:
    """Anna leads the case, Bert stands in, Cora is on the team, Dora elsewhere, Emil on call, Lena leads."""

    def __init__(self, network: Network) -> None:
        self.network = network
        roles = {"cora": Role.CASE_WORKER, "dora": Role.CASE_WORKER, "emil": Role.INTAKE}
        roles |= {"lena": Role.TEAM_LEAD, "paul": Role.DATA_PROTECTION, "bert": Role.CASE_WORKER}
        self.roles: dict[str, Role] = {"anna": Role.CASE_WORKER, **roles}
        self.people = {user.username: user for user in User.objects.filter(username__in=self.roles)}
        for name in [name for name in self.roles if name not in self.people]:
            self.people[name] = member(network, name, self.roles[name])

    @classmethod
    def of(cls, network: Network, people: dict[str, User]) -> "Town":
        """Return a town of these people alone, all of them case workers."""
        town = cls.__new__(cls)
        town.network, town.people = network, people
        town.roles = dict.fromkeys(people, Role.CASE_WORKER)
        return town

    def opened(self, child_name: str = "Mia Muster", *, team: Sequence[str] = ("cora",)) -> Case:
        return services.open_case(
            self.ctx("anna"),
            self.network,
            child_name=child_name,
            report="Blaue Flecken",
            lead=self.people["anna"],
            substitute=self.people["bert"],
            team=[self.people[name] for name in team],
        )

    def begun(self, **more: Any) -> UUID:
        with tenancy.scope(self.network.pk):
            return services.begin_assessment(self.ctx("anna"), self.opened(**more)).pk

    def ctx(self, name: str, **changes: Any) -> Context:
        return replace(acting(self.network, self.people[name], self.roles[name], name), **changes)

    def id(self, name: str) -> Any:
        return self.people[name].pk

    def sees(self, name: str, action: Any, record: Any, **changes: Any) -> bool:
        return policy.may(self.ctx(name, **changes), action, record)


@pytest.fixture(scope="module")
def settled(founded: Network) -> None:
    with tenancy.scope(founded.pk):
        Town(founded)


@pytest.fixture
def town(settled: None, tannfurt: Network) -> Town:
    return Town(tannfurt)
