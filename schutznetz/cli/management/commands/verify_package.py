"""``manage.py verify_package``: prove that the package of a finished case is as it was made."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schutznetz.cli import package


class Command(BaseCommand):
    help = "Prüft ein Aktenpaket: Prüfsummen, Vollständigkeit und den Prüfpunkt des Protokolls, den es nennt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="DATEI")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        if found := package.findings(source):
            raise CommandError("\n".join(found))
        self.stdout.write("Das Aktenpaket ist unversehrt, und das Protokoll bestätigt seinen Stand.")
