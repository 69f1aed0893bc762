"""Who else of the team knows where a protected person is: one person proposes it, another one grants it."""

import json
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from schutznetz.accounts.one_human import are_one
from schutznetz.cases.actions import SecretAction
from schutznetz.cases.choices import ReviewState
from schutznetz.cases.conflicts import is_recused
from schutznetz.cases.models import Clearance, Whereabouts
from schutznetz.cases.queries import working_days
from schutznetz.cases.queries.secrets import team_ids
from schutznetz.cases.second import confirm, remembered, void
from schutznetz.cases.services.measures.asking import rising
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law import urgency
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Role
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

NEED_TO_KNOW = Norm("SGB I", "35", 1)
NOT_OF_THE_TEAM = gettext_noop("Freigaben gibt es nur für das Fallteam.")
NOT_ONESELF = gettext_noop("Niemand gibt sich den Ort selbst frei. Bitten Sie jemanden aus dem Fallteam.")
WAITS = gettext_noop("Diese Freigabe ist schon vorgeschlagen. Eine zweite Person entscheidet.")


@command(SecretAction.CLEAR)
def propose_clearance(ctx: Context, whereabouts: Whereabouts, *, person_id: UUID, reasons: str) -> Clearance:
    """Ask another person to let one more of the team know the place; until then it opens nothing."""
    _refuse_outsiders(whereabouts, person_id)
    if are_one(person_id, ctx.person_id):
        raise Conflict(NOT_ONESELF, NEED_TO_KNOW)
    if _waiting(whereabouts).filter(person_id=person_id).exists():
        raise Conflict(WAITS)
    clearance = Clearance(
        whereabouts=whereabouts,
        person_id=person_id,
        reasons=reasons,
        proposed_by_id=ctx.person_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
    )
    clearance.seal = _seal(clearance)
    clearance.save(force_insert=True)
    _ask_second(ctx, clearance)
    return clearance


@command(SecretAction.CONFIRM_CLEARANCE)
def confirm_clearance(ctx: Context, clearance: Clearance, *, seal: str) -> Clearance:
    """Grant it as the second person, for the place that is kept now; an earlier one of hers ends with it."""
    with remembered(ctx, SecretAction.CONFIRM_CLEARANCE, clearance):
        _refuse_outsiders(clearance.whereabouts, clearance.person_id)
    before = Clearance.objects.filter(whereabouts=clearance.whereabouts_id, person=clearance.person_id)
    _withdraw(ctx, before)
    confirm(ctx, SecretAction.CONFIRM_CLEARANCE, clearance, seal=seal, now=_seal(clearance))
    work.settle_tasks(ctx, clearance)
    return clearance


@command(SecretAction.CONFIRM_CLEARANCE)
def refuse_clearance(ctx: Context, clearance: Clearance) -> Clearance:
    """Nobody more knows the place."""
    void(clearance)
    work.settle_tasks(ctx, clearance)
    return clearance


@command(SecretAction.WITHDRAW_CLEARANCE)
def withdraw_clearance(ctx: Context, clearance: Clearance) -> Clearance:
    """Let somebody know the place no longer; at once, by one person, because it only makes it stricter."""
    void(clearance)
    _withdraw(ctx, Clearance.objects.filter(pk=clearance.pk))
    work.settle_tasks(ctx, clearance)
    clearance.refresh_from_db()
    return clearance


@consequence
def end_clearances(ctx: Context, whereabouts: Whereabouts) -> None:
    """Whoever was let know the old place, or was about to be, is not let know the new one by that.

    First what waits: a second person who decides at this moment is either too late, or found below.
    """
    for clearance in _waiting(whereabouts).order_by("id"):
        void(clearance)
        work.settle_tasks(ctx, clearance)
    _withdraw(ctx, Clearance.objects.filter(whereabouts=whereabouts))


def _waiting(whereabouts: Whereabouts) -> QuerySet[Clearance]:
    return Clearance.objects.filter(whereabouts=whereabouts, state=ReviewState.PROPOSED)


def _refuse_outsiders(whereabouts: Whereabouts, person_id: UUID) -> None:
    case = whereabouts.case
    if person_id not in team_ids(case) or is_recused(person_id, case):
        raise Conflict(NOT_OF_THE_TEAM, NEED_TO_KNOW)


def _withdraw(ctx: Context, clearances: QuerySet[Clearance]) -> None:
    """The rows stay: who knew the place, and until when."""
    granted = clearances.filter(state=ReviewState.CONFIRMED, withdrawn_at=None)
    granted.update(withdrawn_by_id=ctx.person_id, withdrawn_at=ctx.now)


@consequence
def _ask_second(ctx: Context, clearance: Clearance) -> None:
    """Ask the other one of the two who have the case, or the leads where it is she who needs the place."""
    case = clearance.whereabouts.case
    other = case.substitute_id if ctx.actor_id == case.lead_id else case.lead_id
    is_hers = other == clearance.person_id
    due_at = urgency.end_of_next_working_day(ctx.now, working_days(ctx))
    work.open_task(
        ctx,
        clearance,
        kind=TaskKind.CONFIRM_CLEARANCE,
        due_at=due_at,
        owner_id=None if is_hers else other,
        line=Role.TEAM_LEAD if is_hers else "",
        ladder=rising(ctx, due_at),
    )


def _seal(clearance: Clearance) -> str:
    place = Whereabouts.objects.get(pk=clearance.whereabouts_id)
    body = [
        [str(clearance.pk), str(clearance.proposed_by_id), str(clearance.person_id), clearance.reasons],
        [str(place.pk), str(place.case_id), place.kept_at.isoformat()],
    ]
    return salted_hmac("cases.clearance", json.dumps(body), algorithm="sha256").hexdigest()
