"""The package before it leaves: one person puts it forward, another one reads that and releases it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.models import AccessPackage, AccessRequest
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access as services
from schutznetz.kernel import policy
from schutznetz.web.cases.file_access import forms
from schutznetz.web.cases.file_access.views import page_of
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, sent


def propose(request: Request, record: AccessRequest) -> HttpResponse:
    return ask(
        request,
        record,
        KeyedForm(posted(request)),
        partial(services.propose_access, request.ctx, record),
        title=_("Der zweiten Person vorlegen"),
        lead=_(
            "Sie haben die ganze Akte durchgesehen. Ungeschwärzt geht hinaus, was dort nicht schwarz ist."
        ),
        label=_("Vorlegen"),
        said=_("Vorgelegt. Eine zweite Person gibt das Paket frei."),
        back=page_of(record),
    )


def confirm(request: Request, package: AccessPackage) -> HttpResponse:
    """Show what would go out; who may release it finds the seal of exactly this page in the form."""
    may_confirm = policy.may(request.ctx, FileAccessAction.CONFIRM, package)
    form = forms.SealForm(posted(request), initial={"seal": package.seal})
    release = partial(services.confirm_access, request.ctx, package)
    if may_confirm and sent(request, form, "confirm_access", release):
        messages.success(request, _("Freigegeben. Bitte aushändigen und hier festhalten, wie."))
        return redirect(page_of(package.request))
    context = {
        "package": package,
        "record": package.request,
        "content": queries.shown_content(package),
        "form": form if may_confirm else None,
        "may_void": policy.may(request.ctx, FileAccessAction.VOID, package),
    }
    return render(request, "cases/file_access/release.html", context)


@require_POST
def void(request: Request, package: AccessPackage) -> HttpResponse:
    once(request, lambda: services.void_access(request.ctx, package))
    messages.success(request, _("Zurückgegeben. Es geht nichts hinaus."))
    return redirect(page_of(package.request))
