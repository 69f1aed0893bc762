"""An office begins with one command and two links."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from schutznetz.networks.models import Jurisdiction, Network

ARGUMENTS = [
    "tannfurt",
    "--name=Netzwerk Tannfurt",
    "--owner=Stadt Tannfurt",
    "--land=05",
    "--area=05999 Tannfurt",
    "--administrator=Adam Amt <adam@amt.example>",
]
SECOND = "--data-protection=Dora von Schutz <dora@amt.example>"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("found_network", *arguments, stdout=out)
    return out.getvalue()


def test_both_links_lead_to_a_page_for_the_password(db: None, client: Client) -> None:
    links = re.findall(r"https?://[^/\s]+(/\S+)", run(*ARGUMENTS, SECOND))

    assert len(links) == 2
    assert len(set(links)) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]
    assert Jurisdiction.objects.get().ags == "05999"


@pytest.mark.parametrize(
    "second", ["--data-protection=Adam Amt <ADAM@amt.example>", "--data-protection=ohne Adresse"]
)
def test_one_person_or_half_an_address_founds_nothing(db: None, second: str) -> None:
    with pytest.raises(CommandError):
        run(*ARGUMENTS, second)
    assert not Network.objects.exists()
