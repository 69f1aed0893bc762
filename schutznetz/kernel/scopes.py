"""Which network is open. Apart from ``tenancy``, so that the database backend can ask without models."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

SETTING = "schutznetz.network"  # what PostgreSQL is told, see rowsecurity
_scope: ContextVar[UUID | None] = ContextVar("network", default=None)


class OutOfScope(RuntimeError):
    """A network's rows were touched without saying which network, or across networks."""


@contextmanager
def scope(network_id: UUID) -> Iterator[None]:
    token = _scope.set(network_id)
    try:
        yield
    finally:
        _scope.reset(token)


def opened() -> str:
    """Return the open network as the database is told it; empty outside a scope."""
    return str(_scope.get() or "")


def current() -> UUID:
    network_id = _scope.get()
    if network_id is None:
        raise OutOfScope("Open tenancy.scope(network_id) first.")
    return network_id
