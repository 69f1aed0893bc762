"""The package of a finished case: ordering, watching it being made, fetching, noting where it lies."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.models import Case, Package
from schutznetz.cases.queries.packed import news, stands_still
from schutznetz.cases.services import keeping as services
from schutznetz.kernel import policy
from schutznetz.kernel.jobs import status
from schutznetz.web.cases.keeping import forms
from schutznetz.web.cases.keeping.views import page_of
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted


@require_POST
def order(request: Request, case: Case) -> HttpResponse:
    kept = once(request, lambda: services.order_package(request.ctx, case))
    return redirect("keeping:package", network=case.network.slug, pk=kept)


def detail(request: Request, package: Package) -> HttpResponse:
    job = status(package.job) if package.job else None
    context = {
        "package": package,
        "news": news(package, package.case) if package.state == "ready" else [],
        "stands_still": stands_still(package),
        "job": job if package.state == "ordered" else None,
        "may_order": policy.may(request.ctx, KeepingAction.ORDER_PACKAGE, package.case),
        "may_fetch": policy.may(request.ctx, KeepingAction.FETCH_PACKAGE, package),
    }
    return render(request, "cases/keeping/package.html", context)


@require_POST
def fetch(request: Request, package: Package) -> HttpResponse:
    once(request, lambda: services.fetch_package(request.ctx, package))
    return paper(package.body or b"", "akte.zip", "application/zip")


def filed(request: Request, package: Package) -> HttpResponse:
    return ask(
        request,
        package,
        forms.FiledForm(posted(request)),
        partial(services.file_package, request.ctx, package),
        title=_("In der Akte des Amts abgelegt"),
        lead=_("Danach liegt das Paket hier nicht mehr."),
        said=_("Eingetragen."),
        back=page_of("package", package),
    )
