"""``manage.py check --deploy`` refuses to serve a database with people of the demo in it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from schutznetz.accounts.models import User


@register(Tags.database, deploy=True)
def nobody_of_the_demo_is_here(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO or not databases or not _has_tables():
        return []
    if not User.objects.filter(email__endswith="@tannfurt.example").exists():
        return []
    return [
        Error(
            "In dieser Datenbank sind Menschen der Vorführung.",
            hint="Für den Betrieb eine leere Datenbank nehmen: SCHUTZNETZ_VAR oder DATABASE_URL ändern.",
            id="schutznetz.E301",
        )
    ]


def _has_tables() -> bool:
    from django.db import connections

    return User._meta.db_table in connections["default"].introspection.table_names()
