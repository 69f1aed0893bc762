"""The pages of a request: one domain call each; what a person decides stands beside what it is about."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import AccessState
from schutznetz.cases.models import AccessRequest, Case
from schutznetz.cases.queries import deferrals
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access as services
from schutznetz.kernel import policy
from schutznetz.kernel.clock import BERLIN
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.models import Network
from schutznetz.web import papers
from schutznetz.web.cases.attachments import handed
from schutznetz.web.cases.file_access import forms
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent

WAYS = {
    "may_decide": FileAccessAction.DECIDE,
    "may_extend": FileAccessAction.EXTEND,
    "may_end": FileAccessAction.END,
    "may_fetch": FileAccessAction.FETCH,
    "may_hand_out": FileAccessAction.HAND_OUT,
}


def page_of(record: AccessRequest) -> str:
    return reverse("access:detail", args=[record.network.slug, record.pk])


def requests_page(case: Case) -> str:
    return reverse("access:case", args=[case.network.slug, case.pk])


def _number(request: Request) -> int:
    typed = request.GET.get("seite", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def index(request: Request, network: Network) -> HttpResponse:
    found = queries.open_requests(request.ctx, network, page=_number(request))
    may_read = policy.granted(FileAccessAction.READ, request.ctx.role)
    context = {"network": network, "found": found, "may_read": may_read}
    return render(request, "cases/file_access/index.html", context)


def of_case(request: Request, case: Case) -> HttpResponse:
    deferred = len({each.person_id for each in deferrals.running(case)})
    context = {"case": case, "requests": queries.requests_of(case), "deferred": deferred}
    return render(request, "cases/file_access/case.html", context)


def open_request(request: Request, case: Case) -> HttpResponse:
    form = forms.AskingForm(queries.people_to_choose(case), posted(request))
    take_in = partial(services.open_request, request.ctx, case)
    return ask(
        request,
        case,
        form,
        lambda **_answers: take_in(asking=form.asking()),
        title=_("Antrag aufnehmen"),
        lead=_("Ab Eingang läuft ein Monat. Herausgegeben wird erst, was zwei Menschen freigeben."),
        said=_("Aufgenommen. Die Frist läuft."),
        back=requests_page(case),
    )


def detail(request: Request, record: AccessRequest) -> HttpResponse:
    today = request.ctx.now.astimezone(BERLIN).date()
    context: dict[str, Any] = {
        "record": record,
        "page": queries.request_page(record, today, page=_number(request)),
    }
    context |= {name: policy.may(request.ctx, action, record) for name, action in WAYS.items()}
    return render(request, "cases/file_access/detail.html", context)


def decide(request: Request, record: AccessRequest) -> HttpResponse:
    """Show the next passages that wait for a decision; when none is left, go back to the request."""
    waiting = queries.undecided(queries.judged(record))
    form = forms.DecisionForm(waiting[: queries.AT_ONCE], posted(request))

    take = partial(services.decide_passages, request.ctx, record)
    if waiting and sent(request, form, "decide_passages", lambda **_answers: take(choices=form.decided())):
        left = len(waiting) > queries.AT_ONCE
        return redirect(request.path if left else page_of(record))
    if not waiting:
        return redirect(page_of(record))
    context = {"record": record, "form": form, "left": len(waiting), "back": page_of(record)}
    return render(request, "cases/file_access/decide.html", context)


def keep_back(request: Request, record: AccessRequest) -> HttpResponse:
    key = request.GET.get("stelle", "")
    found = next((each.passage for each in queries.judged(record) if each.passage.key == key), None)
    if found is None:
        raise Http404
    return ask(
        request,
        record,
        forms.KeepBackForm(posted(request)),
        partial(services.keep_back, request.ctx, record, passage=key),
        title=_("Diese Stelle schwärzen"),
        lead=found.text,
        label=_("Schwärzen"),
        back=page_of(record),
    )


def attachment(request: Request, record: AccessRequest) -> HttpResponse:
    """Hand an attachment to whoever decides about it, under a name of ours."""
    try:
        found = queries.file_to_look_at(record, UUID(request.GET.get("stelle", "")))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return handed(found)


def extend(request: Request, record: AccessRequest) -> HttpResponse:
    return ask(
        request,
        record,
        forms.ExtendForm(posted(request)),
        partial(services.extend_request, request.ctx, record),
        title=_("Frist verlängern"),
        lead=_("Einmal um zwei Monate. Sagen Sie es der Person, bevor der erste Monat vorbei ist."),
        back=page_of(record),
    )


def end(request: Request, record: AccessRequest) -> HttpResponse:
    return ask(
        request,
        record,
        forms.EndForm(posted(request), is_released=record.state == AccessState.RELEASED),
        partial(services.end_request, request.ctx, record),
        title=_("Ablehnen oder Rücknahme festhalten"),
        back=page_of(record),
    )


def hand_out(request: Request, record: AccessRequest) -> HttpResponse:
    return ask(
        request,
        record,
        forms.HandOutForm(posted(request)),
        partial(services.hand_out, request.ctx, record),
        title=_("Aushändigung eintragen"),
        lead=_("Erst damit ist der Antrag beantwortet."),
        back=page_of(record),
    )


def letter(request: Request, record: AccessRequest) -> HttpResponse:
    return papers.letter(services.print_answer(request.ctx, record), LetterKind.ACCESS_ANSWER)


def package(request: Request, record: AccessRequest) -> HttpResponse:
    return paper(services.print_access_file(request.ctx, record), "aktenauszug.pdf")


def archive(request: Request, record: AccessRequest) -> HttpResponse:
    """The same for who asked by mail: it opens only with the passphrase, which goes by another way."""
    body = services.pack_access(request.ctx, record)
    return paper(body, "auskunft.zip", "application/zip")
