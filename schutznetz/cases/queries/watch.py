"""Who is there for a report: whether somebody is called right now, and which ones can change hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction, ReportAction
from schutznetz.cases.choices import CaseState, ReportState, Urgency
from schutznetz.cases.models import Case, Report
from schutznetz.kernel import outbox, policy
from schutznetz.kernel.context import Context
from schutznetz.work.queries import on_duty

MOST_URGENT = (Urgency.U0, Urgency.U1)
PAGE = 25


def is_watched(ctx: Context) -> bool:
    """Tell whether a person on duty would be woken; without gateway, rota or her telephone nobody is."""
    if not outbox.is_set_up(outbox.Way.WAKE):
        return False
    return User.objects.filter(pk__in=on_duty(ctx.now)).exclude(phone="").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """A report or a case of the two most urgent classes that is not decided yet: numbers, no names."""

    record: Report | Case
    urgency: Urgency


def urgent(ctx: Context) -> list[Urgent]:
    """Return what is open in the classes U0 and U1 and what the actor may read of it."""
    reports = policy.rows(ctx, ReportAction.READ, Report).filter(
        state__in=[ReportState.RECEIVED, ReportState.TRIAGE], urgency__in=MOST_URGENT
    )
    cases = policy.rows(ctx, CaseAction.READ, Case).filter(
        state__in=[CaseState.REPORTED, CaseState.ASSESSMENT], origin__urgency__in=MOST_URGENT
    )
    found = [Urgent(record=each, urgency=each.urgency) for each in reports.order_by("due_at", "id")[:PAGE]]
    of_cases = cases.select_related("origin").defer("child_name", "report").order_by("number")[:PAGE]
    return found + [Urgent(record=each, urgency=each.origin.urgency) for each in of_cases if each.origin]


def to_hand_over(ctx: Context, about: Iterable[UUID]) -> set[UUID]:
    """Return which of these are reports in somebody's hands that the actor may give to others."""
    held = policy.rows(ctx, ReportAction.HAND_OVER, Report).filter(pk__in=set(about), decided_at=None)
    return set(held.exclude(responsible=None).values_list("pk", flat=True))
