"""``manage.py emergency_list``: the open procedures, for a machine that works when this one does not."""

import os
from pathlib import Path
from typing import Any

from cryptography.x509 import Certificate, load_pem_x509_certificate
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.cli import emergency
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.models import Network


class Command(BaseCommand):
    help = "Schreibt je Netzwerk eine verschlüsselte Liste der offenen Vorgänge (CMS) in einen Ordner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="ORDNER")
        parser.add_argument("--to", type=Path, metavar="ZERTIFIKAT", required=True, help="PEM, RSA")
        parser.add_argument("--network", metavar="SLUG", help="nur dieses Netzwerk")

    def handle(self, *args: Any, folder: Path, to: Path, network: str | None, **options: Any) -> None:
        certificate = _certificate(to)
        networks = Network.objects.filter(slug=network) if network else Network.objects.all()
        if network and not networks.exists():
            raise CommandError("Dieses Netzwerk gibt es nicht; es wurde keine Liste geschrieben.")
        for found in networks.order_by("slug"):
            with tenancy.scope(found.pk):
                text = emergency.page(system(found.pk), found)
            _write(folder / f"notfall-{found.slug}-{clock.today():%Y-%m-%d}.cms", text, certificate)
        self.stdout.write(f"{networks.count()} Listen geschrieben.")


def _certificate(path: Path) -> Certificate:
    try:
        return load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise CommandError("Das Zertifikat ist nicht lesbar oder kein PEM.") from error


def _write(target: Path, text: str, certificate: Certificate) -> None:
    try:
        body = emergency.sealed(text, certificate)
    except TypeError as error:
        raise CommandError("Das Zertifikat braucht einen RSA-Schlüssel.") from error
    draft = target.with_suffix(".neu")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)
