"""What the second person signs, who she is, and by when: reads that the services of the intake share."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils.crypto import salted_hmac

from schutznetz.cases.choices import ReportState
from schutznetz.cases.models import Report, Triage, UrgencyLowering
from schutznetz.cases.queries.reported import reported
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import holidays
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import LeaveAt, Role
from schutznetz.networks.models import Network
from schutznetz.work.choices import Rung, Step
from schutznetz.work.queries import stand_in_for

COLLEAGUES = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)
MAY_DECIDE = (Role.INTAKE, Role.TEAM_LEAD)  # as the second one, also on reports that are not theirs
NOBODY_ELSE = gettext_noop(
    "Es ist keine zweite Fachkraft eingetragen. Bitte geben Sie zuerst jemandem einen Zugang."
)
TRIAGE_CONTENT = (
    "competence",
    "weighty_indications",
    "urgency",
    "further_children",
    "source_has_access",
    "history",
    "outcome",
    "advice",
    "reasons",
)
LOWERING_CONTENT = ("before", "after", "reasons")


def seal_of(proposal: Triage | UrgencyLowering) -> str:
    """Return a keyed mark over what the second person sees: the proposal, its author, and the report so far.

    Anything new about the report gives another mark: a message, a file, an act, a joined report, a class.
    """
    content = TRIAGE_CONTENT if isinstance(proposal, Triage) else LOWERING_CONTENT
    report = Report.objects.only("urgency", "state").get(pk=proposal.report_id)
    body = {
        "proposal": [str(proposal.pk), str(proposal.proposed_by_id)],
        "content": [str(getattr(proposal, name)) for name in content],
        "report": [str(report.pk), report.state, report.urgency],
        "reported": reported(report, besides=type(proposal)),
    }
    return salted_hmac("cases.proposal", json.dumps(body), algorithm="sha256").hexdigest()


def second_for(ctx: Context, *people: UUID | None) -> UUID:
    """Return another professional, or refuse: nobody acts alone in the protection of a child."""
    second = stand_in_for(*people, roles=COLLEAGUES, at=ctx.now)
    if second is None:
        raise Conflict(NOBODY_ELSE)
    return second


def ladder(lead_told_after: timedelta) -> tuple[Step, ...]:
    """First the owner, then the stand-in, then the lead; the class says how soon."""
    minutes = max(int(lead_told_after.total_seconds() // 60), 1)
    return (
        Step(minutes // 2, Rung.OWNER),
        Step(minutes * 3 // 4, Rung.SUBSTITUTE),
        Step(minutes, Rung.TEAM_LEAD),
    )


def ladder_until(ctx: Context, due_at: datetime, lead_told_after: timedelta) -> tuple[Step, ...]:
    """As ``ladder``, but what is overdue is the lead's at once, however late the clock was started."""
    return ladder(min(lead_told_after, due_at - ctx.now))


def working_days(ctx: Context) -> Callable[[date], bool]:
    """Return the calendar of the office's Land."""
    land = Network.objects.values_list("land", flat=True).get(pk=ctx.network_id)
    return partial(holidays.is_working_day, land=land)


DECIDED = {ReportState.CLOSED_NO_INDICATION, ReportState.ACCEPTED}
REACHED = {
    LeaveAt.RECEIPT: {ReportState.TRIAGE, *DECIDED},
    LeaveAt.TRIAGE: DECIDED,
    LeaveAt.RESULT: {ReportState.CLOSED_NO_INDICATION},
    LeaveAt.CLOSING: {ReportState.CLOSED_NO_INDICATION},
}


def may_leave(report: Report) -> bool:
    """Say whether the report has come to where the office wants to go on in its own software."""
    network = Network.objects.get(pk=report.network_id)
    return bool(network.case_software_folder) and report.state in REACHED[LeaveAt(network.ends_after)]
