"""``manage.py restore``: bring a backup back into an empty installation and prove it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.cli import backup


class Command(BaseCommand):
    help = (
        "Spielt eine Sicherung in eine leere Einrichtung zurück und prüft sie: Zeilen, Protokoll, Schlüssel."
    )
    requires_system_checks = ()  # there is no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="DATEI")
        parser.add_argument(
            "--key", type=Path, metavar="SCHLUESSEL", help="privater Schlüssel zum Zertifikat (PEM)"
        )
        parser.add_argument(
            "--deletions",
            type=Path,
            metavar="ORDNER",
            help="das Verzeichnis der Löschungen aus der Verwahrung",
        )

    def handle(
        self, *args: Any, source: Path, key: Path | None, deletions: Path | None, **options: Any
    ) -> None:
        try:
            proof = backup.restore(source.absolute(), key, deletions)
        except backup.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Zurückgespielt und geprüft: {proof.rows} Zeilen, {proof.trails} Protokolle unversehrt,"
        )
        self.stdout.write(f"{proof.opened} versiegelte Felder lassen sich öffnen.")
        self.stdout.write(
            f"{proof.deleted} gelöschte Meldungen und Fälle waren darin und sind wieder gelöscht."
        )
