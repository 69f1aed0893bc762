"""Who comes in and who goes: two people for every access, one is enough to shut somebody out."""

import hashlib
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from schutznetz.accounts import queries as accounts
from schutznetz.accounts import services as account_services
from schutznetz.accounts.models import User
from schutznetz.accounts.one_human import accounts_with
from schutznetz.kernel import audit, ids
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import PeopleAction
from schutznetz.networks.choices import ProposalKind
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Assignment, Invitation, Lock, Network, Proposal
from schutznetz.networks.queries.people import digest
from schutznetz.networks.services.settings import _apply
from schutznetz.networks.states import PROPOSAL
from schutznetz.networks.values import NewPerson, Seat

TWO_ACCOUNTS = gettext_noop("Bitte wählen Sie ein anderes Konto dieses Netzwerks.")
NOT_JOINED = gettext_noop("Dieses Konto ist mit keinem anderen verbunden.")
DECIDE_WITHIN = timedelta(hours=72)
OWN_SESSION = gettext_noop("Die zweite Person entscheidet mit ihrer eigenen Anmeldung.")
CHANGED = gettext_noop("Der Vorschlag ist nicht mehr der, den Sie gesehen haben.")
INVITATION_OPEN = timedelta(hours=48)
RECOVERY_OPEN = timedelta(minutes=30)
LONGEST = timedelta(days=366)  # an assignment is asked for anew every year
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
SECRET = 32  # letters of 32: 160 bit


