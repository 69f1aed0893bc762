"""A family's wish for a volunteer: noted with its consent, taken back at any time."""

from datetime import date
from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import WishState
from schutznetz.volunteers.models import Wish
from schutznetz.volunteers.states import WISH
from schutznetz.volunteers.values import Wanted

UNKNOWN = gettext_noop("Diese Familie gibt es hier nicht, oder ihre Hilfe ist beendet.")
ALREADY = gettext_noop("Diese Familie wartet schon oder wird schon begleitet.")
NOT_YET = gettext_noop("Dieser Tag liegt in der Zukunft.")


@command(VolunteerAction.ASK)
def ask(
    ctx: Context, network: Network, *, family_id: UUID, wanted: Wanted, words: str, consented_on: date
) -> Wish:
    """Note what a family wishes for; without her consent the volunteers' coordinator learns nothing."""
    family = care.family(ctx, family_id)
    if family is None or family.ended_at is not None:
        raise Conflict(UNKNOWN)
    if consented_on > day_of(ctx.now):
        raise Conflict(NOT_YET)
    if Wish.objects.filter(family=family, state__in=[WishState.WAITING, WishState.MATCHED]).exists():
        raise Conflict(ALREADY)
    return Wish.objects.create(
        family=family,
        details=wanted.packed(),
        words=words,
        consented_on=consented_on,
        asked_by_id=ctx.person_id,
        asked_at=ctx.now,
    )


@command(VolunteerAction.WITHDRAW)
def withdraw(ctx: Context, wish: Wish) -> Wish:
    """Take a wish back; a family needs no reason for that."""
    WISH.move(wish, "withdraw")
    return wish
