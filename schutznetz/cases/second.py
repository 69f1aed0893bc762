"""Two people are two people: the second one decides from a session of her own, on exactly what she saw."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models

from schutznetz.cases.choices import ReviewState
from schutznetz.cases.models import Proposal
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Action
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

OWN_SESSION = gettext_noop("Die zweite Person entscheidet mit ihrer eigenen Anmeldung.")
OVERTAKEN = gettext_noop("Darüber ist schon entschieden. Bitte laden Sie die Seite neu.")
NEWS = gettext_noop("Inzwischen ist etwas anders. Bitte schlagen Sie es neu vor.")


def refusal(
    ctx: Context, action: Action, record: models.Model, reason: str, norm: Norm | None = None
) -> Conflict:
    """Put the refusal of a second signature on the trail, where it stays although all else is undone."""
    audit.deny(ctx, action, record)
    return Conflict(reason, norm)


@contextmanager
def remembered(ctx: Context, action: Action, record: models.Model) -> Iterator[None]:
    """Put on the trail whatever else stops a second signature: somebody was quicker, or the way is shut."""
    try:
        yield
    except Conflict:
        audit.deny(ctx, action, record)
        raise


def refuse_same_session(
    ctx: Context, action: Action, record: models.Model, *, first: str, norm: Norm | None = None
) -> None:
    """Refuse whoever decides in the session of the ``first`` person, or in none; raises Conflict."""
    if not ctx.session or ctx.session == first:
        raise refusal(ctx, action, record, OWN_SESSION, norm)


def confirm(ctx: Context, action: Action, proposal: Proposal, *, seal: str, now: str) -> None:
    """Note who decided, or refuse. ``seal`` is what her page showed, ``now`` how it is at this moment."""
    refuse_same_session(ctx, action, proposal, first=proposal.proposed_session)
    if not seal == proposal.seal == now:
        raise refusal(ctx, action, proposal, NEWS)
    waiting = type(proposal)._base_manager.filter(pk=proposal.pk, state=ReviewState.PROPOSED)
    decided = waiting.update(
        state=ReviewState.CONFIRMED,
        confirmed_by_id=ctx.person_id,
        confirmed_at=ctx.now,
        confirmed_session=ctx.session,
    )
    if not decided:
        raise refusal(ctx, action, proposal, OVERTAKEN)
    proposal.refresh_from_db()


def void(proposal: Proposal) -> bool:
    """Leave everything as it was: nobody can confirm this any more. One that is decided stays so."""
    waiting = type(proposal)._base_manager.filter(pk=proposal.pk, state=ReviewState.PROPOSED)
    voided = waiting.update(state=ReviewState.VOIDED)
    proposal.refresh_from_db()
    return bool(voided)
