"""A consent on the screen of the coordination, and its withdrawal by whoever hears of it."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.care import queries, services
from schutznetz.care.choices import WithdrawalWay
from schutznetz.care.models import Family, FamilyConsent
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.web.care import consent_paper
from schutznetz.web.care.consent_forms import NoteConsentForm, WithdrawForm
from schutznetz.web.care.consent_paper import Copy, Sheet
from schutznetz.web.navigation import may_enter
from schutznetz.web.papers import paper
from schutznetz.web.screens import Request
from schutznetz.web.submitting import posted, sent

# Buttons that note nothing: the paper, what the family reads on the screen, and the way back to the form.
PRINT, SHOW, CHANGE = "blatt", "zeigen", "aendern"
NOT_TYPED = {"csrfmiddlewaretoken", "form", "copy_given", PRINT, SHOW, CHANGE}


def note(request: Request, family: Family) -> HttpResponse:
    """Note what was declared; the answer shows the code of each new person this one time."""
    people = [(str(held.pk), queries.called(held)) for held in queries.may_receive(request.ctx.now)]
    holders = queries.holders_of(family)
    form = NoteConsentForm(people, holders, posted(request))
    if CHANGE in request.POST:
        return render(request, "care/consent.html", {"form": form, "family": family})
    if {PRINT, SHOW} & request.POST.keys() and form.is_printable() and _is_sound(request, family, form):
        sheet = consent_paper.typed(form, people=people, holders=dict(holders))
        if SHOW in request.POST:
            return _shown(request, family, sheet, form.cleaned_data["language"])
        return _paper(request, sheet, consent_paper.copies(form, sheet), form.cleaned_data["language"])

    def act(**_said: object) -> FamilyConsent:
        key = form.cleaned_data["submission_key"]
        noted = partial(services.note_consent, request.ctx, family, declared=form.declared())
        return noted(by=form.declarers(), key=key)

    if sent(request, form, f"note_consent/{family.pk}", act):
        return _codes(request, family, form)
    return render(request, "care/consent.html", {"form": form, "family": family})


def _is_sound(request: Request, family: Family, form: NoteConsentForm) -> bool:
    """Say whether it could be noted as it stands; otherwise the form says why not."""
    try:
        services.print_consent(request.ctx, family, declared=form.declared(), by=form.declarers())
    except Conflict as conflict:
        form.refuse(conflict)
        return False
    return True


def _shown(request: Request, family: Family, sheet: Sheet, language: str) -> HttpResponse:
    """Let the family read in its language what it is about to declare; what was typed travels along."""
    typed = [
        (name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TYPED
    ]
    page = {"family": family, "sheet": sheet, "typed": typed, "place": _place(request)}
    return render(request, "care/shown.html", {**page, "parts": consent_paper.parts(language)})


def _place(request: Request) -> str:
    return f"{request.get_host()}/{request.network.slug}/hilfe/code/"


def _codes(request: Request, family: Family, form: NoteConsentForm) -> HttpResponse:
    names = [declarer.name for declarer in form.declarers()]
    codes = queries.codes_of(form.cleaned_data["submission_key"], names)
    shown = [(name, receipt.shown(code)) for name, code in codes]
    return render(request, "care/codes.html", {"codes": shown, "family": family})


def _paper(request: Request, sheet: Sheet, copies: Sequence[Copy], language: str) -> HttpResponse:
    made = consent_paper.pdf(sheet, copies, language=language, place=_place(request))
    return paper(made, consent_paper.SHEET)


def copy(request: Request, consent: FamilyConsent) -> HttpResponse:
    """Hand out the copies of a noted consent; a number stands only on the sheet that was printed before."""
    sheet = consent_paper.noted(consent)
    return _paper(request, sheet, [Copy(name=name) for name in sheet.by], consent.language)


def withdraw(request: Request, consent: FamilyConsent) -> HttpResponse:
    """Note a withdrawal: two clicks, no reason, at once."""
    place, home = f"/{request.network.slug}/hilfe/{consent.family_id}/", f"/{request.network.slug}/aufgaben/"
    back = place if may_enter(request.ctx, place) else home
    form = WithdrawForm(posted(request))
    act = partial(services.withdraw_consent, request.ctx, consent)
    if sent(request, form, f"withdraw/{consent.pk}", lambda way: act(way=WithdrawalWay(way))):
        messages.success(request, _("Widerrufen. Es gilt ab sofort, auch für offene Seiten."))
        return redirect(back)
    return render(request, "care/withdraw.html", {"form": form, "consent": consent, "back": back})
