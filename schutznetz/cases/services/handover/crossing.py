"""The one place where a word passes from one network into another.

Whoever crosses acts over there as the house itself, under the rights the table gives it and into that
network's own trail. Only plain values come along: a row of one network never enters another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context, system


@contextmanager
def over_there(ctx: Context, network_id: UUID) -> Iterator[Context]:
    """Open the other network for the length of one command, at the same instant and in one transaction."""
    with tenancy.scope(network_id):
        yield replace(system(network_id), now=ctx.now)
