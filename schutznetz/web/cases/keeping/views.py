"""The pages of keeping and deleting: numbers of ours, classes and days, never a content."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.models import Case, Deletion, Hold, HoldLifting, KeepingPeriod, Report
from schutznetz.cases.queries import keeping as queries
from schutznetz.cases.services import keeping as services
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.cases.keeping import forms
from schutznetz.web.cases.measures.answering import ask
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once, posted, sent


def page_of(name: str, record: Any) -> str:
    return reverse(f"keeping:{name}", args=[record.network.slug, record.pk])


def procedure_page(record: Report | Case) -> str:
    return page_of("report" if isinstance(record, Report) else "case", record)


def list_page(record: Any) -> str:
    return reverse("keeping:index", args=[record.network.slug])


def _number(request: Request) -> int:
    typed = request.GET.get("seite", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def index(request: Request, network: Network) -> HttpResponse:
    found = queries.due_list(request.ctx, network, page=_number(request))
    return render(request, "cases/keeping/index.html", {"found": found})


def protocol(request: Request, network: Network) -> HttpResponse:
    done, has_more = queries.deletions(page=_number(request))
    context = {"done": done, "has_more": has_more, "page": _number(request)}
    return render(request, "cases/keeping/protocol.html", context)


def detail(request: Request, record: Report | Case) -> HttpResponse:
    context = {
        "record": record,
        "kind": "report" if isinstance(record, Report) else "case",
        "found": queries.detail(record, request.ctx.now),
        "may": {name: policy.granted(action, request.ctx.role) for name, action in OFFERED.items()},
    }
    return render(request, "cases/keeping/detail.html", context)


OFFERED = {
    "hold": KeepingAction.HOLD,
    "lift": KeepingAction.PROPOSE_LIFTING,
    "propose": KeepingAction.PROPOSE,
    "pack": KeepingAction.ORDER_PACKAGE,
}


def hold(request: Request, record: Report | Case) -> HttpResponse:
    return ask(
        request,
        record,
        forms.HoldForm(posted(request)),
        partial(services.hold, request.ctx, record),
        title=_("Löschsperre setzen"),
        lead=_("Sie gilt sofort für den ganzen Vorgang. Aufheben können sie nur zwei Menschen."),
        said=_("Die Löschsperre gilt."),
        back=procedure_page(record),
    )


def propose(request: Request, record: Report | Case) -> HttpResponse:
    return ask(
        request,
        record,
        forms.DeletionForm(posted(request)),
        partial(services.propose_deletion, request.ctx, record),
        title=_("Löschung vorschlagen"),
        lead=_("Der ganze Vorgang soll gelöscht werden. Eine zweite Person entscheidet. Danach ist er weg."),
        label=_("Der zweiten Person vorlegen"),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=procedure_page(record),
        then=list_page(record),
    )


def deletion(request: Request, deletion: Deletion) -> HttpResponse:
    """Show what would go, or the record of what is gone; who may decide finds the seal of this page."""
    may_decide = policy.may(request.ctx, KeepingAction.DECIDE, deletion)
    form = forms.SealForm(posted(request), initial={"seal": deletion.seal})
    decide = partial(services.confirm_deletion, request.ctx, deletion)
    if may_decide and sent(request, form, "confirm_deletion", decide):
        messages.success(request, _("Gelöscht. Der Nachweis ohne Inhalt bleibt."))
        return redirect(page_of("deletion", deletion))
    context = {
        "deletion": deletion,
        "form": form if may_decide else None,
        "may_withdraw": policy.may(request.ctx, KeepingAction.WITHDRAW, deletion),
    }
    return render(request, "cases/keeping/deletion.html", context)


@require_POST
def withdraw(request: Request, deletion: Deletion) -> HttpResponse:
    once(request, lambda: services.withdraw_deletion(request.ctx, deletion))
    messages.success(request, _("Zurückgenommen. Es wird nichts gelöscht."))
    return redirect(list_page(deletion))


def propose_lifting(request: Request, hold: Hold) -> HttpResponse:
    record = hold.report or hold.case
    return ask(
        request,
        hold,
        forms.ReasonForm(posted(request)),
        partial(services.propose_lifting, request.ctx, hold),
        title=_("Aufhebung der Löschsperre vorschlagen"),
        lead=_("Bis eine zweite Person zustimmt, gilt die Sperre weiter."),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=procedure_page(record) if record else list_page(hold),
    )


def lifting(request: Request, lifting: HoldLifting) -> HttpResponse:
    form = forms.SealForm(posted(request), initial={"seal": lifting.seal})
    decide = partial(services.confirm_lifting, request.ctx, lifting)
    if sent(request, form, "confirm_lifting", decide):
        messages.success(request, _("Die Löschsperre ist aufgehoben."))
        return redirect(list_page(lifting))
    return render(request, "cases/keeping/lifting.html", {"lifting": lifting, "form": form})


@require_POST
def refuse_lifting(request: Request, lifting: HoldLifting) -> HttpResponse:
    once(request, lambda: services.refuse_lifting(request.ctx, lifting))
    messages.success(request, _("Die Löschsperre gilt weiter."))
    return redirect(list_page(lifting))


def periods(request: Request, network: Network) -> HttpResponse:
    context = {
        "terms": queries.terms(),
        "may_propose": policy.granted(KeepingAction.PROPOSE_PERIOD, request.ctx.role),
        "may_decide": policy.granted(KeepingAction.CONFIRM_PERIOD, request.ctx.role),
    }
    return render(request, "cases/keeping/periods.html", context)


def propose_period(request: Request, network: Network) -> HttpResponse:
    back = reverse("keeping:periods", args=[network.slug])
    return ask(
        request,
        network,
        forms.PeriodForm(posted(request)),
        partial(services.propose_period, request.ctx, network),
        title=_("Eigene Frist vorschlagen"),
        lead=_("Sie gilt, wenn Datenschutz oder Leitung zustimmt."),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=back,
    )


def period(request: Request, period: KeepingPeriod) -> HttpResponse:
    form = forms.SealForm(posted(request), initial={"seal": period.seal})
    back = reverse("keeping:periods", args=[period.network.slug])
    if sent(request, form, "confirm_period", partial(services.confirm_period, request.ctx, period)):
        messages.success(request, _("Die Frist gilt."))
        return redirect(back)
    term = next(each for each in queries.terms() if each.rule.code == period.retention)
    return render(request, "cases/keeping/period.html", {"period": period, "form": form, "term": term})


@require_POST
def refuse_period(request: Request, period: KeepingPeriod) -> HttpResponse:
    once(request, lambda: services.refuse_period(request.ctx, period))
    messages.success(request, _("Die Frist bleibt, wie sie war."))
    return redirect(reverse("keeping:periods", args=[period.network.slug]))
