"""For families, without an account: a wish to be called, and the page behind a code.

Nothing is kept on the device and no session is begun. Whoever floods is slowed down as at the report form.
"""

from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from schutznetz import receipts
from schutznetz.care import queries, services
from schutznetz.care.choices import CallWay, DayPart
from schutznetz.care.models import CallBack
from schutznetz.care.services import Wish
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.submissions import new_key
from schutznetz.law import receipt
from schutznetz.networks.models import Network
from schutznetz.offers.choices import Language, Weekday
from schutznetz.web import limits
from schutznetz.web.codes import CodeForm
from schutznetz.web.languages import for_families
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, refusal, sent
from schutznetz.web.ui.reviews import CONSENT, language_of

FLOOD = limits.Flood()
PURPOSE = "care"
LINE, TEXT = 200, 1000
LEFT_TO_RIGHT = forms.TextInput(attrs={"dir": "ltr"})  # numbers and addresses, on Arabic pages too
WEEKEND = {Weekday.SATURDAY, Weekday.SUNDAY}  # nobody is there


class WishForm(KeyedForm):
    """As little as a call needs: only the way to reach her is asked for."""

    way = forms.ChoiceField(
        label=_("Wie sollen wir uns melden?"),
        choices=CallWay.choices,
        widget=forms.RadioSelect,
        initial=CallWay.CALL,
    )
    contact = forms.CharField(
        label=_("Telefonnummer oder E-Mail-Adresse"), max_length=LINE, widget=LEFT_TO_RIGHT
    )
    days = forms.MultipleChoiceField(
        label=_("An welchen Tagen können Sie in Ruhe sprechen?"),
        help_text=_("Ohne Auswahl passt jeder Tag."),
        choices=[(day.value, day.label) for day in Weekday if day not in WEEKEND],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    parts = forms.MultipleChoiceField(
        label=_("Zu welcher Zeit?"),
        help_text=_("Ohne Auswahl passt jede Zeit."),
        choices=DayPart.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    times = forms.CharField(
        label=_("Wann sollen wir auf keinen Fall anrufen?"), max_length=LINE, required=False
    )
    silent = forms.BooleanField(
        label=_("Bitte keine Nachricht hinterlassen und mit niemand anderem sprechen"), required=False
    )
    language = forms.ChoiceField(
        label=_("In welcher Sprache?"), choices=Language.choices, initial=get_language
    )
    name = forms.CharField(
        label=_("Wie dürfen wir Sie ansprechen?"),
        help_text=_("Sie müssen Ihren Namen nicht nennen."),
        max_length=LINE,
        required=False,
    )
    need = forms.CharField(
        label=_("Worum geht es?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=TEXT,
        required=False,
    )

    def clean_submission_key(self) -> str:
        return self.cleaned_data["submission_key"] or new_key()

    def wish(self) -> Wish:
        said = self.cleaned_data
        names = ("contact", "times", "silent", "name", "need")
        return Wish(
            **{name: said[name] for name in names},
            way=CallWay(said["way"]),
            language=Language(said["language"]),
            days=[Weekday(day) for day in said["days"]],
            parts=[DayPart(part) for part in said["parts"]],
        )


@for_families
def ask(request: Request, network: Network) -> HttpResponse:
    """Take a wish to be called; the answer is the receipt with the code."""
    form = WishForm(posted(request))
    stale = is_forged(request)
    crowded = not stale and form.is_valid() and not FLOOD.lets_in(request, network.slug)
    if not stale and not crowded and sent(request, form, "ask_call", partial(_ask, request, network, form)):
        code = queries.code_of_call(form.cleaned_data["submission_key"])
        return render(request, "care/call_receipt.html", {"code": receipt.shown(code)})
    page = {"form": form, "stale": stale, "crowded": crowded}
    answer = render(request, "care/ask_call.html", page, status=429 if crowded else 200)
    if crowded:
        answer.headers["Retry-After"] = str(limits.WINDOW)
    return answer


def _ask(request: Request, network: Network, form: WishForm, **_said: object) -> CallBack:
    key = form.cleaned_data["submission_key"]
    return services.ask_call(request.ctx, network, wish=form.wish(), key=key)


@for_families
def come_back(request: Request, network: Network) -> HttpResponse:
    """Ask for the code, then show what its holder agreed; the code travels in the form."""
    stale = is_forged(request)
    form = CodeForm(posted(request))
    if stale or not form.is_valid():
        return _ask_code(request, form, stale=stale)
    if limits.exhausted(request, PURPOSE):
        return _ask_code(request, form, status=429)
    try:
        return _own(request, network, form.cleaned_data["code"])
    except receipts.UnknownCode as unknown:
        limits.count(request, PURPOSE)
        form.add_error("code", gettext(unknown.reason))
    return _ask_code(request, form)


def _ask_code(request: Request, form: CodeForm, *, stale: bool = False, status: int = 200) -> HttpResponse:
    page = {"form": form, "stale": stale, "slow": status == 429}
    return render(request, "care/code.html", page, status=status)


def _own(request: Request, network: Network, typed: str) -> HttpResponse:
    """Do what was asked for with one tap, and show the page behind the code as it is then."""
    said, done = "", False
    try:
        done = _act(request, network, typed)
    except receipts.UnknownCode:
        raise
    except Conflict as conflict:
        said = refusal(conflict)
    with translation.override(language_of(CONSENT)):
        page = services.open_by_code(request.ctx, network, typed=typed)
    shown = {"page": page, "code": typed, "refused": said, "done": done}
    return render(request, "care/own.html", shown)


def _act(request: Request, network: Network, typed: str) -> bool:
    go, named = request.POST.get("go", ""), request.POST.get("consent", "")
    if go == "withdraw" and (consent := _uuid(named)):
        services.withdraw_by_code(request.ctx, network, typed=typed, consent_id=consent)
    elif go == "data":
        services.ask_for_data(request.ctx, network, typed=typed)
    elif go == "take_back":
        services.take_back_call(request.ctx, network, typed=typed)
    else:
        return False
    return True


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
