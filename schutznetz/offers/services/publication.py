"""Showing an offer, taking it away, and keeping true what changes often."""

from datetime import timedelta
from uuid import UUID

from schutznetz.kernel import clock
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import people_with, present_among
from schutznetz.offers import history, publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState, Origin, Visibility
from schutznetz.offers.models import Offer
from schutznetz.offers.states import OFFER
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids
from schutznetz.work.services import open_task, settle_tasks

CONFIRMED_FOR = timedelta(days=183)  # providers are asked every six months
ANSWER_WITHIN = timedelta(days=14)


@command(OfferAction.PUBLISH)
def publish(ctx: Context, offer: Offer) -> Offer:
    """Show the offer to everybody, or to the network's professionals where it is for them.

    What a provider entered counts as confirmed today; what was copied from elsewhere does not.
    """
    before = history.facts_of(offer)
    dates = _confirmed() if offer.origin == Origin.PROVIDER else {}
    OFFER.move(offer, "publish", **dates)
    history.remember(ctx, offer, OfferAction.PUBLISH, before=before)
    publishing.follow(offer)
    return offer


@command(OfferAction.WITHDRAW)
def withdraw(ctx: Context, offer: Offer, *, for_good: bool = False, moved_to: Offer | None = None) -> Offer:
    """Take the offer from the public list, for a while or for good; ``moved_to`` is where families go on."""
    was_public = offer.state != OfferState.DRAFT and offer.visibility == Visibility.PUBLIC
    before = history.facts_of(offer)
    OFFER.move(offer, "end" if for_good else "pause")
    for kind in (TaskKind.CONFIRM_OFFER, TaskKind.CHECK_OFFER):
        settle_tasks(ctx, offer, kind=kind)
    history.remember(ctx, offer, OfferAction.WITHDRAW, before=before)
    publishing.follow(offer)
    if for_good and was_public:
        publishing.leave_sign(offer, moved_to.pk if moved_to else None)
    return offer


@command(OfferAction.SET_PLACES)
def set_free_places(
    ctx: Context, offer: Offer, *, places: int | None, waiting_list: int | None = None
) -> Offer:
    """Say how many places are free now; the figure carries its time wherever it is shown."""
    return say_places(ctx, offer, OfferAction.SET_PLACES, places=places, waiting_list=waiting_list)


@consequence
def say_places(
    ctx: Context, offer: Offer, action: OfferAction, *, places: int | None, waiting_list: int | None = None
) -> Offer:
    """Note the figure as of now, for whoever may say it."""
    if places is not None and offer.places_total is not None and places > offer.places_total:
        raise Conflict(gettext_noop("So viele Plätze hat das Angebot nicht."))
    before = history.facts_of(offer)
    offer.places_free, offer.waiting_list = places, waiting_list
    offer.places_as_of = None if places is None else ctx.now
    offer.save()
    history.remember(ctx, offer, action, before=before)
    publishing.follow(offer)
    return offer


@command(OfferAction.CONFIRM)
def confirm(ctx: Context, offer: Offer) -> Offer:
    """Vouch that everything still holds; it counts for six months."""
    return vouch(ctx, offer, OfferAction.CONFIRM)


@consequence
def vouch(ctx: Context, offer: Offer, action: OfferAction) -> Offer:
    """Note that the facts hold from today, for whoever may say it."""
    before = history.facts_of(offer)
    offer.origin = Origin.PROVIDER
    for name, value in _confirmed().items():
        setattr(offer, name, value)
    offer.save()
    settle_tasks(ctx, offer, kind=TaskKind.CONFIRM_OFFER)
    history.remember(ctx, offer, action, before=before)
    publishing.follow(offer)
    return offer


@command(OfferAction.LET_LAPSE)
def let_places_lapse(ctx: Context, offer: Offer) -> Offer:
    """Drop a figure that is no longer current; when it was said stays, the figure is in the history."""
    before = history.facts_of(offer)
    offer.places_free = offer.waiting_list = None
    offer.save()
    history.remember(ctx, offer, OfferAction.LET_LAPSE, before=before)
    publishing.follow(offer)
    return offer


@command(OfferAction.ASK)
def ask_to_confirm(ctx: Context, offer: Offer) -> Offer:
    """Put a lapsed offer on its provider's list, with the coordination standing in; and rank it as lapsed.

    Where the provider has no account, it is the coordination's to ask.
    """
    publishing.follow(offer)
    if offer.pk in about_ids(Offer, TaskKind.CONFIRM_OFFER):
        return offer
    owner = (
        _first(Role.PROVIDER, ctx, organisation_id=offer.organisation_id) if offer.organisation_id else None
    )
    substitute = _first(Role.COORDINATOR, ctx)
    open_task(
        ctx,
        offer,
        kind=TaskKind.CONFIRM_OFFER,
        due_at=ctx.now + ANSWER_WITHIN,
        owner_id=owner,
        substitute_id=substitute if owner and substitute != owner else None,
        line="" if owner else Role.COORDINATOR,
    )
    return offer


def _first(role: Role, ctx: Context, *, organisation_id: UUID | None = None) -> UUID | None:
    """Return somebody who acts in that function, whoever is there before whoever is away."""
    people = [user.pk for user in people_with(role, at=ctx.now, organisation_id=organisation_id)]
    here = present_among(people, ctx.now)
    return next((person for person in people if person in here or not here), None)


def _confirmed() -> dict[str, object]:
    return {"confirmed_on": clock.today(), "confirm_by": clock.today() + CONFIRMED_FOR}
