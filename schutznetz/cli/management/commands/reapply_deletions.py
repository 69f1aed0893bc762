"""``manage.py reapply_deletions``: delete again what an older copy of the database has brought back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schutznetz import tombstones
from schutznetz.cli import deleting


class Command(BaseCommand):
    help = "Löscht noch einmal, was gelöscht war und wieder da ist. Als Eigentümer der Tabellen."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            stones = tombstones.read()
        except tombstones.Damaged as error:
            raise CommandError("Das Verzeichnis der Löschungen ist beschädigt.") from error
        self.stdout.write(f"{deleting.reapply(stones)} Meldungen und Fälle wieder gelöscht.")
