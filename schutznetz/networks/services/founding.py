"""The first hour of a network: its area and the two people who together let everybody else in."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db.models import Q

from schutznetz.kernel import ids
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import ProposalKind, ProposalState, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Invitation, Jurisdiction, Network, Proposal
from schutznetz.networks.services.people import ALPHABET, INVITATION_OPEN, SECRET
from schutznetz.networks.values import Area, NewPerson, Seat

A_YEAR = timedelta(days=365)


@command(NetworkAction.FOUND)
def begin_network(
    ctx: Context, network: Network, *, areas: Sequence[Area], founders: Sequence[tuple[NewPerson, Role]]
) -> dict[str, str]:
    """Claim the area and return each founder's one-time secret by mail address.

    Nobody can agree to the first two accesses, so the operator vouches for them here.
    """
    for area in areas:
        _claim(network, area)
    return {person.email: _vouch(ctx, person, role) for person, role in founders}


@command(NetworkAction.FOUND)
def claim_area(ctx: Context, network: Network, *, area: Area) -> Jurisdiction:
    """Take over a Kreis or municipality from a day on; at most one network has it at a time."""
    return _claim(network, area)


def _claim(network: Network, area: Area) -> Jurisdiction:
    others = Jurisdiction.objects.filter(ags=area.ags)
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=area.valid_from))
    if area.valid_to:
        others = others.filter(valid_from__lte=area.valid_to)
    if others.exists():
        raise Conflict(gettext_noop("Für dieses Gebiet ist in dieser Zeit schon ein Netzwerk zuständig."))
    return Jurisdiction.objects.create(network=network, **asdict(area))


def _vouch(ctx: Context, person: NewPerson, role: Role) -> str:
    today = day_of(ctx.now)
    seat = Seat(role=role, starts_on=today, ends_on=today + A_YEAR, reason="Gründung des Netzwerks")
    proposal = Proposal.objects.create(
        kind=ProposalKind.ASSIGNMENT,
        state=ProposalState.APPROVED,
        content={"person": asdict(person), "seat": seat.packed()},
        proposed_at=ctx.now,
        expires_at=ctx.now,
        decided_at=ctx.now,
    )
    secret = ids.choose(ALPHABET, SECRET)
    Invitation.objects.create(
        proposal=proposal,
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        issued_at=ctx.now,
        expires_at=ctx.now + INVITATION_OPEN,
    )
    return secret
