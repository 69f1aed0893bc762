"""What else ends with a consent or goes with a family: those who build on this are asked in one transaction.

``schutznetz/apps.py`` installs them; this domain knows none of them.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from schutznetz.care.queries import Withdrawn
from schutznetz.kernel.context import Context

Follower: TypeAlias = Callable[[Context, Withdrawn], None]
Forgetter: TypeAlias = Callable[[Context, UUID], None]

_followers: list[Follower] = []
_forgetters: list[Forgetter] = []


def install(followers: Sequence[Follower], forgetters: Sequence[Forgetter] = ()) -> None:
    """Say who ends what rests on a consent, and forgets what no key leads to, when the product starts."""
    _followers[:] = followers
    _forgetters[:] = forgetters


def follow(ctx: Context, withdrawn: Withdrawn) -> None:
    """Let everybody end what rested on this consent alone; whoever fails takes the withdrawal along."""
    for end in _followers:
        end(ctx, withdrawn)


def forget(ctx: Context, family_id: UUID) -> None:
    """Let everybody forget tasks and drafts about a family that is deleted; its rows go by their keys."""
    for drop in _forgetters:
        drop(ctx, family_id)
