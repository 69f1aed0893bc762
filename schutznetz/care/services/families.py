"""A family is noted with what its help needs, changed as she says, and gone a year after its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz import reclaiming
from schutznetz.care import following
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ReferralState
from schutznetz.care.models import Family, FamilyChild
from schutznetz.care.queries import Child
from schutznetz.care.services.calling_off import call_off
from schutznetz.care.services.tallying import tally_family
from schutznetz.kernel import drafts, ids
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language
from schutznetz.work import services as work

UNANSWERED = (ReferralState.REQUESTED, ReferralState.WAITING)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
NO_CHILD = gettext_noop("Bitte nennen Sie mindestens ein Kind, geboren oder erwartet.")
BORN_OR_EXPECTED = gettext_noop("Ein Kind ist geboren oder wird erwartet: bitte genau eine Angabe.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What the family says of itself, and no more than its help needs."""

    name: str
    children: Sequence[Child]
    language: Language = Language.GERMAN
    phone: str = ""
    email: str = ""
    address: str = ""
    reach: str = ""
    silent: bool = False


@command(CareAction.OPEN)
def open_family(ctx: Context, network: Network, *, household: Household) -> Family:
    """Note a family that wants help."""
    return noted(ctx, household)


@consequence
def noted(ctx: Context, household: Household, *, untaken: bool = False) -> Family:
    """Write a family down; ``untaken`` while only who sent her and whom she asked know of her."""
    _check(household)
    family = Family.objects.create(
        reference=f"{ids.choose(LETTERS, 4)}-{ids.choose(LETTERS, 4)}",
        opened_at=ctx.now,
        opened_by_id=ctx.person_id,
        untaken=untaken,
        **_said(household),
    )
    _name_children(family, household.children)
    return family


@command(CareAction.CHANGE)
def change_family(ctx: Context, family: Family, *, household: Household) -> Family:
    """Note what is different now; what was said before is not kept."""
    _check(household)
    said = _said(household)
    for name, value in said.items():
        setattr(family, name, value)
    family.save(update_fields=list(said))
    family.children.all().delete()
    _name_children(family, household.children)
    return family


@command(CareAction.END)
def end_help(ctx: Context, family: Family) -> Family:
    """End the help unless somebody still goes there; what waits ends with it, and in a year all is gone."""
    if not Family.objects.filter(pk=family.pk, ended_at=None).update(ended_at=ctx.now):
        raise Conflict(gettext_noop("Diese Hilfe ist schon beendet."))
    family.ended_at = ctx.now
    for referral in family.referrals.filter(state__in=UNANSWERED).order_by("id"):
        call_off(ctx, referral)
    following.finish(ctx, family.pk)
    return family


@command(CareAction.ERASE)
def erase(ctx: Context, family: Family) -> None:
    """Delete a family with everything that hangs on it, and the keys of its words."""
    for record in (family, *family.referrals.order_by("id")):
        work.forget_tasks(ctx, record)
        drafts.forget(record.pk)
    following.forget(ctx, family.pk)
    tally_family(ctx, family)
    Family.objects.filter(pk=family.pk).delete()
    reclaiming.soon()


def _check(household: Household) -> None:
    if not household.children:
        raise Conflict(NO_CHILD)
    if any((child.born is None) is (child.expected is None) for child in household.children):
        raise Conflict(BORN_OR_EXPECTED)


def _said(household: Household) -> dict[str, object]:
    return {
        "name": household.name,
        "language": household.language,
        "phone": household.phone or None,
        "email": household.email or None,
        "address": household.address or None,
        "reach": household.reach or None,
        "silent": household.silent,
    }


def _name_children(family: Family, children: Sequence[Child]) -> None:
    for position, child in enumerate(children):
        known = {
            "given": child.given,
            "born": f"{child.born:%Y-%m}" if child.born else "",
            "expected": child.expected.isoformat() if child.expected else "",
        }
        FamilyChild.objects.create(family=family, position=position, known=known)
