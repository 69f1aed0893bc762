"""A family's wish becomes a request to one named person: passed on by the gate, or laid behind a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from schutznetz.care.choices import ANSWER, DataItem
from schutznetz.care.cover import NAMED, Gate
from schutznetz.care.models import ConsentRecipient, Family, Referral
from schutznetz.care.services.links import lay_out
from schutznetz.care.services.passing import pass_on
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.offers.queries import published_here
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind

DAY = 24 * 60  # minutes
LADDER = (
    Step(0, Rung.OWNER),
    Step(3 * DAY, Rung.SUBSTITUTE),
    Step(5 * DAY, Rung.COORDINATOR),
)
NOT_NAMED = gettext_noop("Diese Person nennt keine Einwilligung der Familie.")
ONE_CONSENT = gettext_noop(
    "Person und Vertretung müssen in derselben Einwilligung stehen, als zwei Menschen."
)
NO_DEPUTY = gettext_noop("Eine Stelle ohne Zugang hat hier keine Vertretung.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of whom: recipient and deputy as they are named in one consent."""

    recipient_id: UUID
    need: str
    items: Sequence[DataItem]
    deputy_id: UUID | None = None
    offer_id: UUID | None = None
    mail_to: str = ""  # where the link goes to somebody without an account; else it is handed over


@consequence
def ask(ctx: Context, family: Family, *, asked: Asked, gate: Gate, key: str) -> Referral:
    """Ask for help; what goes along passes the gate for each person who will read it."""
    recipient, deputy = _named(family, asked)
    if asked.offer_id and asked.offer_id not in dict(published_here(ctx)):
        raise Conflict(gettext_noop("Dieses Angebot gibt es hier nicht."))
    referral = Referral.objects.create(
        family=family,
        recipient=recipient,
        deputy=deputy,
        offer_id=asked.offer_id,
        sent_by_id=ctx.person_id,
        sent_from_id=ctx.organisation_id,
        sent_as=ctx.role,
        sent_at=ctx.now,
        due_at=ctx.now + ANSWER,
        need=asked.need,
    )
    items = list(dict.fromkeys(asked.items))
    if recipient.person_id is None:
        lay_out(ctx, referral, items=items, gate=gate, key=key, mail_to=asked.mail_to)
        work.open_task(
            ctx, referral, kind=TaskKind.FOLLOW_OUTSIDE, due_at=ctx.now + ANSWER, owner_id=ctx.person_id
        )
        return referral
    for person in filter(None, (recipient, deputy)):
        pass_on(ctx, referral, person, items=items, gate=gate)
    work.open_task(
        ctx,
        referral,
        kind=TaskKind.ANSWER_REFERRAL,
        due_at=ctx.now + ANSWER,
        owner_id=recipient.person_id,
        substitute_id=deputy.person_id if deputy else None,
        ladder=LADDER,
    )
    return referral


def _named(family: Family, asked: Asked) -> tuple[ConsentRecipient, ConsentRecipient | None]:
    found = ConsentRecipient.objects.filter(consent__family=family).select_related("consent")
    named = {each.pk: each for each in found}
    recipient, deputy = named.get(asked.recipient_id), None
    if recipient is None:
        raise Conflict(NOT_NAMED, NAMED)
    if asked.deputy_id:
        deputy = named.get(asked.deputy_id)
        if deputy is None or deputy == recipient or deputy.consent_id != recipient.consent_id:
            raise Conflict(ONE_CONSENT, NAMED)
        if recipient.person_id is None or deputy.person_id is None:
            raise Conflict(NO_DEPUTY)
    return recipient, deputy
