"""Whoever is too close to a family gives way at once: the other one goes on, with somebody who stands in.

The lead is asked who is to have it for good. No step of a procedure waits for that.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db.models import Q

from schutznetz.cases.choices import DoubtState
from schutznetz.cases.conflicts import all_recused, tasks_shut_to
from schutznetz.cases.models import Case, Recusal, Report, TeamMember
from schutznetz.cases.models.case import ENDED
from schutznetz.cases.queries.review import COLLEAGUES
from schutznetz.cases.queries.secrets import doubts_in
from schutznetz.cases.services.measures.handing_over import pass_on_measures
from schutznetz.cases.services.voiding import void_proposals
from schutznetz.cases.states import DOUBT
from schutznetz.kernel.command import consequence
from schutznetz.kernel.context import Context
from schutznetz.law import urgency
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import Rung, Step, TaskKind
from schutznetz.work.queries import stand_in_for


@consequence
def shut_case(ctx: Context, case: Case, person_id: UUID) -> Recusal:
    """Shut a family to somebody, by her own word or by order of the lead."""
    shut = Recusal.objects.create(
        person_id=person_id, case=case, report_id=case.origin_id, declared_at=ctx.now
    )
    _settle_doubts(ctx, case, person_id)
    give_way(ctx, case.origin or case, person_id)
    case.refresh_from_db(fields=["lead", "substitute"])
    return shut


@consequence
def shut_report(ctx: Context, report: Report, person_id: UUID) -> Recusal:
    """Shut a report to somebody, and with it every case that came of it."""
    shut = Recusal.objects.create(person_id=person_id, report=report, declared_at=ctx.now)
    _settle_doubts(ctx, report, person_id)
    give_way(ctx, report, person_id)
    report.refresh_from_db(fields=["responsible", "second"])
    return shut


@consequence
def _settle_doubts(ctx: Context, family: Case | Report, person_id: UUID) -> None:
    """What others said of her needs no decision any more."""
    for doubt in doubts_in(family).filter(person=person_id, state=DoubtState.RAISED):
        DOUBT.move(doubt, "settle")
        work.settle_tasks(ctx, doubt)


@consequence
def give_way(ctx: Context, family: Case | Report, person_id: UUID) -> None:
    """Take somebody out of all that is about a family; where it lay with her the lead is asked as well."""
    shut = all_recused(family)
    if isinstance(family, Report):
        _change_report(ctx, family, person_id, shut)
    own = Q(origin=family) if isinstance(family, Report) else Q(pk=family.pk)
    for case in Case.objects.filter(own).exclude(state__in=ENDED).order_by("number"):
        _change_case(ctx, case, person_id, shut)
    void_proposals(ctx, person_id)
    stand_in = partial(_somebody, ctx, shut)
    work.withdraw_from_tasks(ctx, person_id, about=tasks_shut_to(person_id), stand_in=stand_in)


def _change_report(ctx: Context, report: Report, person_id: UUID, shut: set[UUID]) -> None:
    if person_id not in {report.responsible_id, report.second_id}:
        return
    if hands := _after(ctx, shut, report.responsible_id, report.second_id):
        report.responsible_id, report.second_id = hands
        report.save(update_fields=["responsible", "second"])
        for record in (report, *report.departures.order_by("pk")):
            work.pass_on_tasks(ctx, record, hands={person_id: hands})
    _ask_for_others(ctx, report)


def _change_case(ctx: Context, case: Case, person_id: UUID, shut: set[UUID]) -> None:
    """Change the hands, and with them the eyes: what she watched is watched by those who have the case."""
    was_hers = person_id in {case.lead_id, case.substitute_id}
    if hands := _after(ctx, shut, case.lead_id, case.substitute_id):
        case.lead_id, case.substitute_id = hands
        case.save(update_fields=["lead", "substitute"])
        for person in hands:
            TeamMember.objects.get_or_create(case=case, user_id=person)
        work.pass_on_tasks(ctx, case, hands={person_id: hands})
        pass_on_measures(ctx, case, hands={person_id: hands})
    if was_hers:
        _ask_for_others(ctx, case)


def _somebody(ctx: Context, shut: set[UUID], others: Sequence[UUID]) -> UUID | None:
    return stand_in_for(*others, *shut, roles=COLLEAGUES, at=ctx.now)


def _after(
    ctx: Context, shut: set[UUID], first: UUID | None, second: UUID | None
) -> tuple[UUID, UUID] | None:
    """Return who has it now, the one who is left first; nobody when there is no third professional."""
    left = [person for person in (first, second) if person and person not in shut]
    while len(left) < 2:
        another = _somebody(ctx, shut, left)
        if another is None:
            return None
        left.append(another)
    return left[0], left[1]


def _ask_for_others(ctx: Context, about: Case | Report) -> None:
    work.open_task(
        ctx,
        about,
        kind=TaskKind.NAME_OTHER_HANDS,
        due_at=ctx.now + urgency.AT_ONCE,
        line=Role.TEAM_LEAD,
        ladder=(Step(0, Rung.LINE), Step(30, Rung.TEAM_LEAD)),
        protective=True,
    )