class AlreadyKnown(Conflict):
    """The invited person has an account: she signs in with it and opens the link again."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop("Sie haben schon ein Konto. Melden Sie sich an und öffnen Sie den Link noch einmal.")
        )


@command(PeopleAction.PROPOSE)
def propose_assignment(ctx: Context, network: Network, *, person: NewPerson, seat: Seat) -> Proposal:
    """Ask that somebody may act here; nothing changes until a second person has agreed."""
    if not seat.starts_on <= seat.ends_on <= seat.starts_on + LONGEST:
        raise Conflict(
            gettext_noop("Ein Zugang gilt höchstens ein Jahr. Bitte wählen Sie ein früheres Ende.")
        )
    known = network.people.filter(email__iexact=person.email).first()
    content = {"person": asdict(person), "seat": seat.packed()}
    return _propose(ctx, ProposalKind.ASSIGNMENT, content, known)


@command(PeopleAction.PROPOSE_RECOVERY)
def propose_recovery(ctx: Context, assignment: Assignment) -> Proposal:
    """Ask that somebody who lost telephone and recovery codes may set up her sign-in anew."""
    return _propose(ctx, ProposalKind.RECOVERY, {}, assignment.user)


@command(PeopleAction.JOIN_ACCOUNTS)
def join_accounts(ctx: Context, assignment: Assignment, *, other_id: UUID) -> Assignment:
    """Say that two accounts belong to one human: from now on they are one person wherever two are needed.

    That is the strict side, so one person may; to part them again needs two.
    """
    if other_id == assignment.user_id or not assignment.network.people.filter(pk=other_id).exists():
        raise Conflict(TWO_ACCOUNTS)
    account_services.join(assignment.user_id, other_id)
    return assignment


@command(PeopleAction.PROPOSE_PARTING)
def propose_parting(ctx: Context, assignment: Assignment) -> Proposal:
    """Ask that an account counts as a person of its own again."""
    if not accounts_with(assignment.user_id).exists():
        raise Conflict(NOT_JOINED)
    return _propose(ctx, ProposalKind.PARTING, {}, assignment.user)


def _propose(ctx: Context, kind: ProposalKind, content: dict[str, Any], subject: User | None) -> Proposal:
    return Proposal.objects.create(
        kind=kind,
        content=content,
        subject=subject,
        proposed_by_id=ctx.actor_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
        expires_at=ctx.now + DECIDE_WITHIN,
    )


@command(PeopleAction.DECIDE)
def decide(ctx: Context, proposal: Proposal, *, approve: bool, seen: str) -> Proposal:
    """Agree or refuse as the second person. ``seen`` is the digest of what the page showed."""
    signature = {"decided_by_id": ctx.actor_id, "decided_at": ctx.now, "decided_session": ctx.session}
    if not ctx.session or ctx.session == proposal.proposed_session:
        raise _refusal(ctx, proposal, OWN_SESSION)
    if seen != digest(proposal):
        raise _refusal(ctx, proposal, CHANGED)
    try:
        PROPOSAL.move(proposal, "approve" if approve else "refuse", **signature)
    except Conflict as overtaken:
        raise _refusal(ctx, proposal, overtaken.reason) from overtaken
    if approve and proposal.kind == ProposalKind.SETTINGS:
        _apply(proposal.network, proposal.content)
    if approve and proposal.kind == ProposalKind.PARTING and proposal.subject_id:
        account_services.part(proposal.subject_id)
    if approve and proposal.kind == ProposalKind.ASSIGNMENT and proposal.subject:
        _grant(proposal, proposal.subject)
    return proposal


def _refusal(ctx: Context, proposal: Proposal, reason: str) -> Conflict:
    """Put it on the trail, where it stays although all else is undone."""
    audit.deny(ctx, PeopleAction.DECIDE, proposal)
    return Conflict(reason)


def _grant(proposal: Proposal, user: User) -> Assignment:
    seat = Seat.unpacked(proposal.content["seat"])
    return Assignment.objects.create(
        user=user,
        role=seat.role,
        organisation_id=seat.organisation_id,
        unit_id=seat.unit_id,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        reason=seat.reason,
        granted_by_id=proposal.proposed_by_id,
        approved_by_id=proposal.decided_by_id,
    )


@command(PeopleAction.INVITE)
def invite(ctx: Context, proposal: Proposal) -> str:
    """Return the secret of a one-time link; whatever link was out before is void.

    It is shown once, to be handed over by hand, telephone or post: nothing here sends it.
    """
    if proposal.kind == ProposalKind.ASSIGNMENT and proposal.subject_id:
        raise Conflict(gettext_noop("Dieser Zugang ist schon eingerichtet."))
    Invitation.objects.filter(proposal=proposal, used_at=None).update(expires_at=ctx.now)
    recovery = proposal.kind == ProposalKind.RECOVERY
    secret = ids.choose(ALPHABET, SECRET)
    Invitation.objects.create(
        proposal=proposal,
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        issued_at=ctx.now,
        issued_by_id=ctx.actor_id,
        expires_at=ctx.now + (RECOVERY_OPEN if recovery else INVITATION_OPEN),
    )
    return secret


@command(PeopleAction.ACCEPT_INVITATION)
def accept_invitation(ctx: Context, network: Network, *, secret: str, password: str = "") -> User:
    """Take up an invitation: once, in time, here. Somebody with an account signs in first, then accepts."""
    invitation = _open_invitation(ctx, secret)
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=ctx.now):
        raise _spent()
    proposal = invitation.proposal
    if proposal.kind == ProposalKind.RECOVERY:
        return _recover(proposal, password)
    person = NewPerson(**proposal.content["person"])
    known = accounts.with_email(person.email)
    if known and known.pk != ctx.actor_id:
        raise AlreadyKnown
    user = known or account_services.enrol(**asdict(person), password=password)
    Proposal.objects.filter(pk=proposal.pk).update(subject=user)
    _grant(proposal, user)
    return user


def _open_invitation(ctx: Context, secret: str) -> Invitation:
    digest = hashlib.sha256(secret.encode()).hexdigest()
    found = Invitation.objects.filter(digest=digest, used_at=None, expires_at__gt=ctx.now)
    invitation = found.select_related("proposal").first()
    if invitation is None:
        raise _spent()
    return invitation


def _spent() -> Conflict:
    return Conflict(gettext_noop("Dieser Link gilt nicht mehr. Bitte lassen Sie sich einen neuen geben."))


def _recover(proposal: Proposal, password: str) -> User:
    if proposal.subject is None:
        raise _spent()
    account_services.begin_anew(proposal.subject, password=password)
    return proposal.subject


@command(PeopleAction.END_ASSIGNMENT)
def end_assignment(ctx: Context, assignment: Assignment) -> Assignment:
    """End a function today; whoever acts in it is signed out at once."""
    yesterday = day_of(ctx.now) - timedelta(days=1)
    assignment.ends_on = max(yesterday, assignment.starts_on)
    if assignment.ends_on > yesterday:  # it began today: nothing of it may remain
        assignment.starts_on = assignment.ends_on = yesterday
    assignment.save()
    account_services.end_sessions(assignment.user_id)
    return assignment


@command(PeopleAction.LOCK)
def lock(ctx: Context, assignment: Assignment) -> Lock:
    """Shut somebody out of this network at once, whatever functions she holds in it."""
    held, _ = Lock.objects.get_or_create(
        person=assignment.user,
        lifted_at=None,
        defaults={"locked_at": ctx.now, "locked_by_id": ctx.actor_id},
    )
    account_services.end_sessions(assignment.user_id)
    return held


@command(PeopleAction.UNLOCK)
def lift_lock(ctx: Context, assignment: Assignment) -> None:
    shut = Lock.objects.filter(person=assignment.user, lifted_at=None)
    shut.update(lifted_at=ctx.now, lifted_by_id=ctx.actor_id)
