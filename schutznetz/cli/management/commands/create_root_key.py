"""``manage.py create_root_key``: the one key that everything hangs on, made once at installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schutznetz.kernel import rootfile


class Command(BaseCommand):
    help = "Legt den Hauptschlüssel an. Eine vorhandene Datei wird nie überschrieben."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rootfile.create()
        except rootfile.RootKeyRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"Hauptschlüssel angelegt: {rootfile.path()}\n"
            "Bitte jetzt getrennt von der Datenbank verwahren: Ohne ihn öffnet sich nichts mehr."
        )
