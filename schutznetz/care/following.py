"""What else ends with a consent or a help, or goes with a family: all of it in the same transaction.

``schutznetz/apps.py`` installs them; this domain knows none of them.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from schutznetz.care.queries import Withdrawn
from schutznetz.kernel.context import Context

Follower: TypeAlias = Callable[[Context, Withdrawn], None]
Forgetter: TypeAlias = Callable[[Context, UUID], None]
Finisher: TypeAlias = Callable[[Context, UUID], None]

_followers: list[Follower] = []
_forgetters: list[Forgetter] = []
_finishers: list[Finisher] = []


def install(
    followers: Sequence[Follower], forgetters: Sequence[Forgetter], finishers: Sequence[Finisher]
) -> None:
    """Say who ends what rests on a consent, forgets what no key leads to, and is asked before a help ends."""
    _followers[:] = followers
    _forgetters[:] = forgetters
    _finishers[:] = finishers


def follow(ctx: Context, withdrawn: Withdrawn) -> None:
    """Let everybody end what rested on this consent alone; whoever fails takes the withdrawal along."""
    for end in _followers:
        end(ctx, withdrawn)


def forget(ctx: Context, family_id: UUID) -> None:
    """Let everybody forget tasks and drafts about a family that is deleted; its rows go by their keys."""
    for drop in _forgetters:
        drop(ctx, family_id)


def finish(ctx: Context, family_id: UUID) -> None:
    """Let everybody take back what nobody has begun; whoever still goes to the family refuses the end."""
    for finish_there in _finishers:
        finish_there(ctx, family_id)
