"""Whether a help came about is told to whoever sent the family, if she allowed exactly that; else nothing."""

from dataclasses import dataclass

from schutznetz.care import queries
from schutznetz.care.choices import ConsentPurpose, DataItem, PassingBasis
from schutznetz.care.cover import Gate
from schutznetz.care.models import Referral
from schutznetz.care.services.consents import tell
from schutznetz.care.services.passing import pass_on
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict

NEED = "Rückmeldung an die Stelle, die die Familie weitergeleitet hat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """What the youth office answers to § 64 Abs. 2 SGB VIII before anything leaves it."""

    endangers: bool | None = None
    why: str = ""


@consequence
def tell_sender(ctx: Context, referral: Referral, success: Success | None) -> Referral:
    """Tell the sender how it stands; without cover, or without an answer of the youth office, say nothing."""
    named = queries.to_be_told(referral, ctx.now)
    if named is None:
        return referral
    said = success or Success()
    gate = Gate(basis=PassingBasis.CONSENT, necessity=NEED, endangers=said.endangers, endangers_why=said.why)
    try:
        pass_on(ctx, referral, named, items=[DataItem.OUTCOME], gate=gate, purpose=ConsentPurpose.FEEDBACK)
    except Conflict:
        return referral
    Referral.objects.filter(pk=referral.pk).update(told_sender=referral.state)
    referral.told_sender = referral.state
    tell(ctx, [referral.sent_by_id])
    return referral
