"""``manage.py migrate``: as Django does it, as the owner, and then with the second wall drawn up."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connections

from schutznetz.kernel import rowsecurity


class Command(DjangoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        role = connection.settings_dict.get("OPTIONS", {}).pop("assume_role", None)  # which owns nothing
        if role:
            connection.close()
        try:
            super().handle(*args, **options)
            if not options["check_unapplied"] and not options["plan"]:
                rowsecurity.protect(connection)
        finally:
            if role:
                connection.settings_dict["OPTIONS"]["assume_role"] = role
                connection.close()
