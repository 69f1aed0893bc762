"""Writers of one SQLite file take turns, and a dead one gives its turn back."""

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.backends import sqlite3

from schutznetz.networks.models import Network
from schutznetz.settings.sqlite import base

pytestmark = [
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the gate of SQLite"),
    pytest.mark.django_db(transaction=True),
]

HOLD = """
import fcntl, os, sys, time
gate = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(gate, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(600)
"""


def in_thread(act: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        act()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_busy_writer_lets_the_others_in() -> None:
    served = threading.Event()
    network = Network.objects.create(slug="tannfurt", name="0")

    def once() -> None:
        with transaction.atomic():
            Network.objects.filter(pk=network.pk).update(name="served")
        served.set()

    waiting, turns = None, 0
    while not served.is_set() and turns < 20_000:
        with transaction.atomic():
            Network.objects.filter(pk=network.pk).update(name=str(turns))
            waiting = waiting or in_thread(once)
        turns += 1

    assert waiting is not None
    assert served.is_set()
    waiting.join()


def test_a_killed_process_gives_its_turn_back() -> None:
    gate = f"{connection.settings_dict['NAME']}.gate"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, gate], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"

    def write() -> None:
        with transaction.atomic():
            Network.objects.create(slug="tannfurt", name="Tannfurt")

    writer = in_thread(write)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    writer.join(60)

    assert Network.objects.count() == 1


def test_a_failed_transaction_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Network.objects.create(slug=str(1 // 0))
    in_thread(lambda: Network(slug="tannfurt").save()).join(60)
    assert Network.objects.count() == 1


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(connection.settings_dict["NAME"])
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    with base._within[name], pytest.raises(OperationalError, match="locked"), transaction.atomic():
        pass


def test_a_transaction_that_cannot_begin_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object) -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3.base.DatabaseWrapper, "_start_transaction_under_autocommit", fail, raising=True)
        with pytest.raises(OperationalError), transaction.atomic():
            pass
    with transaction.atomic():
        assert connection._held  # type: ignore[attr-defined]  # our own engine's
    assert not connection._held  # type: ignore[attr-defined]  # our own engine's
