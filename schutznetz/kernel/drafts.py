"""Text that a signed-in person has typed survives time-out and new login: sealed, private, for 72 hours."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import models

from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Draft

KEPT = timedelta(hours=72)


def _mine(ctx: Context, form: str, about: UUID | None) -> models.QuerySet[Draft]:
    if ctx.actor_id is None:
        return Draft.objects.none()
    return Draft.objects.filter(actor_id=ctx.actor_id, form=form, about=str(about or ""))


def keep(ctx: Context, form: str, about: UUID | None, text: Mapping[str, object]) -> None:
    """Keep what was typed, in place of what was kept before. Visitors keep nothing."""
    if ctx.actor_id is None:
        return
    drop(ctx, form, about)
    Draft.objects.create(
        actor_id=ctx.actor_id,
        form=form,
        about=str(about or ""),
        text=dict(text),
        expires_at=clock.now() + KEPT,
    )


def fetch(ctx: Context, form: str, about: UUID | None = None) -> dict[str, object]:
    """Return what this person typed here, or nothing."""
    draft = _mine(ctx, form, about).filter(expires_at__gt=clock.now()).first()
    return dict(draft.text) if draft else {}


def drop(ctx: Context, form: str, about: UUID | None = None) -> None:
    _mine(ctx, form, about).delete()


def forget(about: UUID) -> None:
    """Drop what anybody was typing about a record that is deleted."""
    Draft.objects.filter(about=str(about)).delete()


def expire() -> int:
    """Erase the drafts of the current network whose time is over."""
    return Draft.objects.filter(expires_at__lte=clock.now()).delete()[0]
