"""Taking over many offers at once: all of them or none, and the same file twice changes nothing."""

from collections.abc import Sequence

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.networks import staging
from schutznetz.networks.models import Network
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.arrival import Arrival, Imported, pieces
from schutznetz.offers.facts import OfferFacts


@command(OfferAction.IMPORT)
def import_offers(ctx: Context, network: Network, *, offers: Sequence[OfferFacts]) -> Imported:
    """Enter and publish a few ``offers`` at once, each known by its key within the network.

    An offer whose line in the file did not change since the last time is left alone, so what a
    provider corrected here meanwhile stays. Nothing is removed.
    """
    arrival = Arrival()
    staging.enter_at_once(pieces(ctx, network, offers), arrival.make_way)
    return arrival.finish()
