"""The ground campaigns stand on: a fresh database with one network, and processes that may be killed."""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import cache
from random import Random
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, connections

from schutznetz.kernel import ids, tenancy
from tools import template


@cache
def _tables() -> None:
    """Once for each process and its database: to find nothing to migrate costs seconds."""
    template.provide()


def prepare() -> UUID:
    """Create the tables and a network; from here on work as the role that owns nothing."""
    _tables()
    network = apps.get_model("networks", "Network")._default_manager.create(
        slug=f"netz-{ids.new_id().hex[:8]}", name="Netzwerk der Prüfung"
    )
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["assume_role"] = settings.DATABASE_ROLE
    connections.close_all()
    gc.collect()
    gc.freeze()  # what children share with us is not copied for their garbage collection
    return UUID(str(network.pk))


def fork(act: Callable[[], None]) -> int:
    """Run ``act`` in a child process with connections of its own; it never returns here."""
    connections.close_all()
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    try:
        act()
    except OperationalError:  # the server is gone: whoever killed it knows
        os._exit(1)
    except BaseException:  # noqa: BLE001 - a child has no other way to tell
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def begin(act: Callable[[], None]) -> int:
    """Fork, and return when the child has opened its database and begins ``act``."""
    reader, pipe = os.pipe()

    def run() -> None:
        os.close(reader)
        connection.ensure_connection()
        os.close(pipe)
        act()

    pid = fork(run)
    os.close(pipe)
    os.read(reader, 1)  # ends when the child closes its end
    os.close(reader)
    return pid


def drain(reader: int) -> bytes:
    """Read a pipe until everybody who could write into it is gone."""
    heard = b""
    while part := os.read(reader, 65536):
        heard += part
    os.close(reader)
    return heard


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def scoped(network_id: UUID, act: Callable[[], None]) -> Callable[[], None]:
    """Open the network around ``act``."""

    def run() -> None:
        with tenancy.scope(network_id):
            act()

    return run


def dice(*words: object) -> Random:
    """Return a source of chance that is the same in every run."""
    return Random("/".join(map(str, words)))
