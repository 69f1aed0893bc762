"""The second wall, attacked with bare SQL as the role that the product works as."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connection, transaction

from schutznetz.kernel import clock, rowsecurity, tenancy
from schutznetz.kernel.models import Draft
from schutznetz.networks.models import Network

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such wall")


def sql(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def drafts() -> int:
    return int(sql("SELECT count(*) FROM kernel_draft")[0][0])


@pytest.fixture
def two_towns(tannfurt: Network, erlenstedt: Network) -> tuple[UUID, UUID]:
    for network in (tannfurt, erlenstedt):
        with tenancy.scope(network.pk):
            Draft.objects.create(actor_id=uuid4(), form="report", text={}, expires_at=clock.now())
    return tannfurt.pk, erlenstedt.pk


@pytest.fixture
def owner(db: None) -> Iterator[None]:
    """Negative control: the tests' login is a superuser, whom no policy binds."""
    sql("RESET ROLE")
    yield
    sql(f"SET ROLE {settings.DATABASE_ROLE}")


def test_every_scoped_table_is_confined(db: None) -> None:
    tables = {model._meta.db_table for model in rowsecurity.guarded()}

    with connection.cursor() as cursor:
        assert rowsecurity._confined(cursor) == tables
    assert "cases_report" in tables
    assert "kernel_keyrow" in tables


def test_every_table_with_a_network_is_confined_or_holds_public_facts(db: None) -> None:
    with_network = {
        model._meta.label
        for model in apps.get_models()
        if {"network_id", "network"} & {field.name for field in model._meta.fields}
    }
    guarded = {model._meta.label for model in rowsecurity.guarded()}

    assert with_network - guarded <= set(settings.GLOBAL_MODELS)


def test_the_role_owns_nothing_and_is_bound(db: None) -> None:
    role = sql("SELECT oid, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
    oid, *powers = role[0]

    assert powers == [False, False, False]
    assert sql("SELECT count(*) FROM pg_class WHERE relowner = %s", oid) == [(0,)]
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("ALTER TABLE kernel_draft NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("DROP POLICY of_the_open_network ON kernel_draft")
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("CREATE VIEW everything AS SELECT * FROM kernel_draft")


def test_without_a_scope_there_are_no_rows(two_towns: tuple[UUID, UUID]) -> None:
    assert drafts() == 0


def test_the_owner_would_see_them_all(two_towns: tuple[UUID, UUID], owner: None) -> None:
    assert drafts() == 2


def test_a_scope_shows_its_own_rows(two_towns: tuple[UUID, UUID]) -> None:
    for town in two_towns:
        with tenancy.scope(town):
            assert sql("SELECT DISTINCT network_id FROM kernel_draft") == [(town,)]


def test_scopes_nest_and_close(two_towns: tuple[UUID, UUID]) -> None:
    tannfurt, erlenstedt = two_towns
    with tenancy.scope(tannfurt):
        with tenancy.scope(erlenstedt):
            assert sql("SELECT network_id FROM kernel_draft") == [(erlenstedt,)]
        assert sql("SELECT network_id FROM kernel_draft") == [(tannfurt,)]
    assert drafts() == 0


@pytest.mark.parametrize("setting", ["", None])
def test_an_empty_or_missing_setting_means_no_rows(two_towns: tuple[UUID, UUID], setting: str | None) -> None:
    if setting is None:
        sql("RESET schutznetz.network")
    else:
        sql("SELECT set_config('schutznetz.network', %s, false)", setting)

    assert drafts() == 0


def test_bare_sql_cannot_write_into_another_network(two_towns: tuple[UUID, UUID]) -> None:
    tannfurt, erlenstedt = two_towns
    with tenancy.scope(tannfurt):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql("UPDATE kernel_draft SET network_id = %s", erlenstedt)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql(
                "INSERT INTO kernel_draft (id, network_id, actor_id, form, about, text, expires_at)"
                " VALUES (%s, %s, %s, 'f', '', '', now())",
                uuid4(),
                erlenstedt,
                uuid4(),
            )
        assert sql("DELETE FROM kernel_draft WHERE network_id = %s", erlenstedt) == 0
        assert sql("UPDATE kernel_draft SET form = 'x' WHERE network_id = %s", erlenstedt) == 0


def test_a_plan_made_in_one_network_reads_in_another_only_what_is_its_own(
    two_towns: tuple[UUID, UUID], django_assert_num_queries: Any
) -> None:
    engine: Any = connection

    def seen() -> list[Any]:
        with engine.planned_cursor() as cursor:
            cursor.execute("SELECT network_id FROM kernel_draft WHERE form = %s", ["report"])
            return list(cursor.fetchall())

    for _ in range(7):  # the database keeps a plan for all values after it has made five
        for town in two_towns:
            with tenancy.scope(town):
                assert seen() == [(town,)]
    assert seen() == []
    with django_assert_num_queries(1):
        seen()
    (plans,) = sql("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%%kernel_draft%%'")
    assert plans[0] > 0


def test_a_kept_plan_would_show_the_owner_all_of_them(two_towns: tuple[UUID, UUID], owner: None) -> None:
    engine: Any = connection
    with engine.planned_cursor() as cursor:
        cursor.execute("SELECT network_id FROM kernel_draft WHERE form = %s", ["report"])
        assert {row[0] for row in cursor.fetchall()} == set(two_towns)


@pytest.mark.django_db(transaction=True)
def test_reads_without_a_transaction_are_confined_too(two_towns: tuple[UUID, UUID]) -> None:
    with tenancy.scope(two_towns[0]):
        assert connection.get_autocommit()
        assert drafts() == 1
    assert drafts() == 0


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_older_scope_behind(two_towns: tuple[UUID, UUID]) -> None:
    tannfurt, erlenstedt = two_towns
    with tenancy.scope(tannfurt):
        assert drafts() == 1
    with tenancy.scope(erlenstedt):
        with transaction.atomic():
            assert drafts() == 1
            transaction.set_rollback(True)
        assert sql("SELECT network_id FROM kernel_draft") == [(erlenstedt,)]
    assert drafts() == 0


def test_a_savepoint_taken_back_leaves_no_older_scope_behind(two_towns: tuple[UUID, UUID]) -> None:
    tannfurt, erlenstedt = two_towns
    with tenancy.scope(tannfurt):
        assert drafts() == 1
        with transaction.atomic():
            with tenancy.scope(erlenstedt):
                assert drafts() == 1
            transaction.set_rollback(True)
        assert sql("SELECT network_id FROM kernel_draft") == [(tannfurt,)]


def test_an_error_inside_a_scope_can_be_rolled_back_outside(two_towns: tuple[UUID, UUID]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), tenancy.scope(two_towns[0]):
        sql("SELECT 1/0")

    assert drafts() == 0


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_starts_without_a_network(two_towns: tuple[UUID, UUID]) -> None:
    with tenancy.scope(two_towns[0]):
        assert drafts() == 1
        connection.close()
        assert drafts() == 1
        connection.close()
    assert drafts() == 0


def test_protecting_twice_changes_nothing(owner: None) -> None:
    assert rowsecurity.protect(connection) == []
