"""A help goes on with a colleague: asked for anew, and told her only what the family released for her."""

from dataclasses import dataclass

from schutznetz.care import queries as care
from schutznetz.care.services import hand_on
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import VisitUrgency
from schutznetz.visiting.models import VisitHandOver, VisitRequest
from schutznetz.visiting.queries import successor_of

SECRECY = Norm("StGB", "203", 1)
NOT_RELEASED = gettext_noop(
    "Die Familie hat Sie dafür noch nicht von der Schweigepflicht entbunden."
    " Die Einwilligung muss Ihre Nachfolgerin beim Namen nennen."
)
NOBODY_YET = gettext_noop("Noch steht nicht fest, wer die Familie weiter begleitet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the colleague needs to know, for what, and the question of § 64 Abs. 2 SGB VIII."""

    words: str
    necessity: str
    endangers: bool
    why: str


@command(VisitingAction.PASS_ON)
def pass_on(ctx: Context, request: VisitRequest, *, urgency: VisitUrgency) -> VisitRequest:
    """Put the family on the list for a colleague while the help runs; nothing she knows goes with it."""
    return VisitRequest.objects.create(
        family_id=request.family_id,
        follows=request,
        urgency=urgency,
        asked_at=ctx.now,
        asked_by_id=ctx.person_id,
        weekly_minutes=request.weekly_minutes,
        languages=request.languages,
        language_needed=request.language_needed,
        postcode=request.postcode,
        topics=request.topics,
        not_with=sorted({*request.not_with, str(request.midwife_id)}),
    )


@command(VisitingAction.HAND_OVER)
def hand_over(ctx: Context, request: VisitRequest, *, told: Told) -> VisitHandOver:
    """Tell the colleague how it went, released for her by name; it stands in the family's list."""
    successor = successor_of(request)
    if successor is None or successor.midwife is None:
        raise Conflict(NOBODY_YET)
    recipient = care.released_to(request.family_id, successor.midwife.user_id, ctx.now)
    if recipient is None:
        raise Conflict(NOT_RELEASED, SECRECY)
    passing = hand_on(ctx, recipient, necessity=told.necessity, endangers=told.endangers, why=told.why)
    return VisitHandOver.objects.create(
        request=request,
        successor=successor,
        passing_id=passing.pk,
        handed_at=ctx.now,
        handed_by_id=ctx.person_id,
        words=told.words,
    )
