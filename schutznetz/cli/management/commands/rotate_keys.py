"""``manage.py rotate_keys``: new keys for old, in batches; run again, it goes on where it was stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schutznetz.kernel import audit, context, rootfile, rotation, tenancy
from schutznetz.networks.models import Network


class Command(BaseCommand):
    help = "Erneuert die Schlüssel eines Netzwerks; nach einem Abbruch macht derselbe Aufruf weiter."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", help="sonst alle Netzwerke")
        parser.add_argument("--intake", action="store_true", help="nur das Schlüsselpaar der Annahme")
        parser.add_argument("--root", action="store_true", help="neuer Hauptschlüssel, die Datei wächst")
        parser.add_argument(
            "--forget", action="store_true", help="abgelöste Schlüssel vernichten, frühestens nach 7 Tagen"
        )

    def handle(self, *args: Any, network: str | None, **options: Any) -> None:
        networks = Network.objects.filter(slug=network) if network else Network.objects.all()
        if options["root"]:
            self.stdout.write(f"Hauptschlüssel {rootfile.add_version()} angelegt.")
        for each in networks.order_by("slug"):
            with tenancy.scope(each.pk):
                action, count = self._renew(each, options)
                audit.record(context.system(each.pk), f"keys.{action}", each, count=count)

    def _renew(self, network: Network, options: dict[str, Any]) -> tuple[str, int]:
        if options["root"]:
            return "root_rotated", self._say(network, rotation.follow_root(), "Schlüssel umgehüllt")
        if options["intake"]:
            return "intake_rotated", self._say(network, rotation.rotate_intake_pair().version, "ist das Paar")
        if options["forget"]:
            return "forgotten", self._say(network, rotation.forget_retired(), "Schlüssel vernichtet")
        done = 0
        for progress in rotation.rotate_network_key():
            done = progress.done
            self._say(network, done, f"von {progress.total} Schlüsseln umgehüllt")
        return "rotated", done

    def _say(self, network: Network, count: int, what: str) -> int:
        self.stdout.write(f"{network.slug}: {count} {what}")
        return count
