"""The pages beside an entry: what somebody says of it, and whether its use is restricted."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases.models import Case, Restriction, RestrictionLifting
from schutznetz.cases.queries import disputes as queries
from schutznetz.cases.queries.chronology import Line, record_in
from schutznetz.cases.queries.deferrals import looks_at
from schutznetz.cases.services import disputes as services
from schutznetz.web.cases.disputes import forms
from schutznetz.web.cases.measures.answering import ask, case_of
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def restrictions_page(case: Case) -> str:
    return reverse("disputes:index", args=[case.network.slug, case.pk])


def _further(page: str, case: Case) -> str:
    return reverse(page, args=[case.network.slug, case.pk])


def line_of(request: Request, case: Case) -> Line | None:
    """Return the record that the address names; nothing where it names none, and no page for a wrong one."""
    typed = request.GET.get("stelle", "")
    if not typed:
        return None
    try:
        found = record_in(case, UUID(typed))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def note(request: Request, case: Case) -> HttpResponse:
    line = _named(request, case)
    return ask(
        request,
        case,
        forms.DisputeForm(posted(request)),
        partial(services.note_dispute, request.ctx, case, record=line.row.pk),
        title=_("Bestritten oder berichtigt"),
        lead=_("Der Eintrag bleibt, wie er ist. Was die Person sagt, steht überall daneben."),
        said=_("Gesichert."),
        back=case_of(case),
        **_beside(line),
        restrict_url=f"{_further('disputes:restrict', case)}?stelle={line.row.pk}",
        defer_url=f"{_further('deferrals:defer', case)}?stelle={line.row.pk}",
    )


def _named(request: Request, case: Case) -> Line:
    if (line := line_of(request, case)) is None:
        raise Http404
    return line


def _beside(line: Line | None) -> dict[str, Any]:
    return {"template": "cases/disputes/form.html", "line": line}


def index(request: Request, case: Case) -> HttpResponse:
    waiting = queries.waiting_liftings(case)
    rows = [
        (each, record_in(case, each.record) if each.record else None, waiting.get(each.pk))
        for each in queries.restrictions_of(case)
    ]
    return render(request, "cases/disputes/index.html", {"case": case, "rows": rows})


def restrict(request: Request, case: Case) -> HttpResponse:
    line = line_of(request, case)
    record = line.row.pk if line else None
    return ask(
        request,
        case,
        forms.RestrictForm(posted(request)),
        partial(services.restrict, request.ctx, case, record=record),
        title=_("Verarbeitung einschränken"),
        lead=_("Es bleibt gespeichert und steht weiter dem Schutz des Kindes zur Verfügung."),
        said=_("Eingeschränkt."),
        back=restrictions_page(case),
        **_beside(line),
    )


def propose_lifting(request: Request, restriction: Restriction) -> HttpResponse:
    return ask(
        request,
        restriction,
        forms.LiftForm(posted(request)),
        partial(services.propose_unrestricting, request.ctx, restriction),
        title=_("Aufhebung der Einschränkung vorschlagen"),
        lead=_("Bis eine zweite Person zustimmt, gilt die Einschränkung weiter."),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=restrictions_page(restriction.case),
        template="cases/disputes/lift.html",
        looks=looks_at(restriction),
    )


def keep(request: Request, restriction: Restriction) -> HttpResponse:
    return ask(
        request,
        restriction,
        forms.AgainForm(posted(request)),
        partial(services.keep_restricted, request.ctx, restriction),
        title=_("Die Einschränkung gilt weiter"),
        lead=_("Am genannten Tag steht sie wieder auf Ihrer Liste."),
        said=_("Gesichert."),
        back=restrictions_page(restriction.case),
    )


def lifting(request: Request, lifting: RestrictionLifting) -> HttpResponse:
    form = forms.SealForm(posted(request), initial={"seal": lifting.seal})
    decide = partial(services.confirm_unrestricting, request.ctx, lifting)
    if sent(request, form, "confirm_unrestricting", decide):
        messages.success(request, _("Die Einschränkung ist aufgehoben."))
        return redirect(restrictions_page(lifting.restriction.case))
    return render(request, "cases/disputes/lifting.html", {"lifting": lifting, "form": form})
