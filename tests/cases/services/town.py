"""The people of a town around one case, for what each of them sees of it."""

from dataclasses import replace
from typing import Any

from schutznetz.accounts.models import User
from schutznetz.kernel import policy
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
        self.people = {name: member(network, name, role) for name, role in roles.items()}
        self.roles: dict[str, Role] = {**roles, "anna": Role.CASE_WORKER}
        self.people["anna"] = User.objects.get(username="anna")

    @classmethod
    def of(cls, network: Network, people: dict[str, User]) -> "Town":
        """Return a town of these people alone, all of them case workers."""
        town = cls.__new__(cls)
        town.network, town.people = network, people
        town.roles = dict.fromkeys(people, Role.CASE_WORKER)
        return town

    def ctx(self, name: str, **changes: Any) -> Context:
        return replace(acting(self.network, self.people[name], self.roles[name], name), **changes)

    def id(self, name: str) -> Any:
        return self.people[name].pk

    def sees(self, name: str, action: Any, record: Any, **changes: Any) -> bool:
        return policy.may(self.ctx(name, **changes), action, record)
