"""Immediate protection on the screen: act first, then name the second person, who signs herself."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import services
from schutznetz.cases.choices import Manner, ProtectionMeasure
from schutznetz.cases.models import ImmediateProtection, Report
from schutznetz.cases.queries.secrets import shields
from schutznetz.web.cases.intake import forms
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


def protect(request: Request, report: Report) -> HttpResponse:
    form = forms.ProtectForm(colleagues(request.ctx, without_me=True), posted(request))

    def act(measures: list[str], second_id: str, told_by: str, what: str, place: str) -> ImmediateProtection:
        return services.protect(
            request.ctx,
            report,
            measures=[ProtectionMeasure(code) for code in measures],
            second_id=UUID(second_id) if second_id else None,
            told_by=told_by,
            what=what,
            place=place,
        )

    if sent(request, form, "protect", act):
        messages.success(request, _("Eingetragen. Was noch fehlt, steht jetzt in den Aufgaben."))
        return redirect("intake:detail", network=report.network.slug, pk=report.pk)
    return render(request, "intake/protect.html", {"report": report, "form": form})


def detail(request: Request, protection: ImmediateProtection) -> HttpResponse:
    context = {**_known(protection), "is_second": _is_second(request, protection)}
    return render(request, "intake/protection.html", context)


def name_second(request: Request, protection: ImmediateProtection) -> HttpResponse:
    form = forms.SecondForm(colleagues(request.ctx), posted(request))

    def act(second_id: str, told_by: str) -> ImmediateProtection:
        return services.name_second(
            request.ctx,
            protection,
            second_id=UUID(second_id),
            told_at=request.ctx.now,
            told_by=Manner(told_by),
        )

    if sent(request, form, "name_second", act):
        return redirect("intake:protection", network=protection.network.slug, pk=protection.pk)
    return render(request, "intake/name_second.html", {"protection": protection, "form": form})


def confirm(request: Request, protection: ImmediateProtection) -> HttpResponse:
    form = KeyedForm(posted(request))
    sign = partial(services.confirm_protection, request.ctx, protection)
    if protection.confirmed_at or sent(request, form, "confirm_protection", sign):
        messages.success(request, _("Bestätigt."))
        return redirect("intake:protection", network=protection.network.slug, pk=protection.pk)
    return render(request, "intake/confirm_protection.html", {**_known(protection), "form": form})


def _known(protection: ImmediateProtection) -> dict[str, Any]:
    measures = [ProtectionMeasure(code).label for code in protection.measures]
    return {"protection": protection, "measures": measures, "is_shielded": shields(protection.report)}


def _is_second(request: Request, protection: ImmediateProtection) -> bool:
    return protection.second_id == request.ctx.actor_id and protection.confirmed_at is None
