"""The second person: another one, in a session of her own, on exactly what she saw."""

from schutznetz.cases.choices import ReviewState
from schutznetz.cases.models.intake import Proposal
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

OWN_SESSION = gettext_noop("Die zweite Person entscheidet mit ihrer eigenen Anmeldung.")
OVERTAKEN = gettext_noop("Darüber ist schon entschieden. Bitte laden Sie die Seite neu.")
NEWS = gettext_noop("Inzwischen ist etwas anders. Bitte schlagen Sie es neu vor.")


def _confirm(ctx: Context, proposal: Proposal, *, seal: str, now: str) -> None:
    """Note who decided, or refuse. ``seal`` is what her page showed, ``now`` how it is at this moment."""
    if not ctx.session or ctx.session == proposal.proposed_session:
        raise Conflict(OWN_SESSION)
    if not seal == proposal.seal == now:
        raise Conflict(NEWS)
    waiting = type(proposal)._base_manager.filter(pk=proposal.pk, state=ReviewState.PROPOSED)
    decided = waiting.update(
        state=ReviewState.CONFIRMED,
        confirmed_by_id=ctx.person_id,
        confirmed_at=ctx.now,
        confirmed_session=ctx.session,
    )
    if not decided:
        raise Conflict(OVERTAKEN)
    proposal.refresh_from_db()
