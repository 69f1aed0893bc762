"""``manage.py migrate``: as Django does it, as the owner, and then with all walls drawn up."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connections

from schutznetz import walls
from schutznetz.kernel import rowsecurity


class Command(DjangoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        role = connection.settings_dict.get("OPTIONS", {}).pop("assume_role", None)  # which owns nothing
        if role:
            connection.close()
        changes = not options["check_unapplied"] and not options["plan"]
        try:
            if changes:
                walls.take_down(connection)
            super().handle(*args, **options)
            if changes:
                rowsecurity.protect(connection)
                walls.put_up(connection)
        finally:
            if role:
                connection.settings_dict["OPTIONS"]["assume_role"] = role
                connection.close()
