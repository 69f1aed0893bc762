"""The second wall, on PostgreSQL: every scoped table shows the open network's rows and no others.

``protect`` runs after every migration and is repeatable. It forces row-level security on all tables of
scoped models, and keeps a role that may read and write rows but owns nothing; the product works as it.
"""

from typing import Any

from django.apps import apps
from django.conf import settings

from schutznetz.kernel.scopes import SETTING
from schutznetz.kernel.tenancy import ScopedModel

POLICY = "of_the_open_network"
# Missing context reads as NULL before the first setting and as an empty string after it: both mean no rows.
INSIDE = f"network_id = NULLIF(current_setting('{SETTING}', true), '')::uuid"
ROLE_SQL = """
DO $$ BEGIN
    CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


def guarded() -> list[type[ScopedModel]]:
    """Return the models whose tables are confined."""
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]


def protect(connection: Any) -> list[str]:
    """Confine all tables and grant the role its rights; return the names of tables newly confined."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        fresh = sorted({model._meta.db_table for model in guarded()} - _confined(cursor))
        for table in fresh:
            for statement in _confine(connection.ops.quote_name(table)):
                cursor.execute(statement)
        _grant(cursor, connection.ops.quote_name(settings.DATABASE_ROLE))
    return fresh


def _confined(cursor: Any) -> set[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE p.polname = %s AND c.relrowsecurity AND c.relforcerowsecurity"
        " AND c.relnamespace = current_schema()::regnamespace",
        [POLICY],
    )
    return {name for (name,) in cursor.fetchall()}


def _confine(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
        f"CREATE POLICY {POLICY} ON {table} USING ({INSIDE}) WITH CHECK ({INSIDE})",
    ]


def _grant(cursor: Any, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_ROLE])
    if not cursor.fetchone():
        cursor.execute(ROLE_SQL.format(role=role))
    for statement in (
        f"GRANT {role} TO CURRENT_USER",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    ):
        cursor.execute(statement)
