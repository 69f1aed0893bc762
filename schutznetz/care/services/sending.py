"""A professional sends a family on from her own space: consent first, then the request, in one step.

What is typed is what goes, and what the consent names. Until the coordination takes the family over, nobody
knows of her but who sent her and whom she asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ConsentKind, ConsentPurpose, DataItem, PassingBasis
from schutznetz.care.cover import Gate
from schutznetz.care.models import ConsentRecipient, Declaration, Family, FamilyConsent, Referral
from schutznetz.care.services.asking import Asked, ask
from schutznetz.care.services.consents import Declared, Declarer, declare, written
from schutznetz.care.services.families import Household, noted
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Assignment, Network

MYSELF = gettext_noop("Sich selbst können Sie nicht fragen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the family wishes from whom; recipient and deputy are assignments."""

    need: str
    recipient_id: UUID
    deputy_id: UUID | None = None
    offer_id: UUID | None = None
    feedback: bool = False  # she lets the sender know whether a help came about


@command(CareAction.SEND)
def send_in(
    ctx: Context,
    network: Network,
    *,
    household: Household,
    declared: Declared,
    by: Sequence[Declarer],
    wanted: Wanted,
    gate: Gate,
    key: str,
) -> Referral:
    """Send a family on to a named person, who answers; her own codes are on the copy for the family."""
    people = [pk for pk in (wanted.recipient_id, wanted.deputy_id) if pk]
    if Assignment.objects.filter(pk__in=people, user=ctx.person_id).exists():
        raise Conflict(MYSELF)
    items = _items_of(household)
    said = replace(declared, purpose=ConsentPurpose.FIND_HELP, items=items, people=people, outside=())
    family = noted(ctx, household, untaken=True)
    consent = declare(ctx, family, declared=said, by=by, key=key)
    if wanted.feedback:
        _allow_feedback(ctx, family, consent, said)
    basis = PassingBasis.RELEASE if said.kind is ConsentKind.RELEASE else PassingBasis.CONSENT
    named = _named(consent, wanted)
    return ask(ctx, family, asked=replace(named, items=items), gate=replace(gate, basis=basis), key=key)


def _items_of(household: Household) -> list[DataItem]:
    """Return what goes along: what the form holds, and no more."""
    said = {
        DataItem.NAME: household.name,
        DataItem.CONTACT: household.phone or household.email,
        DataItem.ADDRESS: household.address,
        DataItem.REACH: household.reach,
    }
    always = (DataItem.LANGUAGE, DataItem.CHILDREN, DataItem.NEED)
    return [item for item in DataItem if said.get(item) or item in always]


def _named(consent: FamilyConsent, wanted: Wanted) -> Asked:
    """Return the request with the persons as this consent names them."""
    held = {
        each.pk: each.user_id
        for each in Assignment.objects.filter(pk__in=[wanted.recipient_id, wanted.deputy_id])
    }
    known = {each.person_id: each.pk for each in ConsentRecipient.objects.filter(consent=consent)}
    return Asked(
        recipient_id=known[held[wanted.recipient_id]],
        deputy_id=known[held[wanted.deputy_id]] if wanted.deputy_id else None,
        offer_id=wanted.offer_id,
        need=wanted.need,
        items=[],
    )


def _allow_feedback(ctx: Context, family: Family, consent: FamilyConsent, said: Declared) -> None:
    """Write the other consent, which stands and falls by itself: only whether a help came about."""
    only = replace(said, kind=ConsentKind.DATA, purpose=ConsentPurpose.FEEDBACK, items=[DataItem.OUTCOME])
    second = written(ctx, family, only)
    ConsentRecipient.objects.create(
        consent=second, person_id=ctx.person_id, organisation_id=ctx.organisation_id
    )
    for each in consent.declarations.order_by("id"):
        Declaration.objects.create(consent=second, holder_id=each.holder_id)
