"""Which offers: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING, Condition
from schutznetz.networks.conditions import day_of
from schutznetz.offers.choices import OfferState


def _own(ctx: Context) -> Q:
    return Q(organisation=ctx.organisation_id) if ctx.organisation_id else NOTHING


of_my_organisation = Condition("des eigenen Trägers", _own)
not_ended = Condition("nicht beendet", lambda ctx: ~Q(state=OfferState.ENDED))
published = Condition("veröffentlicht", lambda ctx: Q(state=OfferState.PUBLISHED))
lapsed = Condition("länger nicht bestätigt", lambda ctx: Q(confirm_by__lt=day_of(ctx.now)))
in_its_network = Condition("auf den Seiten seines Netzwerks", lambda ctx: Q(network=ctx.network_id))
