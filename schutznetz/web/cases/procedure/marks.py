"""The pages on which an entry gets a mark, and on which two people lift one."""

from functools import partial
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from schutznetz.cases import services
from schutznetz.cases.choices import MarkKind
from schutznetz.cases.models import Mark, MarkLifting
from schutznetz.cases.queries.marks import parents_of, said_by
from schutznetz.web.cases.measures.answering import ask, case_of
from schutznetz.web.cases.measures.forms import one_of, text
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, once, posted, sent


class MarkForm(KeyedForm):
    """Why an entry does not go everywhere."""

    kind = one_of(gettext_lazy("Warum darf der Eintrag nicht überall hin?"), MarkKind)
    parent_id = forms.TypedChoiceField(
        label=gettext_lazy("Vor wem bleibt er vertraulich?"), coerce=UUID, required=False, empty_value=None
    )
    reasons = text(gettext_lazy("Warum, oder von wem kommt die Auskunft?"), rows=2)

    def __init__(self, parents: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Gilt gegenüber allen")), *parents]
        cast(forms.ChoiceField, self.fields["parent_id"]).choices = choices


class UnmarkForm(KeyedForm):
    reasons = text(gettext_lazy("Warum gilt der Vermerk nicht mehr?"), rows=2)


class DecideForm(KeyedForm):
    """Carries what the second person saw."""

    seal = forms.CharField(widget=forms.HiddenInput)


def mark(request: Request, record: Any) -> HttpResponse:
    return ask(
        request,
        record.case,
        MarkForm(parents_of(record.case), posted(request)),
        partial(services.mark, request.ctx, record),
        title=_("Schutzvermerk setzen"),
        lead=_("Im Fallteam liest den Eintrag jeder weiter. Der Vermerk begrenzt, wohin er gehen darf."),
        said=_("Vermerkt."),
        back=case_of(record.case),
    )


def propose_unmark(request: Request, mark: Mark) -> HttpResponse:
    return ask(
        request,
        mark.case,
        UnmarkForm(posted(request)),
        partial(services.propose_unmark, request.ctx, mark),
        title=_("Aufhebung des Schutzvermerks vorschlagen"),
        lead=_("Bis eine zweite Person zustimmt, gilt der Vermerk weiter."),
        said=_("Vorgeschlagen. Jetzt entscheidet eine zweite Person."),
        back=case_of(mark.case),
    )


def unmark(request: Request, lifting: MarkLifting) -> HttpResponse:
    form = DecideForm(posted(request), initial={"seal": lifting.seal})
    decide = partial(services.confirm_unmark, request.ctx, lifting)
    if sent(request, form, "confirm_unmark", decide):
        messages.success(request, _("Der Schutzvermerk ist aufgehoben."))
        return redirect(case_of(lifting.mark.case))
    context = {"lifting": lifting, "form": form, "said": said_by(lifting.mark)}
    return render(request, "cases/procedure/unmark.html", context)


@require_POST
def refuse_unmark(request: Request, lifting: MarkLifting) -> HttpResponse:
    once(request, lambda: services.refuse_unmark(request.ctx, lifting))
    messages.success(request, _("Der Schutzvermerk gilt weiter."))
    return redirect(case_of(lifting.mark.case))
