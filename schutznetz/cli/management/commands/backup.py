"""``manage.py backup``: one verified file with everything but the keys."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.cli import backup


class Command(BaseCommand):
    help = "Schreibt eine Sicherung von Datenbank und Prüfpunkten. Der Hauptschlüssel gehört nicht dazu."
    requires_system_checks = ()  # wanted most where something is wrong

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="DATEI")
        parser.add_argument(
            "--to", type=Path, metavar="ZERTIFIKAT", help="nur dessen Schlüssel öffnet sie (PEM)"
        )

    def handle(self, *args: Any, target: Path, to: Path | None, **options: Any) -> None:
        try:
            manifest = backup.make(target.absolute(), to)
        except backup.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Gesichert: {sum(manifest.rows.values())} Zeilen in {len(manifest.rows)} Tabellen."
        )
        if to is None:
            self.stdout.write("Achtung: nicht verschlüsselt. Für den Weg aus dem Haus: --to ZERTIFIKAT.")
