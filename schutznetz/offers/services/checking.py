"""Whose changes appear at once and whose are looked at first; and the coordination's look afterwards."""

from dataclasses import replace
from datetime import timedelta

from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Organisation
from schutznetz.offers import history, publishing
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.facts import OfferFacts, packed, unpacked
from schutznetz.offers.models import Offer, OfferChange, ProposedChange, TrustedProvider
from schutznetz.offers.writing import without_secret, write
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids
from schutznetz.work.services import open_task, settle_tasks

CHECKED_WITHIN = timedelta(days=7)


@consequence
def propose_change(ctx: Context, offer: Offer, *, facts: OfferFacts) -> Offer:
    """Hand in what the entry should say; what families read stays until the coordination has looked.

    The last proposal counts: an earlier one is gone, so nobody takes over what she did not see.
    """
    ProposedChange.objects.filter(offer=offer).delete()
    ProposedChange.objects.create(
        offer=offer, facts=packed(without_secret(facts)), proposed_at=ctx.now, proposed_by=ctx.actor_id
    )
    if offer.pk not in about_ids(Offer, TaskKind.CHECK_OFFER):
        due_at = ctx.now + CHECKED_WITHIN
        open_task(ctx, offer, kind=TaskKind.CHECK_OFFER, due_at=due_at, line=Role.COORDINATOR)
    return offer


@command(OfferAction.DECIDE_CHANGE)
def adopt_change(ctx: Context, proposed: ProposedChange) -> Offer:
    """Let the entry say what the provider proposed."""
    offer = proposed.offer
    before = history.facts_of(offer)
    facts = unpacked(proposed.facts)
    write(offer, replace(facts, external_key=offer.external_key, organisation_id=offer.organisation_id))
    history.remember(ctx, offer, OfferAction.DECIDE_CHANGE, before=before)
    publishing.follow(offer)
    ProposedChange.objects.filter(pk=proposed.pk).delete()  # the trail still names it
    settle_tasks(ctx, offer, kind=TaskKind.CHECK_OFFER)
    return offer


@command(OfferAction.DECIDE_CHANGE)
def return_change(ctx: Context, proposed: ProposedChange, *, note: str) -> Offer:
    """Give the proposal back; its provider reads why."""
    proposed.returned_at, proposed.note = ctx.now, note
    proposed.save(update_fields=["returned_at", "note"])
    settle_tasks(ctx, proposed.offer, kind=TaskKind.CHECK_OFFER)
    return proposed.offer


@command(OfferAction.NOTE_SEEN)
def note_seen(ctx: Context, offer: Offer) -> Offer:
    """Note that the coordination has looked at what the provider did."""
    OfferChange.objects.filter(offer=offer, unseen_since__isnull=False).update(unseen_since=None)
    return offer


@command(OfferAction.TRUST)
def trust(ctx: Context, organisation: Organisation) -> Organisation:
    """Let what the organisation's providers change appear at once."""
    TrustedProvider.objects.get_or_create(
        organisation=organisation, defaults={"trusted_at": ctx.now, "trusted_by": ctx.actor_id}
    )
    return organisation


@command(OfferAction.TRUST)
def check_first(ctx: Context, organisation: Organisation) -> Organisation:
    """Look again at what the organisation's providers change before it appears."""
    TrustedProvider.objects.filter(organisation=organisation).delete()
    return organisation
