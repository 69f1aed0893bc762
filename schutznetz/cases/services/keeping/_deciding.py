"""Who has a say in the end of a procedure: nobody to whom a family of any part of it stands too close."""

from schutznetz.cases.conflicts import TOO_CLOSE, is_recused
from schutznetz.cases.models import Case, Report
from schutznetz.cases.queries.procedures import Procedure
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict


def _refuse_too_close(ctx: Context, procedure: Procedure) -> None:
    """Let nobody have a say in it to whom a family of any part of it stands too close."""
    records: list[Report | Case] = [*procedure.reports.values(), *procedure.cases.values()]
    if any(is_recused(ctx.person_id, each) for each in records):
        raise Conflict(TOO_CLOSE)
