"""What takes its time: working out who goes where. Only this loads the solver."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.jobs import Progress, every, job
from schutznetz.visiting import queries, services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import PlacingPlan
from schutznetz.visiting.placing import rules, wire
from schutznetz.visiting.placing.problem import Aim
from schutznetz.visiting.placing.waiting import leaving, more, outlook

AT_ONCE = 200


@job(services.WORK_OUT)
def work_out(ctx: Context, payload: dict[str, Any], progress: Progress) -> None:
    from schutznetz.visiting.placing.proposing import propose

    plan = PlacingPlan.objects.filter(pk=UUID(payload["plan"]), proposals={}).first()
    if plan is None:
        return  # another worker was faster
    asked = queries.question(ctx)
    asked = replace(asked, pins=rules.holding(asked, plan.pins))
    before: dict[str, Any] = {}
    if plan.trial:
        before = asdict(outlook(propose(asked, [Aim.BALANCED])[Aim.BALANCED]))
        asked = more(leaving(asked, frozenset(plan.leaving)), plan.more)
    proposals = {
        aim.value: {
            "places": proposal.places,
            "points": proposal.points,
            "bound": proposal.bound,
            "proven": proposal.proven,
        }
        for aim, proposal in propose(asked).items()
    }
    services.note_plan(ctx, plan, question=wire.to_json(asked), proposals=proposals, before=before)
    progress.say(1, 1, _("Die Vorschläge liegen vor."))


@every(minutes=60, name="visiting.forget_plans")
def forget_plans(ctx: Context) -> None:
    outlived = policy.rows(ctx, VisitingAction.FORGET_PLAN, PlacingPlan)
    for plan in outlived.order_by("asked_at", "id")[:AT_ONCE]:
        services.forget_plan(ctx, plan)


@every(minutes=60, name="visiting.remind")
def remind(ctx: Context) -> None:
    for request in queries.to_remind(ctx):
        services.remind(ctx, request)


@every(minutes=60, name="visiting.watch_consents")
def watch_consents(ctx: Context) -> None:
    """Ask the coordination about helps that no consent covers any more, and no longer where one does."""
    for request in queries.to_watch(ctx)[:AT_ONCE]:
        services.watch_consent(ctx, request)


@every(minutes=60, name="visiting.alarm")
def alarm(ctx: Context) -> None:
    """Put whoever waits too long on the coordination's list, and ask for proofs before they lapse."""
    for request in queries.waiting_too_long(ctx)[:AT_ONCE]:
        services.alarm(ctx, request)
    for proof in queries.proofs_to_remind(ctx)[:AT_ONCE]:
        services.remind_proof(ctx, proof)
