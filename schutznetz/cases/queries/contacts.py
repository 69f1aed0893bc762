"""Who reported, until that is covered: the answer is given, or none is owed and every child is assessed."""

from datetime import datetime, timedelta

from django.db.models import Max

from schutznetz.cases.models import Case, ContactUncovering, Feedback, Report
from schutznetz.cases.queries.answers import is_due, is_owed
from schutznetz.cases.queries.procedures import own_periods
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.law import retention

UNCOVERED_FOR = timedelta(hours=1)


def is_covered(report: Report) -> bool:
    """Say whether who reported is covered by now; a period of no months covers at once."""
    since = _done_at(report)
    if since is None:
        return False
    own = own_periods().get(retention.REPORTER)
    if not retention.BY_CODE[retention.REPORTER].period(own).months:
        return since <= clock.now()
    day = since.astimezone(clock.BERLIN).date()
    return clock.today() >= retention.earliest(retention.REPORTER, day, own)


def is_covered_for(ctx: Context, report: Report) -> bool:
    """Say whether it is covered for this reader; who uncovers it with a reason sees it for an hour."""
    mine = ContactUncovering.objects.filter(report=report, uncovered_by=ctx.actor_id)
    return is_covered(report) and not mine.filter(uncovered_at__gt=ctx.now - UNCOVERED_FOR).exists()


def _done_at(report: Report) -> datetime | None:
    """Return since when nobody needs to know: the last answer, else the last result; nothing before."""
    assessed = _assessed_at(report) if report.decided_at else None
    if assessed is None or not is_owed(report):
        return assessed
    if is_due(report):
        return None
    given = Feedback.objects.filter(report=report).values_list("sent_at", flat=True)
    return max(*given, assessed) if given else None


def _assessed_at(report: Report) -> datetime | None:
    """Return when the last of its children had a result, or was handed over to another office."""
    cases = list(Case.objects.filter(origin=report).annotate(set_at=Max("results__set_at")).order_by("id"))
    if any(not case.outcome and case.closed_at is None for case in cases):
        return None
    known = [at for case in cases if (at := case.set_at or case.closed_at)]
    return max(known, default=report.decided_at)
