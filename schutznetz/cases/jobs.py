"""What happens by time or in the background: handing over, and moving new reports under the network's key."""

from typing import Any
from uuid import UUID

from schutznetz.cases import services
from schutznetz.cases.choices import DepartureState, ReportState
from schutznetz.cases.models import Departure, Report
from schutznetz.kernel import keys
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job

TOGETHER = 200


@job("cases.write_departure")
def write_departure(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Write an ordered hand-over; one that is written already is left alone."""
    departure = Departure.objects.get(pk=UUID(payload["departure"]))
    if departure.state == DepartureState.ORDERED:
        services.write_departure(ctx, departure)


@every(minutes=1, name="cases.take_over_keys")
def take_over_keys(ctx: Context) -> None:
    """Move the keys of new public reports under the network's key, so that the inbox opens quickly."""
    new = Report.objects.filter(state__in=[ReportState.RECEIVED, ReportState.TRIAGE])
    for report in new.order_by("-entered_at", "id")[:TOGETHER]:
        keys.take_over(report)
