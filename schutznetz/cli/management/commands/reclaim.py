"""``manage.py reclaim``: write the tables anew, so that the files hold nothing of what was deleted."""

from typing import Any

from django.core.management.base import BaseCommand

from schutznetz import reclaiming
from schutznetz.cli.deleting import as_owner


class Command(BaseCommand):
    help = "Schreibt alle Tabellen neu: nichts Gelöschtes bleibt in den Dateien. Als Eigentümer der Tabellen."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            reclaiming.rewrite()
        self.stdout.write("Die Tabellen sind neu geschrieben.")
