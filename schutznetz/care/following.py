"""What else ends with a consent: domains that build on this one are asked in the same transaction.

``schutznetz/apps.py`` installs them; this domain knows none of them.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from schutznetz.care.queries import Withdrawn
from schutznetz.kernel.context import Context

Follower: TypeAlias = Callable[[Context, Withdrawn], None]

_followers: list[Follower] = []


def install(followers: Sequence[Follower]) -> None:
    """Say who ends what rests on a consent, once, when the product starts."""
    _followers[:] = followers


def follow(ctx: Context, withdrawn: Withdrawn) -> None:
    """Let everybody end what rested on this consent alone; whoever fails takes the withdrawal along."""
    for end in _followers:
        end(ctx, withdrawn)
