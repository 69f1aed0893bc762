"""What was deleted stays deleted, whatever backup or copy of the database is put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections

from schutznetz import reclaiming, walls
from schutznetz.cases.queries.keeping import decided
from schutznetz.cases.services import keeping
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import system
from schutznetz.networks.models import Network
from schutznetz.tombstones import Tombstone


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as who owns the tables, as ``migrate`` does: the product's own role may move no wall."""
    connection = connections["default"]
    role = connection.settings_dict.get("OPTIONS", {}).pop("assume_role", None)
    if role:
        connection.close()
    try:
        yield
    finally:
        if role:
            connection.settings_dict["OPTIONS"]["assume_role"] = role
            connection.close()


def reapply(stones: list[Tombstone]) -> int:
    """Delete again whatever of these is there; the walls stand aside for it and are put up again.

    An older database does not hold what the two decided: the list outside of it does.
    """
    connection, deleted, erased = connections["default"], 0, 0
    with as_owner():
        walls.take_down(connection)
        try:
            for network in Network.objects.order_by("slug"):
                with tenancy.scope(network.pk):
                    deleted += keeping.reapply_deletions(system(network.pk), network, stones=stones)
                    erased += keeping.reapply_trail(system(network.pk), network, stones=stones)
        finally:
            walls.put_up(connection)
        if deleted or erased:
            reclaiming.rewrite()
    return deleted


def unlisted(stones: list[Tombstone]) -> int:
    """Return how many decided deletions of the database are not in this list: then a newer one exists."""
    listed, missing = {UUID(each.deletion) for each in stones}, 0
    for network in Network.objects.order_by("slug"):
        with tenancy.scope(network.pk):
            missing += len(decided() - listed)
    return missing
