"""The second person: another one, in a session of her own, on exactly what she saw."""

from schutznetz.cases.choices import ReviewState
from schutznetz.cases.conflicts import TOO_CLOSE, is_recused
from schutznetz.cases.models import Case, Report
from schutznetz.cases.models.intake import Proposal
from schutznetz.cases.queries.procedures import Procedure
from schutznetz.cases.second import refuse_same_session
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

OVERTAKEN = gettext_noop("Darüber ist schon entschieden. Bitte laden Sie die Seite neu.")
NEWS = gettext_noop("Inzwischen ist etwas anders. Bitte schlagen Sie es neu vor.")


def _confirm(ctx: Context, proposal: Proposal, *, seal: str, now: str) -> None:
    """Note who decided, or refuse. ``seal`` is what her page showed, ``now`` how it is at this moment."""
    refuse_same_session(ctx, proposal.proposed_session)
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


def _refuse_too_close(ctx: Context, procedure: Procedure) -> None:
    """Let nobody have a say in it to whom a family of any part of it stands too close."""
    records: list[Report | Case] = [*procedure.reports.values(), *procedure.cases.values()]
    if any(is_recused(ctx.person_id, each) for each in records):
        raise Conflict(TOO_CLOSE)
