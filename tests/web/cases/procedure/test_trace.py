from collections.abc import Callable

from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases.models import Case
from schutznetz.kernel import audit
from schutznetz.networks.models import Network
from tests.conftest import sign_in


def test_looking_at_a_case_leaves_a_trace(
    client: Client, anna: User, tannfurt: Network, make_case: Callable[[], Case], inside: None
) -> None:
    sign_in(client, anna)
    client.get(f"/tannfurt/faelle/{make_case().pk}/")
    assert audit.trail(tannfurt.pk)[-1].action == "cases.read"
