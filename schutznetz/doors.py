"""Where HTTP meets policy. Screens and endpoints come in through the same door."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest

from schutznetz.accounts.models import User
from schutznetz.kernel import audit, clock, ids, policy, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.kernel.policy import Action
from schutznetz.networks import queries
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network

M = TypeVar("M", bound=models.Model)

FRESH = 5 * 60  # seconds for which a second factor opens acts that want it proved anew
PASSKEY = "webauthn"  # as the sign-in notes it
HEX = "0123456789abcdef"


class Detour(PermissionDenied):
    """The person may come in, but something else comes first. Pages lead her there; the API refuses."""


class ChoiceNeeded(Detour):
    """She holds several assignments here and has not yet said in which one she acts."""


class FactorNeeded(Detour):
    """She has signed in with the password alone, and this reaches personal data."""


class PasskeyNeeded(Detour):
    """She has proved a second factor, and this function wants a passkey."""


class ProofNeeded(Detour):
    """This act wants the second factor entered anew, not older than five minutes."""


# What a sign-in lacks, the smallest step first.
MISSING: dict[Strength, tuple[tuple[Strength, type[Detour]], ...]] = {
    Strength.PASSWORD: ((Strength.SECOND_FACTOR, FactorNeeded), (Strength.PASSKEY, PasskeyNeeded)),
    Strength.SECOND_FACTOR: ((Strength.PASSKEY, PasskeyNeeded),),
}


@contextmanager
def door(
    request: HttpRequest, network: str, action: Action, model: type[M], pk: UUID | None, channel: Channel
) -> Iterator[tuple[Context, M]]:
    """Enter the network and fetch the record, or 404: what one may not touch does not exist."""
    tenant, assignment = _seat(request, network)
    request.network = tenant  # type: ignore[attr-defined]  # the page's frame shows its name and colours
    with tenancy.scope(tenant.pk):
        ctx = context_of(request, tenant, channel, assignment, public=policy.is_public(action))
        record = policy.find(ctx, action, model, pk or tenant.pk)
        if record is None:
            _offer_factor(ctx, action, model, pk or tenant.pk)
            raise Http404
        if policy.wants_proof(action) and not _proved_lately(request, ctx):
            raise ProofNeeded
        if pk and policy.is_traced(action):
            audit.record(ctx, action, record)
        yield ctx, record


def _offer_factor(ctx: Context, action: Action, model: type[models.Model], pk: UUID) -> None:
    """Say that only the second factor is missing, to nobody but the person whom it would let in."""
    for enough, detour in MISSING.get(ctx.strength, ()):
        if policy.rows(replace(ctx, strength=enough), action, model).filter(pk=pk).exists():
            raise detour


def _seat(request: HttpRequest, slug: str) -> tuple[Network, Assignment | None]:
    """Return the network, and with one query also the assignment that the session acts in there."""
    user = _signed_in(request)
    chosen, where = (request.session.get(key) for key in ("assignment", "network")) if user else ("", "")
    if user and chosen and where:
        with tenancy.scope(UUID(where)):
            if found := queries.seat(slug, user.pk, UUID(chosen), clock.now()):
                return found
    network = queries.network_called(slug)
    if network is None:
        raise Http404
    return network, None


def context_of(
    request: HttpRequest, network: Network, channel: Channel, held: Assignment | None, *, public: bool
) -> Context:
    """Say who acts here: the session's chosen assignment, or a visitor.

    A request without a session cookie never touches the session, so public pages stay cacheable.
    """
    user = _signed_in(request)
    assignment = held or (_assignment(request, user, public=public) if user else None)
    if user is None or assignment is None:
        return Context(
            actor_id=user.pk if user else None,
            network_id=network.pk,
            role=policy.PUBLIC,
            now=clock.now(),
            channel=channel,
        )
    return Context(
        actor_id=user.pk,
        network_id=network.pk,
        role=assignment.role,
        now=clock.now(),
        channel=channel,
        assignment_id=assignment.pk,
        organisation_id=assignment.organisation_id,
        unit_id=assignment.unit_id,
        session=_tag(request),
        strength=strength(request),
    )


def _signed_in(request: HttpRequest) -> User | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


def _assignment(request: HttpRequest, user: User, *, public: bool) -> Assignment | None:
    """Return the assignment in which the session acts; with a single one the choice is made."""
    chosen = request.session.get("assignment")
    choices = queries.held(user.pk, clock.now(), *([UUID(chosen)] if chosen else ()))
    if chosen:
        return choices[0] if choices else None
    if len(choices) > 1 and not public:
        raise ChoiceNeeded
    if len(choices) != 1:
        return None
    act_in(request, choices[0])
    return choices[0]


def act_in(request: HttpRequest, assignment: Assignment) -> None:
    """Let the session act in this assignment from now on: one function, one network."""
    request.session["assignment"] = str(assignment.pk)
    request.session["network"] = str(assignment.network_id)
    request.session["on_call"] = assignment.role == Role.INTAKE


def _tag(request: HttpRequest) -> str:
    """Return the random mark under which the audit trail counts what this session does."""
    tag: str = request.session.get("tag") or ids.choose(HEX, 16)
    if "tag" not in request.session:
        request.session["tag"] = tag
    return tag


def strength(request: HttpRequest) -> Strength:
    """Read from the session how surely we know who this is."""
    if request.session.get("demo") and settings.DEMO:
        return Strength.DEMO
    proofs = _proofs(request)
    if any(record.get("type") == PASSKEY for record in proofs):
        return Strength.PASSKEY
    return Strength.SECOND_FACTOR if proofs else Strength.PASSWORD


def _proofs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the second factors that were proved in this session."""
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return [record for record in records if record.get("method") == "mfa"]


def _proved_lately(request: HttpRequest, ctx: Context) -> bool:
    if ctx.strength is Strength.DEMO:
        return True
    now = clock.now().timestamp()
    proofs = [record for record in _proofs(request) if 0 <= now - float(record["at"]) <= FRESH]
    if ctx.strength is Strength.PASSKEY:  # whoever has one proves that one
        proofs = [record for record in proofs if record.get("type") == PASSKEY]
    return bool(proofs)
