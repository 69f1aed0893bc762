"""Where HTTP meets policy. Screens and endpoints come in through the same door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest

from schutznetz.accounts.models import User
from schutznetz.kernel import audit, clock, ids, policy, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.kernel.policy import Action
from schutznetz.networks import queries
from schutznetz.networks.models import Assignment, Network

M = TypeVar("M", bound=models.Model)

SECOND_FACTORS = {"totp", "webauthn", "recovery_codes"}
HEX = "0123456789abcdef"


class ChoiceNeeded(Exception):
    """The person holds several assignments here and has not yet said in which one she acts."""


@contextmanager
def door(
    request: HttpRequest, network: str, action: Action, model: type[M], pk: UUID | None, channel: Channel
) -> Iterator[tuple[Context, M]]:
    """Enter the network and fetch the record, or 404: what one may not touch does not exist."""
    tenant = Network.objects.filter(slug=network, suspended=False).first()
    if tenant is None:
        raise Http404
    request.network = tenant  # type: ignore[attr-defined]  # the page's frame shows its name and colours
    with tenancy.scope(tenant.pk):
        ctx = context_of(request, tenant, channel, public=policy.is_public(action))
        record = policy.rows(ctx, action, model).filter(pk=pk or tenant.pk).first()
        if record is None:
            raise Http404
        if policy.is_traced(action):
            audit.record(ctx, action, record)
        yield ctx, record


def context_of(request: HttpRequest, network: Network, channel: Channel, *, public: bool = False) -> Context:
    """Say who acts here: the session's chosen assignment, or a visitor.

    A request without a session cookie never touches the session, so public pages stay cacheable.
    """
    user = _signed_in(request)
    assignment = _assignment(request, user, public=public) if user else None
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
        strength=strength(request.session),
    )


def _signed_in(request: HttpRequest) -> User | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


def _assignment(request: HttpRequest, user: User, *, public: bool) -> Assignment | None:
    """Return the assignment in which the session acts; with a single one the choice is made."""
    held = queries.assignments_of(user.pk, clock.now())
    if chosen := request.session.get("assignment"):
        return held.filter(pk=chosen).first()
    choices = list(held[:2])
    if len(choices) > 1 and not public:
        raise ChoiceNeeded
    if len(choices) != 1:
        return None
    request.session["assignment"] = str(choices[0].pk)
    return choices[0]


def _tag(request: HttpRequest) -> str:
    """Return the random mark under which the audit trail counts what this session does."""
    tag: str = request.session.get("tag") or ids.choose(HEX, 16)
    if "tag" not in request.session:
        request.session["tag"] = tag
    return tag


def strength(session: Any) -> Strength:
    """Read from the session how surely we know who this is."""
    if session.get("demo") and settings.DEMO:
        return Strength.DEMO
    methods = session.get("account_authentication_methods", [])
    if any(entry.get("type") in SECOND_FACTORS for entry in methods):
        return Strength.SECOND_FACTOR
    return Strength.PASSWORD
