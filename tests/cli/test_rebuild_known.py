"""The tags of known children are made anew, network by network."""

from io import StringIO

from django.core.management import call_command

from schutznetz.networks.models import Network


def test_each_network_says_how_many(tannfurt: Network, erlenstedt: Network) -> None:
    said = StringIO()

    call_command("rebuild_known", network="tannfurt", new_key=True, stdout=said)

    assert said.getvalue() == "tannfurt: 0 bekannte Personen neu erfasst\n"
