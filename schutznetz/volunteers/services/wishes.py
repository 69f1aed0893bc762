"""A family's wish for a volunteer: passed on by its consent, taken back at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.care.choices import ConsentKind, DataItem, PassingBasis
from schutznetz.care.cover import NAMED, Gate
from schutznetz.care.services import pass_to
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.volunteers.actions import VolunteerAction
from schutznetz.volunteers.choices import WishState
from schutznetz.volunteers.models import Wish
from schutznetz.volunteers.states import WISH
from schutznetz.volunteers.values import Wanted

NOT_AGREED = gettext_noop(
    "Diese Einwilligung gilt nicht mehr, oder sie nennt niemanden aus der Ehrenamtskoordination."
    " Bitte fragen Sie die Familie neu."
)
ALREADY = gettext_noop("Diese Familie wartet schon oder wird schon begleitet.")
NEWLY_NAMED = gettext_noop(
    "Diese Einwilligung nennt jemanden neu, und wer dazukommt, liest den bisherigen Verlauf."
    " Bitte fragen Sie die Familie, ob auch der weitergegeben werden darf."
)
NEEDED = (DataItem.NAME, DataItem.NEED)  # without them nobody can look for somebody
HELPFUL = (DataItem.CONTACT, DataItem.REACH, DataItem.LANGUAGE)  # as far as the family allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a family wishes for, by which of its consents, and the questions before anything leaves."""

    consent_id: UUID
    wanted: Wanted
    words: str
    necessity: str
    endangers: bool | None = None
    endangers_why: str = ""


@command(VolunteerAction.ASK)
def ask(ctx: Context, network: Network, *, asked: Asked) -> Wish:
    """Pass a wish on to whom the consent names; one whose consent has run out goes on with this one."""
    agreed = care.agreement(ctx, asked.consent_id, role=Role.VOLUNTEER_COORDINATOR)
    if agreed is None:
        raise Conflict(NOT_AGREED, NAMED)
    open_here = Wish.objects.filter(family=agreed.family, state__in=[WishState.WAITING, WishState.MATCHED])
    wish = open_here.select_related("consent").first()
    _pass_on(ctx, agreed, asked, told=[*NEEDED, *_of_before(agreed, wish)])
    if wish is not None and care.stands(ctx, wish.consent_id):
        raise Conflict(ALREADY)
    said = {"consent": agreed.consent, "details": asked.wanted.packed(), "words": asked.words}
    if wish is None:
        return Wish.objects.create(family=agreed.family, asked_by_id=ctx.person_id, asked_at=ctx.now, **said)
    for name, value in said.items():
        setattr(wish, name, value)
    wish.save(update_fields=list(said))
    return wish


def _of_before(agreed: care.Agreement, wish: Wish | None) -> list[DataItem]:
    """Return the course of a help where somebody is newly told of it; the family must have named that."""
    if wish is None or not wish.matches.exists() or not agreed.names_more_than(wish.consent):
        return []
    if not care.agreed_items(agreed.consent, [DataItem.COURSE]):
        raise Conflict(NEWLY_NAMED, NAMED)
    return [DataItem.COURSE]


def _pass_on(ctx: Context, agreed: care.Agreement, asked: Asked, *, told: Sequence[DataItem]) -> None:
    """Tell everybody of this function whom the consent names, each through the gate."""
    released = agreed.consent.kind is ConsentKind.RELEASE
    gate = Gate(
        basis=PassingBasis.RELEASE if released else PassingBasis.CONSENT,
        necessity=asked.necessity,
        endangers=asked.endangers,
        endangers_why=asked.endangers_why,
    )
    items = [*told, *care.agreed_items(agreed.consent, HELPFUL)]
    for person in agreed.people:
        pass_to(ctx, person, items=items, gate=gate)


@command(VolunteerAction.WITHDRAW)
def withdraw(ctx: Context, wish: Wish) -> Wish:
    """Take a wish back; a family needs no reason for that."""
    WISH.move(wish, "withdraw")
    return wish
