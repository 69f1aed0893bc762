"""What happens by time: handing over, new reports under the network's key, statistics counted anew."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from schutznetz.cases import services
from schutznetz.cases.actions import ArrivalAction, CaseAction, HandoverAction, MeasureAction, ReportAction
from schutznetz.cases.choices import DepartureState, Outcome, ReportState
from schutznetz.cases.models import Arrival, Case, Departure, Handover, Package, Report
from schutznetz.cases.queries import is_owed
from schutznetz.cases.queries.hands import forsaken_cases, forsaken_reports
from schutznetz.cases.queries.procedures import not_ours_until
from schutznetz.cases.services import handover, keeping, measures
from schutznetz.cases.standing import must_act_at_once, protected_among
from schutznetz.kernel import chain, clock, keys, policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.law.handover import ANSWER_IN_DANGER_WITHIN
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids

TOGETHER = 200
A_DAY = 24 * 60


@job("cases.write_departure")
def write_departure(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Write an ordered hand-over; one that is written already is left alone."""
    departure = Departure.objects.get(pk=UUID(payload["departure"]))
    if departure.state == DepartureState.ORDERED:
        services.write_departure(ctx, departure)


@job("cases.make_package")
def make_package(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Make an ordered package; the trail is linked first, so that its mark covers everything before."""
    chain.link(ctx.network_id)
    package = Package.objects.get(pk=UUID(payload["package"]))
    keeping.make_package(ctx, package, progress=progress)


@job("cases.remove_files", attempts=100)
def remove_files(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Remove what a deleted report left for the case software, named by us; a folder away is tried again."""
    folder = Network.objects.values_list("case_software_folder", flat=True).get(pk=ctx.network_id)
    for name in payload["files"] if folder else ():
        for file in (Path(settings.CASE_SOFTWARE_ROOT) / folder).glob(f"{name}*"):
            file.unlink(missing_ok=True)


@job("cases.erase_traces", attempts=100)
def erase_traces(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    """Erase who did what to what is deleted; the trail is linked first, for only linked entries are."""
    chain.link(ctx.network_id)
    keeping.erase_traces(ctx, Network.objects.get(pk=ctx.network_id), marks=payload["marks"])


@every(minutes=A_DAY, name="cases.erase_trail")
def erase_trail(ctx: Context) -> None:
    """Erase from the trail who did what so long ago that its period is over."""
    keeping.erase_trail(ctx, Network.objects.get(pk=ctx.network_id))


@every(minutes=A_DAY, name="cases.unlink_statistics")
def unlink_statistics(ctx: Context) -> None:
    """Cut the last link to deleted cases once the year of their record is delivered."""
    keeping.unlink_statistics(ctx, Network.objects.get(pk=ctx.network_id))


@every(minutes=1, name="cases.take_over_keys")
def take_over_keys(ctx: Context) -> None:
    """Move the keys of new public reports under the network's key, so that the inbox opens quickly."""
    new = Report.objects.filter(state__in=[ReportState.RECEIVED, ReportState.TRIAGE])
    for report in new.order_by("-entered_at", "id")[:TOGETHER]:
        keys.take_over(report)


@every(minutes=15, name="cases.hurry_handovers")
def hurry_handovers(ctx: Context) -> None:
    """Look whether a child on its way to another office needs somebody at once by now."""
    still_time = Q(answer_by__gt=ctx.now + ANSWER_IN_DANGER_WITHIN)
    for waiting in policy.rows(ctx, HandoverAction.HURRY, Handover).filter(still_time).order_by("pk"):
        if must_act_at_once(waiting.case):
            handover.hurry(ctx, waiting)


@every(minutes=15, name="cases.keep_protected")
def keep_protected(ctx: Context) -> None:
    """Look whether something that protected a child in acute danger has run out meanwhile (INV-4)."""
    acute = policy.rows(ctx, MeasureAction.KEEP_PROTECTED, Case).filter(outcome=Outcome.ACUTE)
    every, protected = set(acute.values_list("pk", flat=True)), protected_among(acute)
    called = about_ids(Case, TaskKind.PROTECT_ANEW)
    changed = (protected & called) | (every - protected - called)
    for case in acute.filter(pk__in=changed).order_by("pk"):
        measures.look_after(ctx, case)


@every(minutes=60, name="cases.drop_feedback")
def drop_feedback(ctx: Context) -> None:
    """Let nobody be called for an answer any more that the office has decided not to give."""
    asked = about_ids(Report, TaskKind.GIVE_FEEDBACK)
    for report in policy.rows(ctx, ReportAction.DROP_FEEDBACK, Report).filter(pk__in=asked).order_by("pk"):
        if not is_owed(report):
            services.drop_feedback(ctx, report)


@every(minutes=60, name="cases.erase_arrivals")
def erase_arrivals(ctx: Context) -> None:
    """Delete what is left of handovers that this office did not take over, once its period is past."""
    outlived = policy.rows(ctx, ArrivalAction.ERASE, Arrival).filter(answered_at__lt=not_ours_until(ctx.now))
    for arrival in outlived.order_by("answered_at", "pk")[:TOGETHER]:
        handover.erase_arrival(ctx, arrival)


@every(minutes=A_DAY, name="cases.recount_statistics")
def recount_statistics(ctx: Context) -> None:
    """Count this year and the last one anew; older ones are delivered and published."""
    network = Network.objects.get(pk=ctx.network_id)
    for year in (clock.today().year - 1, clock.today().year):
        services.recount(ctx, network, year=year)


@every(minutes=15, name="cases.find_forsaken")
def find_forsaken(ctx: Context) -> None:
    """Look for procedures in which nobody is there, and end the call where somebody is again."""
    alone = {case.pk for case in forsaken_cases(ctx)}
    asked = about_ids(Case, TaskKind.NAME_HANDS)
    ours = policy.rows(ctx, CaseAction.ASK_FOR_HANDS, Case)
    for case in ours.filter(pk__in=alone ^ asked).order_by("pk"):
        services.ask_for_hands_of_case(ctx, case, needed=case.pk in alone)
    alone = {report.pk for report in forsaken_reports(ctx)}
    asked = about_ids(Report, TaskKind.NAME_HANDS)
    for report in Report.objects.filter(pk__in=alone ^ asked, state=ReportState.TRIAGE).order_by("pk"):
        services.ask_for_hands_of_report(ctx, report, needed=report.pk in alone)
