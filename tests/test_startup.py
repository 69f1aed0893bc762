"""A start on which no promise could be kept is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.checks import CheckMessage
from django.db import DatabaseError, connection

from schutznetz import startup
from schutznetz.kernel import clock, rootfile
from schutznetz.settings import engine

NEEDS_SQLITE = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="speaks of SQLite's settings")
NEEDS_POSTGRESQL = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="speaks of PostgreSQL's")


def said(messages: list[CheckMessage]) -> str:
    return "\n".join(str(message.msg) for message in messages)


def answer(monkeypatch: pytest.MonkeyPatch, word: str, value: Any) -> None:
    """Let the database answer otherwise to the one question that contains ``word``."""
    ask = startup._one
    monkeypatch.setattr(startup, "_one", lambda sql: value if word in sql else ask(sql))


@pytest.fixture
def in_earnest(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database set up as in operation: that of the tests does not wait for the disk."""
    house = connection.copy()
    house.settings_dict |= {"NAME": tmp_path / "house.sqlite3", "OPTIONS": dict(engine.SQLITE)}
    monkeypatch.setattr(startup, "connection", house)
    yield
    house.close()


@NEEDS_SQLITE
def test_the_house_starts_on_sqlite_as_it_sets_it_up(in_earnest: None) -> None:
    assert startup.the_database_keeps_what_it_acknowledges() == []


@NEEDS_SQLITE
@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("sqlite_version", "3.40.1"),
        ("journal_mode", "delete"),
        ("synchronous", 1),
        ("foreign_keys", 0),
        ("secure_delete", 0),
    ],
)
def test_an_unsafe_sqlite_is_refused(
    in_earnest: None, monkeypatch: pytest.MonkeyPatch, word: str, value: object
) -> None:
    answer(monkeypatch, word, value)
    assert word in said(startup.the_database_keeps_what_it_acknowledges()).lower() or word == "sqlite_version"
    assert len(startup.the_database_keeps_what_it_acknowledges()) == 1


@NEEDS_SQLITE
def test_transactions_that_begin_late_are_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    assert "IMMEDIATE" in said(startup.the_database_keeps_what_it_acknowledges())


SAFE = {
    "server_version_num": "150020",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "rolsuper": False,
    "pg_class": 0,
    "extract": None,
}


@pytest.mark.parametrize(
    ("word", "value", "sentence"),
    [
        ("server_version_num", "140000", "zu alt"),
        ("fsync", "off", "fsync"),
        ("full_page_writes", "off", "full_page_writes"),
        ("synchronous_commit", "local", "synchronous_commit"),
        ("rolsuper", True, "Superuser"),
        ("pg_class", 3, "nichts besitzen"),
        ("extract", 0.0, "Uhren"),
        ("", None, ""),
    ],
)
def test_an_unsafe_postgresql_is_refused(
    monkeypatch: pytest.MonkeyPatch, word: str, value: object, sentence: str
) -> None:
    answers = {**SAFE, "extract": clock.now().timestamp()} | ({word: value} if word else {})
    monkeypatch.setattr(startup, "_one", lambda sql: next(v for k, v in answers.items() if k in sql))
    found = list(startup._postgresql())
    assert [sentence in each for each in found] == ([True] if word else [])


@NEEDS_POSTGRESQL
def test_the_questions_are_understood_by_postgresql(db: None) -> None:
    assert isinstance(list(startup._postgresql()), list)


def test_a_silent_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(sql: str) -> None:
        raise DatabaseError("password=geheim")

    monkeypatch.setattr(startup, "_one", fail)
    assert "geheim" not in said(startup.the_database_keeps_what_it_acknowledges())
    assert "antwortet nicht" in said(startup.the_database_keeps_what_it_acknowledges())


def test_a_missing_root_key_stops_the_start(settings: LazySettings, tmp_path: Path) -> None:
    settings.ROOT_KEY_FILE, settings.ROOT_KEY_ON_DEMAND = tmp_path / "keys" / "root.key", False
    assert "fehlt" in said(startup.the_keys_are_there_and_private())


def test_keys_that_others_may_read_stop_the_start(settings: LazySettings, tmp_path: Path) -> None:
    settings.ROOT_KEY_FILE = tmp_path / "keys" / "root.key"
    rootfile.create()
    assert startup.the_keys_are_there_and_private() == []
    Path(settings.AUDIT_KEY_FILE).write_text("x")
    Path(settings.AUDIT_KEY_FILE).chmod(0o644)
    assert "chmod 600" in said(startup.the_keys_are_there_and_private())


def test_marks_that_cannot_be_written_stop_the_start(settings: LazySettings, tmp_path: Path) -> None:
    assert startup.the_marks_can_be_written() == []
    (tmp_path / "file").write_text("")
    settings.CHECKPOINTS = tmp_path / "file" / "checkpoints"
    assert "geschrieben" in said(startup.the_marks_can_be_written())


def test_a_full_disk_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "ROOM", 2**62)
    assert "512 MB" in said(startup.the_marks_can_be_written())


def test_a_clock_before_the_last_mark_stops_the_start(settings: LazySettings) -> None:
    assert startup.the_clock_is_right() == []
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC)):
        assert "geht nach" in said(startup.the_clock_is_right())
    folder = Path(settings.CHECKPOINTS)
    folder.mkdir(parents=True)
    (folder / "a.log").write_text("")
    with clock.frozen(startup.BUILT):
        assert "geht nach" in said(startup.the_clock_is_right())
