"""The form says the truth about who reads: somebody is woken, or nobody is and one is told whom to call."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel import clock
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Network
from schutznetz.work.models import Shift
from tests.conftest import NOON, member

NOBODY = "Dieses Formular liest gerade niemand."
WOKEN = "wird auch über dieses Formular geweckt"
PLACES = {
    "gateway": True,
    "rota": True,
    "telephone": True,
    "present": True,
}


def form_of(client: Client, network: Network, settings: LazySettings, **missing: bool) -> list[str]:
    """Return first page, urgent page and receipt where everything is there but what is said to be missing."""
    there = PLACES | missing
    settings.WAKE_URL = "https://gateway.example/call" if there["gateway"] else ""
    ines, bert = member(network, "ines", Role.INTAKE), member(network, "bert", Role.INTAKE)
    User.objects.update(phone="+49 160 0000000" if there["telephone"] else "")
    Network.objects.filter(pk=network.pk).update(intake_number="09999 4712")
    begins = NOON - timedelta(hours=1) if there["rota"] else NOON + timedelta(hours=1)
    Shift.objects.create(person=ines, substitute=bert, starts_at=begins, ends_at=NOON + timedelta(hours=9))
    if not there["present"]:
        for person in (ines, bert):
            Absence.objects.create(person=person, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))
    urgent = {"danger_now": "yes", "reporter_kind": "private", "submission_key": "x" * 26, "at": "start"}
    said = {**urgent, "observed": "Ein Kind steht auf dem Dach", "at": "urgent"}
    with clock.frozen(NOON):
        pages = [
            client.get("/tannfurt/melden/"),
            client.post("/tannfurt/melden/", {**urgent, "go": "next"}),
            client.post("/tannfurt/melden/", {**said, "go": "send"}),
        ]
    return [page.content.decode() for page in pages]


@pytest.mark.parametrize("missing", PLACES)
def test_where_anything_is_missing_the_form_says_that_nobody_reads(
    missing: str, client: Client, tannfurt: Network, settings: LazySettings, inside: None
) -> None:
    for page in form_of(client, tannfurt, settings, **{missing: False}):
        assert NOBODY in page
        assert WOKEN not in page
        for number in ("tel:110", "tel:112", "tel:099994712"):
            assert number in page


def test_who_is_woken_is_said_as_well(
    client: Client, tannfurt: Network, settings: LazySettings, inside: None
) -> None:
    for page in form_of(client, tannfurt, settings):
        assert WOKEN in page
        assert NOBODY not in page
