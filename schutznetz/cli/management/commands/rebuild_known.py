"""``manage.py rebuild_known``: makes the tags anew by which known children are found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schutznetz.cases import services
from schutznetz.kernel import context, tenancy
from schutznetz.networks.models import Network


class Command(BaseCommand):
    help = "Bildet die Suchmerkmale bekannter Kinder neu, etwa nach einem Wechsel des Programms."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", help="sonst alle Netzwerke")
        parser.add_argument(
            "--new-key", action="store_true", help="unter einem neuen Schlüssel; der alte wird vernichtet"
        )

    def handle(self, *args: Any, network: str | None, new_key: bool, **options: Any) -> None:
        networks = Network.objects.filter(slug=network) if network else Network.objects.all()
        for each in networks.order_by("slug"):
            with tenancy.scope(each.pk):
                ctx = context.system(each.pk)
                if new_key:
                    services.renew_known_key(ctx, each)
                count = services.rebuild_known(ctx, each)
            self.stdout.write(f"{each.slug}: {count} bekannte Personen neu erfasst")
