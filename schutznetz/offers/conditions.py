"""Which offers: the conditions that the authorization table names."""

from django.db.models import Q

from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING, Condition
from schutznetz.networks.conditions import day_of
from schutznetz.offers import freshness
from schutznetz.offers.choices import OfferState
from schutznetz.offers.models import TrustedProvider


def _own(ctx: Context) -> Q:
    return Q(organisation=ctx.organisation_id) if ctx.organisation_id else NOTHING


of_my_organisation = Condition("des eigenen Trägers", _own)
not_ended = Condition("nicht beendet", lambda ctx: ~Q(state=OfferState.ENDED))
published = Condition("veröffentlicht", lambda ctx: Q(state=OfferState.PUBLISHED))
lapsed = Condition("länger nicht bestätigt", lambda ctx: Q(confirm_by__lt=day_of(ctx.now)))
not_shown = Condition("nicht veröffentlicht", lambda ctx: ~Q(state=OfferState.PUBLISHED))


def _trusted(ctx: Context) -> Q:
    return Q(organisation__in=TrustedProvider.objects.values("organisation"))


of_trusted_provider = Condition("eines Trägers, dessen Angebote sofort erscheinen", _trusted)
waiting = Condition("noch nicht entschieden", lambda ctx: Q(returned_at=None))
showing = Condition("öffentlich zu sehen", lambda ctx: Q(closed_on=None))
figure_lapsed = Condition(
    "mit überholter Zahl freier Plätze",
    lambda ctx: Q(places_free__isnull=False, places_as_of__lt=freshness.oldest_current(day_of(ctx.now))),
)
link_open = Condition(
    "Link gilt noch, Angebot veröffentlicht",
    lambda ctx: Q(expires_at__gt=ctx.now, offer__state=OfferState.PUBLISHED),
)
in_its_network = Condition("auf den Seiten seines Netzwerks", lambda ctx: Q(network=ctx.network_id))
