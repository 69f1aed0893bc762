"""The pages of secrets inside a case: one domain call each."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases import services
from schutznetz.cases.actions import SecretAction
from schutznetz.cases.models import Case, Clearance, EntrustedEntry, Report, Whereabouts
from schutznetz.cases.queries import secrets as queries
from schutznetz.kernel import policy
from schutznetz.web.cases.measures.answering import ask, case_of
from schutznetz.web.cases.measures.forms import SealForm
from schutznetz.web.cases.secrets import forms
from schutznetz.web.people import colleagues
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent


def page_of(name: str, record: Any) -> str:
    return reverse(f"secrets:{name}", args=[record.network.slug, record.pk])


def index(request: Request, case: Case) -> HttpResponse:
    context = {"case": case, "page": queries.secrets_page(request.ctx, case)}
    return render(request, "cases/secrets/index.html", context)


def keep(request: Request, case: Case) -> HttpResponse:
    return ask(
        request,
        case,
        forms.EntrustedForm(posted(request)),
        partial(services.keep_entrusted, request.ctx, case),
        title=_("Anvertrautes festhalten"),
        lead=_("Das lesen nur Sie. Weitergeben dürfen Sie es nur mit einem Grund aus § 65 SGB VIII."),
        back=page_of("index", case),
    )


def entry(request: Request, record: EntrustedEntry) -> HttpResponse:
    page = queries.entrusted_page(request.ctx, record)
    return render(request, "cases/secrets/entry.html", {"page": page})


def release(request: Request, record: EntrustedEntry) -> HttpResponse:
    return ask(
        request,
        record,
        forms.ReleaseForm(colleagues(request.ctx, without_me=True), posted(request)),
        partial(services.release_entrusted, request.ctx, record),
        title=_("Anvertrautes weitergeben"),
        lead=_("Wer es bekommt, darf es nur für diesen Zweck verwenden. Die Weitergabe steht im Protokoll."),
        label=_("Weitergeben"),
        back=page_of("entry", record),
    )


def protect_place(request: Request, case: Case) -> HttpResponse:
    return ask(
        request,
        case,
        forms.PlaceForm(posted(request)),
        partial(services.protect_place, request.ctx, case),
        title=_("Aufenthaltsort schützen"),
        lead=_("Den Ort sieht danach nur, wer den Fall führt oder eine Freigabe hat. Früheres wird ersetzt."),
        back=page_of("index", case),
    )


def place(request: Request, record: Whereabouts) -> HttpResponse:
    page = queries.place_page(request.ctx, record)
    return render(request, "cases/secrets/place.html", {"page": page})


def clear(request: Request, record: Whereabouts) -> HttpResponse:
    return ask(
        request,
        record,
        forms.ClearForm(queries.team_of(record.case), posted(request)),
        partial(services.propose_clearance, request.ctx, record),
        title=_("Aufenthaltsort freigeben"),
        lead=_("Eine zweite Person prüft das und gibt frei. Bis dahin öffnet sich nichts."),
        label=_("Freigabe vorschlagen"),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=page_of("place", record),
    )


def clearance(request: Request, record: Clearance) -> HttpResponse:
    """Show the second person who is to know the place, and why; the place itself stands on no such page."""
    case = record.whereabouts.case
    form = SealForm(posted(request), initial={"seal": record.seal})
    grant = partial(services.confirm_clearance, request.ctx, record)
    if sent(request, form, "confirm_clearance", grant):
        messages.success(request, _("Freigegeben."))
        return HttpResponseRedirect(_after(request, case))
    context = {"clearance": record, "case": case, "form": form}
    return render(request, "cases/secrets/clearance.html", context)


@require_POST
def refuse_clearance(request: Request, record: Clearance) -> HttpResponse:
    once(request, lambda: services.refuse_clearance(request.ctx, record))
    messages.success(request, _("Abgelehnt. Niemand weiteres erfährt den Ort."))
    return HttpResponseRedirect(_after(request, record.whereabouts.case))


def _after(request: Request, case: Case) -> str:
    """Go back to the secrets of the case, or as a lead who is not on its team to the case."""
    on_team = policy.may(request.ctx, SecretAction.LIST, case)
    return page_of("index", case) if on_team else case_of(case)


@require_POST
def withdraw_clearance(request: Request, clearance: Clearance) -> HttpResponse:
    once(request, lambda: services.withdraw_clearance(request.ctx, clearance))
    messages.success(request, _("Zurückgenommen."))
    return HttpResponseRedirect(page_of("place", clearance.whereabouts))


def recuse(request: Request, case: Case) -> HttpResponse:
    then = reverse("cases:index", args=[case.network.slug])
    back = reverse("cases:detail", args=[case.network.slug, case.pk])
    return _recuse(request, case, partial(services.declare_recusal, request.ctx, case), then, back)


def recuse_on_report(request: Request, report: Report) -> HttpResponse:
    then = reverse("intake:index", args=[report.network.slug])
    back = reverse("intake:detail", args=[report.network.slug, report.pk])
    act = partial(services.declare_recusal_on_report, request.ctx, report)
    return _recuse(request, report, act, then, back)


def _recuse(
    request: Request, record: Case | Report, act: Any, then: str, back: str
) -> HttpResponse | HttpResponseRedirect:
    return ask(
        request,
        record,
        forms.RecuseForm(posted(request)),
        act,
        title=_("Die Familie steht mir zu nahe"),
        lead=_(
            "Ab dann öffnet sich für Sie nichts mehr zu dieser Familie. "
            "Warum, müssen Sie nicht sagen. Waren Sie zuständig, teilt die Leitung neu zu."
        ),
        label=_("Erklären"),
        said=_("Erklärt. Sie sehen zu dieser Familie nichts mehr."),
        then=then,
        back=back,
    )
