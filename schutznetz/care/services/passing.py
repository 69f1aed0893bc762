"""The one way out: nothing of a family is passed on but covered, and with every question answered.

The consent is asked again in the moment of passing on, by an update that a withdrawal at the same time waits
for or makes fail; the database refuses what no consent covers, whoever writes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from schutznetz.care import queries
from schutznetz.care.choices import ConsentPurpose, DataItem, PassingBasis
from schutznetz.care.cover import NAMED, Gate, covers, opens
from schutznetz.care.models import ConsentRecipient, FamilyConsent, PassedItem, Passing, Referral
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of

GONE = gettext_noop("Diese Einwilligung gilt nicht mehr. Es ist nichts hinausgegangen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passer:
    """Who passes something on: the actor, or whoever sent before what is opened now."""

    person_id: UUID
    youth_office: bool


@consequence
def pass_on(
    ctx: Context,
    referral: Referral,
    recipient: ConsentRecipient,
    *,
    items: Collection[DataItem],
    gate: Gate,
    purpose: ConsentPurpose = ConsentPurpose.FIND_HELP,
    passer: Passer | None = None,
) -> Passing:
    """Pass these things on with a referral to one named person, and write it into the family's list."""
    return _passed(ctx, recipient, purpose, items=items, gate=gate, referral=referral, passer=passer)


@consequence
def pass_to(ctx: Context, recipient: ConsentRecipient, *, items: Collection[DataItem], gate: Gate) -> Passing:
    """Pass these things on to one named person who looks for help outside of a referral."""
    return _passed(ctx, recipient, ConsentPurpose.FIND_HELP, items=items, gate=gate)


@consequence
def hand_on(
    ctx: Context, recipient: ConsentRecipient, *, necessity: str, endangers: bool, why: str
) -> Passing:
    """Pass on how a help went to the colleague who goes on with it; she who helped was told under secrecy."""
    gate = Gate(basis=PassingBasis.RELEASE, necessity=necessity, endangers=endangers, endangers_why=why)
    return _passed(ctx, recipient, ConsentPurpose.HAND_OVER, items=[DataItem.COURSE], gate=gate)


def _passed(
    ctx: Context,
    recipient: ConsentRecipient,
    purpose: ConsentPurpose,
    *,
    items: Collection[DataItem],
    gate: Gate,
    referral: Referral | None = None,
    passer: Passer | None = None,
) -> Passing:
    consent, day = recipient.consent, day_of(ctx.now)
    passer = passer or Passer(person_id=ctx.person_id, youth_office=queries.is_youth_office(ctx))
    ours = passer.youth_office
    ask_cover(ctx, recipient, items=items, gate=gate, purpose=purpose, ours=ours)
    if not FamilyConsent.objects.filter(queries.standing(day), pk=consent.pk).update(last_used_at=ctx.now):
        raise Conflict(GONE, NAMED)
    passing = Passing.objects.create(
        family_id=consent.family_id,
        recipient=recipient,
        referral=referral,
        passed_at=ctx.now,
        passed_on=day,
        passed_by_id=passer.person_id,
        basis=gate.basis,
        by_youth_office=ours,
        endangers_success=gate.endangers if ours else None,
        necessity=gate.necessity,
        success_why=gate.endangers_why or None if ours else None,
    )
    for item in items:
        PassedItem.objects.create(passing=passing, item=item)
    return passing


@consequence
def rely_on(ctx: Context, family_id: UUID, person_id: UUID) -> bool:
    """Say that a help rests on the consent that names this person; nothing is passed on by it.

    A withdrawal at the same time waits, or finds nothing left to rely on.
    """
    if not queries.covers_of([family_id], ctx.now).get((family_id, person_id), queries.MISSING).holds:
        return False
    agreed = FamilyConsent.objects.filter(
        queries.standing(day_of(ctx.now)),
        family=family_id,
        purpose__in=queries.HELP,
        pk__in=ConsentRecipient.objects.filter(person=person_id).order_by().values("consent"),
    )
    return bool(agreed.update(last_used_at=ctx.now))


@consequence
def ask_cover(
    ctx: Context,
    recipient: ConsentRecipient,
    *,
    items: Collection[DataItem],
    gate: Gate,
    ours: bool,
    purpose: ConsentPurpose = ConsentPurpose.FIND_HELP,
) -> None:
    """Refuse what the consent does not cover, and what is not answered; nothing is passed on by asking."""
    said = queries.said_in(recipient.consent)
    wanted = queries.wanted_by(recipient, purpose=purpose, items=items, at=ctx.now)
    for decision in (covers(said, wanted), opens(gate, said, by_youth_office=ours)):
        if not decision:
            raise Conflict(decision.reason, decision.norm)
