"""A family withdrew its consent: its wish goes, and with it what was found for it."""

from schutznetz.care import queries as care
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of
from schutznetz.volunteers.choices import EndReason, MatchState, WishState
from schutznetz.volunteers.models import Match, Wish
from schutznetz.volunteers.states import MATCH, WISH
from schutznetz.work import services as work

OPEN = (WishState.WAITING, WishState.MATCHED)


@consequence
def end_wishes(ctx: Context, withdrawn: care.Withdrawn) -> None:
    """Take back what the family wished, unless another consent still carries it."""
    if care.still_agreed(withdrawn, ctx.now):
        return
    for wish in Wish.objects.filter(family=withdrawn.family_id, state__in=OPEN).order_by("id"):
        WISH.move(wish, "withdraw")  # first: whoever proposes somebody in this moment is waited for, or fails
        for match in wish.matches.select_for_update().order_by("id"):
            _end(ctx, match)
        work.settle_tasks(ctx, wish)
        drafts.forget(wish.pk)


def _end(ctx: Context, match: Match) -> None:
    """End what runs, and drop what was only talked about; what is over stays as it ended."""
    if match.state == MatchState.PROPOSED:
        MATCH.move(match, "call_off")
    elif match.state == MatchState.RUNNING:
        today = day_of(ctx.now)
        last = max(today, match.starts_on) if match.starts_on else today
        MATCH.move(match, "end", ended_on=last, end_reason=EndReason.FAMILY)
    work.settle_tasks(ctx, match)
    drafts.forget(match.pk)
