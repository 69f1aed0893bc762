"""The history of an offer that people read: which facts changed, from what to what."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from schutznetz.kernel.context import Context
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.models import Offer, OfferChange

_ENCODER = DjangoJSONEncoder()
_UNSAID = {"id", "network", "organisation", "latitude", "longitude", "digest"}


def facts_of(offer: Offer) -> dict[str, Any]:
    """Return the facts as they are now, times included."""
    names = [f.name for f in Offer._meta.concrete_fields if f.name not in _UNSAID]
    facts = {name: _plain(getattr(offer, name)) for name in names}
    facts["times"] = [str(line) for line in offer.times.order_by("weekday", "opens", "id")]
    return facts


def remember(ctx: Context, offer: Offer, action: OfferAction, *, before: dict[str, Any]) -> None:
    """Write what changed; an act that changed nothing is remembered as well."""
    after = facts_of(offer)
    changed = [name for name, value in after.items() if before.get(name) != value]
    OfferChange.objects.create(
        offer=offer,
        changed_at=ctx.now,
        actor_id=ctx.actor_id,
        action=action,
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed},
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | list):
        return value
    return str(value) if isinstance(value, str) else _ENCODER.default(value)
