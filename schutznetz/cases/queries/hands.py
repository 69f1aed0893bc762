"""Who has a procedure, and which have nobody who is there: she has left, is too close, or both are away."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from schutznetz.accounts.one_human import people_behind
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.choices import ReportState
from schutznetz.cases.models import Case, Recusal, Report
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.networks.queries import assignments_of, days_there

M = TypeVar("M", bound=models.Model)


def forsaken_cases(ctx: Context) -> list[Case]:
    """Return cases of this office, also one that is handed over while its proceedings run on."""
    return _forsaken(ctx, policy.rows(ctx, CaseAction.ASK_FOR_HANDS, Case), "lead", "substitute")


def forsaken_reports(ctx: Context) -> list[Report]:
    """Return reports in triage; what nobody has taken yet calls the whole line anyway."""
    return _forsaken(ctx, Report.objects.filter(state=ReportState.TRIAGE), "responsible", "second")


def hands_of(report: Report) -> tuple[UUID | None, UUID | None]:
    """Whoever leads the case of a child, an open one first; without a case, who decided at first sight."""
    case = report.cases.order_by(F("closed_at").desc(nulls_first=True), "number").first()
    return (case.lead_id, case.substitute_id) if case else (report.responsible_id, report.second_id)


def _forsaken(ctx: Context, rows: models.QuerySet[M], owner: str, second: str) -> list[M]:
    pairs = list(rows.order_by().values_list(owner, second).distinct())
    gone, away = _missing(ctx, {person for pair in pairs for person in pair if person})
    left = Q(**{f"{owner}__in": gone}) | Q(**{f"{second}__in": gone})
    nobody = Q(**{f"{owner}__in": away, f"{second}__in": away})
    too_close = Q(Exists(_recusals_of(rows.model, owner, second)))
    wanted = left | nobody | too_close
    for one, other in _one_human(pairs):
        wanted |= Q(**{owner: one, second: other})
    return list(rows.filter(wanted).order_by("pk"))


def _one_human(pairs: Sequence[tuple[UUID | None, UUID | None]]) -> Iterator[tuple[UUID, UUID]]:
    """Yield the pairs that are two accounts of one human: they were joined after both had it."""
    people = people_behind(person for pair in pairs for person in pair)
    for one, other in pairs:
        if one and other and people[one] == people[other]:
            yield one, other


def _recusals_of(model: type[models.Model], owner: str, second: str) -> models.QuerySet[Recusal]:
    """Return who shut it to herself and still stands for it, because nobody else was there."""
    of_it = Q(report=OuterRef("pk"))
    if model is Case:
        of_it = Q(case=OuterRef("pk")) | Q(report=OuterRef("origin"))
    return Recusal.objects.filter(of_it, Q(person=OuterRef(owner)) | Q(person=OuterRef(second)))


def _missing(ctx: Context, people: Iterable[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Return who holds no function here any more, and who is not there today, those included."""
    today = ctx.now.astimezone(BERLIN).date()
    away = {person for person, days in days_there(people, today, today).items() if not days}
    return {person for person in away if not assignments_of(person, ctx.now).exists()}, away
