"""The page at change of duty."""

from datetime import timedelta

from django.test import Client

from schutznetz.kernel import clock, tenancy
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests.conftest import member
from tests.make import sign_in


def test_the_rota_shows_its_gaps_and_takes_a_night(tannfurt: Network, client: Client) -> None:
    ines, bert = member(tannfurt, "ines", Role.INTAKE), member(tannfurt, "bert", Role.CASE_WORKER)
    sign_in(client, ines)
    assert "niemand Dienst" in client.get("/tannfurt/dienst/").content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    night = {
        "person_id": str(ines.pk),
        "substitute_id": str(bert.pk),
        "day_0": tomorrow.day,
        "day_1": tomorrow.month,
        "day_2": tomorrow.year,
        "begins": "22:00",
        "ends": "06:00",
    }

    alone = client.post("/tannfurt/dienst/eintragen/", {**night, "substitute_id": str(ines.pk)})
    client.post("/tannfurt/dienst/eintragen/", night)

    assert "zwei Menschen" in alone.content.decode()
    with tenancy.scope(tannfurt.pk):
        shift = Shift.objects.get()
    assert shift.ends_at - shift.starts_at == timedelta(hours=8)
    assert "Vertretung: bert" in client.get("/tannfurt/dienst/").content.decode()
    client.post(f"/tannfurt/dienst/{shift.pk}/streichen/")
    with tenancy.scope(tannfurt.pk):
        assert not Shift.objects.exists()
