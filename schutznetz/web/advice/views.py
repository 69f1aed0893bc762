"""The two sides of a consultation: who asks and who advises. Each page is one call into the domain."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.advice import queries, services
from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.models import Consultation
from schutznetz.advice.services import Words
from schutznetz.concerns.queries import names_used
from schutznetz.files import documents
from schutznetz.kernel import policy
from schutznetz.networks.models import Network
from schutznetz.web.advice.forms import AskForm, TextForm
from schutznetz.web.drafting import Draft
from schutznetz.web.papers import paper
from schutznetz.web.public.numbers import PROFESSIONAL
from schutznetz.web.screens import Request


def index(request: Request, network: Network) -> HttpResponse:
    """List one's own; who may see the numbers finds them below."""
    found = queries.my_consultations(request.ctx, after=request.GET.get("nach", ""))
    context = {
        "consultations": found.rows,
        "after": found.after,
        "may_ask": policy.granted(AdviceAction.ASK, request.ctx.role),
        "years": queries.years_of_advice(request.ctx),
    }
    return render(request, "advice/index.html", context)


def find(request: Request, network: Network) -> HttpResponse:
    """Say to everybody who advises and when; asked is by telephone, so nothing is kept here."""
    context = {
        "advisers": queries.advisers(request.ctx),
        "hotline": PROFESSIONAL,
        "may_ask": policy.granted(AdviceAction.ASK, request.ctx.role),
    }
    return render(request, "advice/find.html", {**context, "network": network})


def ask(request: Request, network: Network) -> HttpResponse:
    draft = Draft(request, "ask_advice")
    form = draft.shown_in(AskForm(draft.typed, names=_names(request), label=_("Ihre Frage")))

    def act(**_answers: object) -> Consultation:
        return services.ask(request.ctx, network, subject=form.subject(), question=form.words())

    if draft.sent(form, "ask_advice", act):
        messages.success(request, _("Ihre Anfrage ist unterwegs. Die Antwort steht hier."))
        return redirect("advice:index", network=network.slug)
    return render(request, "advice/ask.html", {"form": form, "network": network, "kept": draft.kept})


def detail(request: Request, consultation: Consultation) -> HttpResponse:
    page = queries.consultation_page(consultation, reader_id=request.ctx.person_id)
    return render(request, "advice/detail.html", {"page": page, "consultation": consultation})


def ask_further(request: Request, consultation: Consultation) -> HttpResponse:
    return _write(
        request,
        consultation,
        lambda words: services.ask_further(request.ctx, consultation, question=words),
        label=_("Ihre Nachfrage"),
        title=_("Nachfragen"),
        submit=_("Nachfrage senden"),
    )


def answer(request: Request, consultation: Consultation) -> HttpResponse:
    return _write(
        request,
        consultation,
        lambda words: services.answer(request.ctx, consultation, answer=words),
        label=_("Ihre Antwort"),
        title=_("Antworten"),
        submit=_("Antwort senden"),
    )


def sign(request: Request, consultation: Consultation) -> HttpResponse:
    return _write(
        request,
        consultation,
        lambda words: services.sign(request.ctx, consultation, result=words),
        label=_("Ergebnis der Beratung"),
        title=_("Ergebnis schreiben"),
        submit=_("Unterzeichnen"),
        lead=_(
            "Mit der Unterzeichnung steht Ihr Name unter genau diesem Text. Ändern lässt er sich dann nicht."
        ),
    )


def dissent(request: Request, consultation: Consultation) -> HttpResponse:
    return _write(
        request,
        consultation,
        lambda words: services.dissent(request.ctx, consultation, view=words),
        label=_("Was sehen Sie anders?"),
        title=_("Abweichende Einschätzung"),
        submit=_("Festhalten"),
        lead=_("Beide Seiten sehen sie. Niemanden hindert sie daran, das Jugendamt zu informieren."),
    )


def result(request: Request, consultation: Consultation) -> HttpResponse:
    """Hand out the signed result; neither the name of the file nor the paper names a family."""
    return result_paper(queries.signed_result(consultation))


def result_paper(result: queries.SignedResult) -> HttpResponse:
    return paper(documents.pdf("documents/advice.html", {"paper": result}), "Fachberatung.pdf")


def _names(request: Request) -> frozenset[str]:
    """Return the names that the writer has used in worries of her own; asked for with a text only."""
    return names_used(request.ctx) if request.method == "POST" else frozenset()


def _write(
    request: Request,
    consultation: Consultation,
    act: Callable[[Words], Consultation],
    *,
    label: Any,
    **texts: Any,
) -> HttpResponse:
    """Show one text with the hits in it, until it may go out."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    draft = Draft(request, view, consultation.pk)
    form = draft.shown_in(TextForm(draft.typed, names=_names(request), label=label))
    if draft.sent(form, f"{view}/{consultation.pk}", lambda **_answers: act(form.words())):
        return redirect("advice:detail", network=request.network.slug, pk=consultation.pk)
    shown = {"consultation": consultation, "form": form, "kept": draft.kept, **texts}
    return render(request, "advice/write.html", shown)
