"""The registry's lists: upload, look at the check, stop list, letters."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.kernel.jobs import status
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from schutznetz.web.papers import letter
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent
from schutznetz.web.welcome.forms import ConfirmForm, NewbornUpload, OrderForm
from schutznetz.welcome import arrival, queries, services
from schutznetz.welcome.choices import NewbornListState
from schutznetz.welcome.models import LetterBundle, NewbornList


def index(request: Request, network: Network) -> HttpResponse:
    context = {
        "rows": queries.lists(request.ctx),
        "quotas": queries.quotas(request.ctx),
        "topics": queries.topics(request.ctx),
    }
    return render(request, "welcome/index.html", context)


def upload(request: Request, network: Network) -> HttpResponse:
    """Check a file at once and keep of it only what is allowed; with a problem nothing is kept."""
    today = day_of(request.ctx.now)
    form = NewbornUpload(posted(request), request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = arrival.read(said["file"], today, with_language=said["with_language"])
    if found:
        kept = once(request, lambda: services.keep_list(request.ctx, network, arrival=found))
        return redirect("welcome:list", network=network.slug, pk=kept)
    context = {"form": form, "faulty": found, "columns": arrival.columns(with_language=True)}
    return render(request, "welcome/upload.html", context)


def show(request: Request, newborns: NewbornList) -> HttpResponse:
    return _list(request, newborns, OrderForm(initial={"visits_offered": 0}))


@require_POST
def take_over(request: Request, newborns: NewbornList) -> HttpResponse:
    once(request, lambda: services.take_over(request.ctx, newborns))
    return redirect("welcome:stop", network=request.network.slug, pk=newborns.pk)


def stop(request: Request, newborns: NewbornList) -> HttpResponse:
    """Show all families of a list and put the chosen ones on the stop list; nobody says why."""
    if request.method == "POST":
        ids = _ids(request.POST.getlist("visit"))
        once(request, lambda: services.put_on_stop_list(request.ctx, newborns, visit_ids=ids))
        return redirect("welcome:stop", network=request.network.slug, pk=newborns.pk)
    return _stop_list(request, newborns, ConfirmForm())


@require_POST
def free(request: Request, newborns: NewbornList) -> HttpResponse:
    ids = _ids(request.POST.getlist("visit"))
    once(request, lambda: services.take_off_stop_list(request.ctx, newborns, visit_ids=ids))
    return redirect("welcome:stop", network=request.network.slug, pk=newborns.pk)


@require_POST
def confirm(request: Request, newborns: NewbornList) -> HttpResponse:
    form = ConfirmForm(posted(request))

    def act(complete: bool) -> NewbornList:
        return services.confirm_stop_list(request.ctx, newborns)

    if sent(request, form, f"confirm_stop_list/{newborns.pk}", act):
        return redirect("welcome:list", network=request.network.slug, pk=newborns.pk)
    return _stop_list(request, newborns, form)


@require_POST
def order(request: Request, newborns: NewbornList) -> HttpResponse:
    form = OrderForm(posted(request))

    def act(visits_offered: int) -> NewbornList:
        return services.order_letters(request.ctx, newborns, visits_offered=visits_offered)

    if sent(request, form, f"order_letters/{newborns.pk}", act):
        messages.success(request, _("Die Briefe werden jetzt geschrieben."))
        return redirect("welcome:list", network=request.network.slug, pk=newborns.pk)
    return _list(request, newborns, form)


def fetch(request: Request, bundle: LetterBundle) -> HttpResponse:
    return letter(services.fetch_bundle(request.ctx, bundle), bundle.kind)


def _list(request: Request, newborns: NewbornList, form: OrderForm) -> HttpResponse:
    checked = newborns.state is NewbornListState.CHECKED
    context = {
        "newborns": newborns,
        "form": form,
        "preview": queries.preview(newborns) if checked else None,
        "letters": queries.letters(newborns) if newborns.state is NewbornListState.CONFIRMED else None,
        "job": status(newborns.job) if newborns.job else None,
    }
    return render(request, "welcome/list.html", context)


def _stop_list(request: Request, newborns: NewbornList, form: ConfirmForm) -> HttpResponse:
    context = {"newborns": newborns, "form": form, "stop_list": queries.stop_list(newborns)}
    return render(request, "welcome/stop.html", context)


def _ids(typed: list[str]) -> list[UUID]:
    """Return the keys among what was sent; anything else was no box of this page."""
    found = []
    for each in typed:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
