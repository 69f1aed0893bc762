"""Handing over to the case software gives data out: the factor is asked for anew (SES-04)."""

from time import time

from django.test import Client

from schutznetz.cases.models import Departure
from schutznetz.kernel import tenancy
from schutznetz.networks.choices import Role
from tests.make import sign_in
from tests.screens.intake import leaving
from tests.screens.stage import found_stage


def test_the_hand_over_wants_the_factor_proved_anew(client: Client, db: None) -> None:
    stage = found_stage()
    with tenancy.scope(stage.network.pk):
        page = f"/tannfurt/eingang/{leaving(stage).pk}/"
    sign_in(client, stage.user(Role.INTAKE), at=0)

    stale = [client.get(f"{page}fachverfahren/"), client.post(f"{page}fachverfahren/")]
    with tenancy.scope(stage.network.pk):
        left_stale = Departure.objects.exists()
    read = client.get(page)
    sign_in(client, stage.user(Role.INTAKE), at=time())
    fresh = client.post(f"{page}fachverfahren/")

    assert {answer.headers["Location"].partition("?")[0] for answer in stale} == {
        "/konto/2fa/webauthn/reauthenticate/"
    }
    assert not left_stale
    assert read.status_code == 200  # reading asks for no new proof
    assert "/uebergabe/" in fresh.headers["Location"]
