"""The only caller of the random sources for identifiers and tokens: tests seed them here."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random
from uuid import UUID, uuid4

_seeded: ContextVar[Random | None] = ContextVar("seeded", default=None)


def new_id() -> UUID:
    source = _seeded.get()
    return UUID(int=source.getrandbits(128), version=4) if source else uuid4()


def choose(alphabet: str, length: int) -> str:
    """Return ``length`` letters of ``alphabet``, each equally likely."""
    source = _seeded.get()
    pick: Callable[[str], str] = source.choice if source else secrets.choice
    return "".join(pick(alphabet) for _ in range(length))


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Make identifiers repeatable, for the demo and the two-world test; never in production."""
    token = _seeded.set(Random(seed))  # noqa: S311 - repeatable on purpose
    try:
        yield
    finally:
        _seeded.reset(token)
