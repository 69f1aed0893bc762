"""A family as the coordination sees it, and a referral as its recipient sees it: what she was given."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ConsentPurpose, DataItem, ReferralState
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, PassedItem, Referral
from schutznetz.care.queries.consents import (
    ConsentLine,
    PassingLine,
    called,
    consents_of,
    lines_of,
    passed,
    standing,
)
from schutznetz.care.queries.families import Child, children_of
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.conditions import day_of

ALIVE = (ReferralState.REQUESTED, ReferralState.WAITING, ReferralState.ACCEPTED, ReferralState.BEGUN)
NAMES = ("recipient__person", "recipient__organisation", "deputy__person", "deputy__organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """One referral in a list."""

    referral: Referral
    to: str
    deputy: str
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    family: Family
    children: list[Child]
    consents: list[ConsentLine]
    referrals: list[ReferralLine]
    passings: list[PassingLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """``told`` is what was passed on to the reader, with its heading; the coordination reads the family."""

    line: ReferralLine
    told: list[tuple[str, str]]


def family_page(ctx: Context, family: Family) -> FamilyPage:
    return FamilyPage(
        family=family,
        children=children_of([family.pk])[family.pk],
        consents=lines_of(consents_of(family.consents.all()), ctx.now),
        referrals=[_line(each) for each in _with_names(family)],
        passings=passed(family.passings.all()),
    )


def _with_names(family: Family) -> Iterator[Referral]:
    yield from family.referrals.select_related(*NAMES, "recipient__outside", "offer").order_by(
        "sent_at", "id"
    )


def asked_of(ctx: Context) -> list[ReferralLine]:
    """Return what waits for the actor's own answer, those first that wait longest; of the family nothing."""
    rows = policy.rows(ctx, CareAction.ANSWER_REFERRAL, Referral).filter(recipient__person__isnull=False)
    return [_line(each) for each in rows.select_related(*NAMES, "offer").order_by("sent_at", "id")]


def _line(referral: Referral) -> ReferralLine:
    return ReferralLine(
        referral=referral,
        to=called(referral.recipient),
        deputy=called(referral.deputy) if referral.deputy else "",
        offer=referral.offer.title if referral.offer else "",
    )


def referral_page(ctx: Context, referral: Referral) -> ReferralPage:
    """Return a referral with what the reader herself was given by the consent that it rests on."""
    return ReferralPage(line=_line(referral), told=list(_told(ctx, referral)))


def _told(ctx: Context, referral: Referral) -> Iterator[tuple[str, str]]:
    """Yield what was passed on to the reader; nothing any more when the request is over."""
    if referral.state not in ALIVE:
        return
    mine = {"passing__recipient__person": ctx.person_id}
    given = set(PassedItem.objects.filter(passing__referral=referral, **mine).values_list("item", flat=True))
    if referral.family.ended_at is not None:  # what was asked for is over: only what they share for the help
        given &= _shared(ctx, referral)
    yield from contents(referral.family, referral.need, given)


def _shared(ctx: Context, referral: Referral) -> set[str]:
    """Return the things that the family agreed for helping together with the reader."""
    consents = FamilyConsent.objects.filter(
        standing(day_of(ctx.now)), family=referral.family_id, purpose=ConsentPurpose.GIVE_HELP
    )
    named = ConsentRecipient.objects.filter(
        consent__in=consents, person=ctx.person_id, organisation=ctx.organisation_id
    )
    return set(named.values_list("consent__items__item", flat=True))


def contents(family: Family, need: str, items: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield heading and words of each of these items, as they are known today."""
    words = {
        DataItem.NAME: family.name,
        DataItem.CONTACT: ", ".join(filter(None, (family.phone, family.email))),
        DataItem.ADDRESS: family.address,
        DataItem.REACH: family.reach,
        DataItem.LANGUAGE: str(family.language.label),
        DataItem.CHILDREN: "; ".join(map(_child, children_of([family.pk])[family.pk])),
        DataItem.NEED: need,
    }
    for item, said in words.items():
        if item in items and said:
            yield str(item.label), said


def _child(child: Child) -> str:
    born = _("geboren %(month)s") % {"month": f"{child.born:%m/%Y}"} if child.born else ""
    when = born or _("erwartet %(day)s") % {"day": f"{child.expected:%d.%m.%Y}"}
    return f"{child.given}, {when}" if child.given else when
