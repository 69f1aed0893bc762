"""Where HTTP meets policy. Screens and endpoints come in through the same door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest

from schutznetz.kernel import audit, clock, policy, tenancy
from schutznetz.kernel.context import Channel, Context
from schutznetz.kernel.policy import Action
from schutznetz.networks.models import Assignment, Network

M = TypeVar("M", bound=models.Model)


@contextmanager
def door(
    request: HttpRequest, network: str, action: Action, model: type[M], pk: UUID | None, channel: Channel
) -> Iterator[tuple[Context, M]]:
    """Enter the network and fetch the record, or 404: what one may not touch does not exist."""
    tenant = Network.objects.filter(slug=network).first()
    if tenant is None:
        raise Http404
    with tenancy.scope(tenant.pk):
        assignment = Assignment.objects.filter(user=request.user.pk).first()
        ctx = Context(
            actor_id=request.user.pk,
            network_id=tenant.pk,
            role=assignment.role if assignment else policy.PUBLIC,
            now=clock.now(),
            channel=channel,
        )
        record = policy.rows(ctx, action, model).filter(pk=pk or tenant.pk).first()
        if record is None:
            raise Http404
        if policy.is_traced(action):
            audit.record(ctx, action, record)
        yield ctx, record
