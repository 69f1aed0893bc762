"""The page at change of duty: what is open, what is due, who has it, and who answers."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from schutznetz.cases.queries import to_hand_over, urgent, working_days
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.law import urgency as law
from schutznetz.networks.models import Network
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent
from schutznetz.web.work import forms, links
from schutznetz.work import queries, services
from schutznetz.work.actions import WorkAction
from schutznetz.work.models import Shift


def duty(request: Request, network: Network) -> HttpResponse:
    page = queries.duty_page(request.ctx)
    now, is_working_day = request.ctx.now, working_days(request.ctx)
    until = law.end_of_next_working_day(now, is_working_day)
    since = law.last_working_day(now, is_working_day)
    watch = queries.duty_watch(request.ctx, since=since, until=until)
    rows = [row.task for row in (*page.tasks, *watch.seeing, *watch.checking)]
    context = {
        "network": network,
        "page": page,
        "now": now,
        "watch": watch,
        "until": until,
        "urgent": urgent(request.ctx),
        "addresses": links.open_addresses(request.ctx, network.slug, rows),
        "to_hand_over": to_hand_over(request.ctx, [row.task.about_id for row in page.tasks]),
        "may_plan": policy.may(request.ctx, WorkAction.PLAN_SHIFT, network),
    }
    return render(request, "work/duty.html", context)


def plan_shift(request: Request, network: Network) -> HttpResponse:
    form = forms.ShiftForm(colleagues(request.ctx), posted(request))

    def act(person_id: str, substitute_id: str, day: date, begins: time, ends: time) -> Shift:
        starts_at, ends_at = stretch(day, begins, ends)
        return services.plan_shift(
            request.ctx,
            network,
            person_id=UUID(person_id),
            substitute_id=UUID(substitute_id),
            starts_at=starts_at,
            ends_at=ends_at,
        )

    if sent(request, form, "plan_shift", act):
        return redirect("duty:duty", network=network.slug)
    return render(request, "work/plan_shift.html", {"network": network, "form": form})


@require_POST
def cancel_shift(request: Request, shift: Shift) -> HttpResponse:
    services.cancel_shift(request.ctx, shift)
    return redirect("duty:duty", network=shift.network.slug)


def stretch(day: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Return begin and end of a shift; one that ends before it begins ends the next day."""
    last = day if ends > begins else day + timedelta(days=1)
    return datetime.combine(day, begins, BERLIN), datetime.combine(last, ends, BERLIN)
