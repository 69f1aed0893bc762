"""The youth office's side of a report: inbox, one click to take it, two people to decide."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases import queries, services
from schutznetz.cases.actions import RecusalAction, ReportAction
from schutznetz.cases.choices import Urgency
from schutznetz.cases.models import Report, Triage, UrgencyLowering
from schutznetz.kernel import policy
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.web.cases.intake import forms
from schutznetz.web.cases.intake.lines import line_of
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, refusal, sent


def index(request: Request, network: Network) -> HttpResponse:
    inbox = queries.inbox(request.ctx, network, after=request.GET.get("nach", ""))
    base = reverse("intake:index", args=[network.slug])
    context = {"lines": [line_of(row, base) for row in inbox.rows], "after": inbox.after}
    return render(request, "intake/index.html", context)


def detail(request: Request, report: Report) -> HttpResponse:
    may = {name: policy.may(request.ctx, action, report) for name, action in OFFERED.items()}
    context = {
        "report": report,
        "page": queries.report_page(report, reader=request.ctx),
        "talk": queries.talk_of(report),
        "history": queries.history_of(request.ctx, report),
        "answers": queries.answers_to(report),
        **may,
        "may_leave": queries.may_leave(report) and may["may_leave"],
    }
    return render(request, "intake/detail.html", context)


OFFERED = {
    "may_triage": ReportAction.PROPOSE_TRIAGE,
    "may_lower": ReportAction.PROPOSE_LOWERING,
    "may_hand_over": ReportAction.HAND_OVER,
    "may_look_up": ReportAction.LOOK_UP,
    "may_join": ReportAction.JOIN,
    "may_ask": ReportAction.ASK,
    "may_note": ReportAction.NOTE_FOR_REPORTER,
    "may_answer": ReportAction.GIVE_FEEDBACK,
    "may_note_profession": ReportAction.NOTE_PROFESSION,
    "may_correct_kind": ReportAction.CORRECT_KIND,
    "may_uncover": ReportAction.UNCOVER_CONTACT,
    "may_leave": ReportAction.LEAVE,
    "may_doubt": RecusalAction.RAISE_ON_REPORT,
}


@require_POST
def take(request: Request, report: Report) -> HttpResponse:
    """Take over with one click; who comes second learns who was first."""
    try:
        services.take_report(request.ctx, report)
    except Conflict as conflict:
        messages.warning(request, refusal(conflict))
    except Denied:
        if report.responsible_id != request.ctx.actor_id:
            messages.warning(request, _("Diese Meldung hat schon jemand übernommen."))
    else:
        messages.success(request, _("Sie sind jetzt zuständig."))
    return redirect("intake:detail", network=report.network.slug, pk=report.pk)


def triage(request: Request, report: Report) -> HttpResponse:
    form = forms.TriageForm(posted(request), initial={"urgency": report.urgency})

    def propose(**_answers: object) -> Triage:
        return services.propose_triage(request.ctx, report, finding=form.finding())

    if sent(request, form, "triage", propose):
        messages.success(request, _("Vorgeschlagen. Jetzt entscheidet die zweite Fachkraft mit."))
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "intake/triage.html", {"report": report, "form": form})


def confirm_triage(request: Request, triage: Triage) -> HttpResponse:
    form = forms.ConfirmForm(posted(request), initial={"seal": triage.seal})
    decide = partial(services.confirm_triage, request.ctx, triage)
    if triage.confirmed_at or sent(request, form, "confirm_triage", decide):
        messages.success(request, _("Entschieden. Beide Namen stehen darunter."))
        return redirect("intake:index", network=triage.network.slug)
    page = queries.report_page(triage.report, reader=request.ctx)
    context = {"report": triage.report, "page": page, "triage": triage, "form": form}
    return render(request, "intake/confirm_triage.html", context)


def raise_urgency(request: Request, report: Report) -> HttpResponse:
    form = forms.UrgencyForm(posted(request))
    if sent(
        request,
        form,
        "raise_urgency",
        lambda to, reasons: services.raise_urgency(request.ctx, report, to=Urgency(to), reasons=reasons),
    ):
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "intake/raise_urgency.html", {"report": report, "form": form})


def lower_urgency(request: Request, report: Report) -> HttpResponse:
    form = forms.UrgencyForm(posted(request))
    if sent(
        request,
        form,
        "lower_urgency",
        lambda to, reasons: services.propose_lowering(request.ctx, report, to=Urgency(to), reasons=reasons),
    ):
        messages.success(request, _("Vorgeschlagen. Noch bleibt es so dringend."))
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "intake/lower_urgency.html", {"report": report, "form": form})


def confirm_lowering(request: Request, lowering: UrgencyLowering) -> HttpResponse:
    form = forms.ConfirmForm(posted(request), initial={"seal": lowering.seal})
    agree = partial(services.confirm_lowering, request.ctx, lowering)
    agreed = not lowering.confirmed_at and sent(request, form, "confirm_lowering", agree)
    if agreed:
        messages.success(request, _("Zugestimmt. Jetzt gilt die neue Dringlichkeit."))
    if agreed or lowering.confirmed_at:
        return redirect("intake:index", network=lowering.network.slug)
    page = queries.report_page(lowering.report, reader=request.ctx)
    context = {"report": lowering.report, "page": page, "lowering": lowering, "form": form}
    return render(request, "intake/confirm_lowering.html", context)


def hand_over(request: Request, report: Report) -> HttpResponse:
    form = forms.TwoPeopleForm(colleagues(request.ctx), posted(request))
    at_change_of_duty = request.GET.get("von") == "dienst"
    if sent(request, form, "hand_over", lambda **two: services.hand_over_report(request.ctx, report, **two)):
        return redirect("duty:duty" if at_change_of_duty else "intake:index", network=report.network.slug)
    context = {"report": report, "form": form, "at_change_of_duty": at_change_of_duty}
    return render(request, "intake/hand_over.html", context)
