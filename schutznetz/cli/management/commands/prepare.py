"""``manage.py prepare``: what comes before each start, in one process: to start one takes a second."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Prüft die Einrichtung, bringt die Datenbank auf den Stand und sammelt die Dateien der Seiten."
    requires_system_checks = ()  # they come first, and in operation with those of operation

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--deploy", action="store_true", help="auch, was nur im Betrieb verlangt ist")

    def handle(self, *args: Any, deploy: bool, **options: Any) -> None:
        strict: dict[str, Any] = {"deploy": True, "databases": ["default"], "fail_level": "WARNING"}
        call_command("check", **strict if deploy else {})
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
