"""Who has access, since when, until when, and what waits for a second person."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from schutznetz.accounts.models import User
from schutznetz.accounts.one_human import people_behind
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.actions import PeopleAction
from schutznetz.networks.choices import ProposalState
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Assignment, Lock, Organisation, Proposal, Unit
from schutznetz.networks.values import Seat


@dataclass(frozen=True, slots=True)
class PersonRow:
    assignment: Assignment
    locked: bool
    ends_soon: bool
    joined: tuple[str, ...]  # the other accounts of the same human


SOON = 30  # days before the end of an access in which the list points to it


def people(ctx: Context) -> list[PersonRow]:
    """Return the accesses of today and later, by name."""
    today = day_of(ctx.now)
    locked = Lock.objects.filter(person=OuterRef("user"), lifted_at__isnull=True)
    held = Assignment.objects.filter(ends_on__gte=today).annotate(locked=Exists(locked))
    held = held.select_related("user", "organisation", "unit")
    rows = list(held.order_by("user__last_name", "user__first_name", "role", "pk"))
    people, accounts = people_behind(row.user_id for row in rows), {row.user_id: row.user for row in rows}
    return [
        PersonRow(
            row,
            row.locked,
            (row.ends_on - today).days <= SOON,
            tuple(
                called(account)
                for pk, account in accounts.items()
                if pk != row.user_id and people[pk] == people[row.user_id]
            ),
        )
        for row in rows
    ]


def called(account: User) -> str:
    """Return a name by which two accounts of the same human are told apart."""
    return f"{account.display_name} · {account.email}" if account.email else account.display_name


def other_accounts(assignment: Assignment) -> list[tuple[str, str]]:
    """Return the other accounts of this network, by name."""
    others = assignment.network.people.exclude(pk=assignment.user_id)
    return [(str(each.pk), called(each)) for each in others.order_by("last_name", "first_name", "pk")]


def open_proposals(ctx: Context) -> list[Proposal]:
    """Return what waits: for a second person, or approved and not yet taken up."""
    found = policy.rows(ctx, PeopleAction.READ_PROPOSAL, Proposal)
    waiting = found.filter(state=ProposalState.OPEN, expires_at__gt=ctx.now)
    inviting = found.filter(state=ProposalState.APPROVED, kind__in=["assignment", "recovery"])
    inviting = inviting.exclude(invitations__used_at__isnull=False).filter(subject__isnull=True)
    recovering = found.filter(state=ProposalState.APPROVED, kind="recovery")
    recovering = recovering.exclude(invitations__used_at__isnull=False)
    pks = [*waiting.values_list("pk", flat=True), *inviting.values_list("pk", flat=True)]
    pks += recovering.values_list("pk", flat=True)
    return list(
        found.filter(pk__in=pks).select_related("proposed_by", "subject").order_by("proposed_at", "pk")
    )


def digest(proposal: Proposal) -> str:
    """Return what the second person's decision is bound to: this proposal with exactly this content."""
    body = json.dumps([str(proposal.pk), proposal.kind, proposal.content], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()


def units() -> list[Unit]:
    return list(Unit.objects.order_by("name", "pk"))


def place_of(seat: Seat) -> str:
    """Return institution and unit of a proposed seat, as people call them."""
    places: list[Organisation | Unit | None] = [
        Organisation.objects.filter(pk=seat.organisation_id).first() if seat.organisation_id else None,
        Unit.objects.filter(pk=seat.unit_id).first() if seat.unit_id else None,
    ]
    return ", ".join(place.name for place in places if place)
