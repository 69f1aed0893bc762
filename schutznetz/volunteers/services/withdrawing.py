"""A family withdrew its consent, ended its help or is deleted: what it wished goes, and what was found."""

from collections.abc import Iterator
from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.kernel import drafts
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.volunteers.choices import EndReason, MatchState, WishState
from schutznetz.volunteers.models import Match, Wish
from schutznetz.volunteers.states import MATCH, WISH
from schutznetz.work import services as work

OPEN = (WishState.WAITING, WishState.MATCHED)
STILL_HELPED = gettext_noop(
    "Diese Familie wird noch ehrenamtlich begleitet. Bitte lassen Sie erst diese Begleitung beenden."
)


@consequence
def end_wishes(ctx: Context, withdrawn: care.Withdrawn) -> None:
    """Take back what was passed on by this consent."""
    for match in _taken_back(ctx, withdrawn.family_id, consent=withdrawn.consent_id):
        _end(ctx, match)


@consequence
def finish_wishes(ctx: Context, family_id: UUID) -> None:
    """Take back what still waits when the coordination ends the help; what runs is ended before."""
    for match in _taken_back(ctx, family_id):
        if match.state == MatchState.RUNNING:
            raise Conflict(STILL_HELPED)
        _end(ctx, match)


@consequence
def forget_wishes(ctx: Context, family_id: UUID) -> None:
    """Drop the tasks and drafts about a family's wishes and matches; they themselves go with the family."""
    wishes = Wish.objects.filter(family=family_id).order_by("id")
    matches = Match.objects.filter(wish__family=family_id).order_by("id")
    for record in (*wishes, *matches):
        work.forget_tasks(ctx, record)
        drafts.forget(record.pk)


def _taken_back(ctx: Context, family_id: UUID, **by: UUID) -> Iterator[Match]:
    """Take the open wishes back and yield what was found for them."""
    for wish in Wish.objects.filter(family=family_id, state__in=OPEN, **by).order_by("id"):
        WISH.move(wish, "withdraw")  # first: whoever proposes somebody in this moment is waited for, or fails
        work.settle_tasks(ctx, wish)
        drafts.forget(wish.pk)
        yield from wish.matches.select_for_update().order_by("id")


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
