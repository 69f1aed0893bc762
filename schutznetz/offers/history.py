"""The history of an offer that people read: which facts changed, from what to what."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.offers import refuges
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import Weekday
from schutznetz.offers.models import Offer, OfferChange, OpeningTime

# What providers do at once, the coordination sees afterwards.
_SHOWN = {OfferAction.ADD, OfferAction.CHANGE, OfferAction.PUBLISH, OfferAction.WITHDRAW}
_ENCODER = DjangoJSONEncoder()
_UNSAID = {"id", "network", "organisation", "latitude", "longitude", "digest"}
_NAMES = [column.name for column in Offer._meta.concrete_fields if column.name not in _UNSAID]


def facts_of(offer: Offer, times: Iterable[OpeningTime] | None = None) -> dict[str, Any]:
    """Return the facts as they are now, times included; ``times`` spares asking for them."""
    facts = {name: _plain(getattr(offer, name)) for name in _NAMES}
    known = offer.times.all() if times is None else times
    facts["times"] = [str(line) for line in sorted(known, key=in_week)]
    return facts


def in_week(time: OpeningTime) -> tuple[int, str, str]:
    """Order the times of an offer as they come in the week."""
    return list(Weekday).index(Weekday(time.weekday)), str(time.opens or ""), str(time.pk)


def remember(ctx: Context, offer: Offer, action: OfferAction, *, before: dict[str, Any]) -> None:
    """Write what changed; an act that changed nothing is remembered as well."""
    change(ctx, offer, action, before=before, after=facts_of(offer)).save()
    if became_refuge(offer, before):
        forget_addresses([offer.pk])


def became_refuge(offer: Offer, before: dict[str, Any]) -> bool:
    return offer.hidden_address and before.get("hidden_address") is False


def forget_addresses(offers: Sequence[Any]) -> None:
    """Take addresses out of the history of offers that are refuges from now on."""
    for step in OfferChange.objects.filter(offer__in=offers).order_by("pk"):
        step.before, step.after = refuges.without_address(step.before), refuges.without_address(step.after)
        step.save(update_fields=["before", "after"])


def change(
    ctx: Context, offer: Offer, action: OfferAction, *, before: dict[str, Any], after: dict[str, Any]
) -> OfferChange:
    """Return the step unsaved; what becomes a refuge takes its address with it, from here as well."""
    if offer.hidden_address:
        before, after = refuges.without_address(before), refuges.without_address(after)
    changed = [name for name, value in after.items() if before.get(name) != value]
    return OfferChange(
        offer=offer,
        changed_at=ctx.now,
        actor_id=ctx.actor_id,
        action=action,
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed},
        unseen_since=ctx.now if ctx.role == Role.PROVIDER and action in _SHOWN else None,
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | list):
        return value
    return str(value) if isinstance(value, str) else _ENCODER.default(value)
