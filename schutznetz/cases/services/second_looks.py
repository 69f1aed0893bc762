"""What holds for a while only is looked at again: it ends then, or goes on with reasons until another day."""

from datetime import date

from schutznetz.cases.models import Deferral, Restriction, SecondLook
from schutznetz.cases.services.measures.asking import ask
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.measures import end_of
from schutznetz.law.text import gettext_noop
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

LOOKED_AT_AGAIN = gettext_noop("Bitte einen Tag in der Zukunft nennen, an dem Sie wieder hinsehen.")


@consequence
def refuse_past(ctx: Context, review_on: date) -> None:
    if review_on <= ctx.now.astimezone(BERLIN).date():
        raise Conflict(LOOKED_AT_AGAIN)


@consequence
def remind(ctx: Context, record: Restriction | Deferral, kind: TaskKind) -> None:
    """Put it on two lists for that day; what is late is the lead's."""
    ask(ctx, record, kind, end_of(record.review_on), case=record.case)


@consequence
def look_again(
    ctx: Context, record: Restriction | Deferral, kind: TaskKind, *, reasons: str, review_on: date
) -> None:
    """Let it go on until another day, and keep who found so and why."""
    refuse_past(ctx, review_on)
    by = {"looked_by_id": ctx.person_id, "looked_at": ctx.now}
    SecondLook.objects.create(case=record.case, record=record.pk, reasons=reasons, review_on=review_on, **by)
    record.review_on = review_on
    record.save(update_fields=["review_on"])
    work.settle_tasks(ctx, record, kind=kind)
    remind(ctx, record, kind)
