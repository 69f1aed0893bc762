"""The pages of the result: one professional proposes, another signs what the page shows, then the leader."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.cases import queries, services
from schutznetz.cases.actions import ResultAction
from schutznetz.cases.models import Case, Result
from schutznetz.kernel import policy
from schutznetz.web.cases.intake.forms import ConfirmForm
from schutznetz.web.cases.procedure.picture import around
from schutznetz.web.cases.procedure.result_forms import ResultForm
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent


def propose(request: Request, case: Case) -> HttpResponse:
    form = ResultForm(queries.facts_of(case), posted(request))

    def act(**_answers: object) -> Result:
        return services.propose_result(request.ctx, case, assessed=form.assessed())

    if sent(request, form, "propose_result", act):
        messages.success(request, _("Vorgeschlagen. Jetzt entscheidet die zweite Fachkraft mit."))
        return redirect("cases:detail", network=case.network.slug, pk=case.pk)
    return render(request, "cases/procedure/propose.html", {"case": case, "form": form})


def sign(request: Request, result: Result) -> HttpResponse:
    """Show the whole case with the proposal; the signature stands for exactly that."""
    case = result.case
    form = ConfirmForm(posted(request), initial={"seal": result.seal})
    as_leader = policy.may(request.ctx, ResultAction.COUNTERSIGN, result)
    act = services.countersign_result if as_leader else services.confirm_result
    if sent(request, form, "sign_result", lambda seal: act(request.ctx, result, seal=seal)):
        messages.success(request, _("Unterschrieben. Ihr Name steht darunter."))
        return redirect("cases:detail", network=case.network.slug, pk=case.pk)
    may_sign = as_leader or policy.may(request.ctx, ResultAction.CONFIRM, result)
    context = {
        "case": case,
        "result": queries.result_page(result),
        "form": form if may_sign else None,
        "chronology": queries.chronology(case),
        **around(request.ctx, case),
    }
    return render(request, "cases/procedure/sign.html", context)
