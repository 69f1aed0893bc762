"""What a link to somebody without an account opens: to everybody an empty form, with the code the request.

The page before the code is the same for every address, real or not: nothing is looked up for it, and nothing
is kept on the device.
"""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.care import queries, services
from schutznetz.care.choices import DeclineReason
from schutznetz.care.models import OutsideLink, Referral
from schutznetz.care.queries import OutsidePage
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Network
from schutznetz.web import limits
from schutznetz.web.care.consent_forms import ReferForm, RenewForm
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request
from schutznetz.web.submitting import LONGEST_KEY, posted, sent

PURPOSE = "care_outside"
TEXT = 2000


class LetterForm(forms.Form):
    """The code, and by which page it is opened: another page opens nothing after that."""

    opening = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=LONGEST_KEY)
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Acht Ziffern. Die Koordinierungsstelle sagt sie Ihnen am Telefon."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Bitte geben Sie den Code ein.")},
    )


class LetterAnswerForm(forms.Form):
    opening = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)
    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    step = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[
            ("accept", _("Annehmen")),
            ("put_on_list", _("Auf die Warteliste")),
            ("decline", _("Ablehnen")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Grund, wenn Sie ablehnen"),
        choices=[("", _("Bitte wählen")), *DeclineReason.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("Nachricht an die Koordinierung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=TEXT,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("step") == "decline" and not said.get("reason"):
            self.add_error("reason", _("Bitte nennen Sie den Grund."))
        return said


def letter(request: Request, network: Network) -> HttpResponse:
    """Ask for the code; with it show what was sent, and take the answer."""
    stale, form = is_forged(request), LetterForm(posted(request))
    if stale or not form.is_valid():
        return _ask(request, form, stale=stale)
    if limits.exhausted(request, PURPOSE):
        return _ask(request, form, status=429)
    answer = LetterAnswerForm(posted(request)) if "step" in request.POST or "go" in request.POST else None
    try:
        page = _opened(request, network, form, answer)
    except Conflict:  # no link, too late, or withdrawn in this moment: nobody learns which
        page = None
    if page is None:
        limits.count(request, PURPOSE)
        return _ask(request, form, failed=True)
    return _show(request, page, form, answer)


def _opened(
    request: Request, network: Network, form: LetterForm, answer: LetterAnswerForm | None
) -> OutsidePage | None:
    key = request.resolver_match.kwargs["key"] if request.resolver_match else ""
    said = {"secret": key, "typed": form.cleaned_data["code"], "opening": form.cleaned_data["opening"]}
    if answer is None or not answer.is_valid():
        return services.open_link(request.ctx, network, **said)
    given = answer.cleaned_data
    reason = DeclineReason(given["reason"]) if given["step"] == "decline" else None
    step = {"step": given["step"], "reason": reason, "note": given["note"]}
    return services.answer_by_link(request.ctx, network, **said, **step)


def _ask(
    request: Request, form: LetterForm, *, stale: bool = False, failed: bool = False, status: int = 200
) -> HttpResponse:
    page = {"form": form, "stale": stale, "failed": failed, "slow": status == 429}
    answer = render(request, "care/letter.html", page, status=status)
    if status == 429:
        answer.headers["Retry-After"] = str(limits.WINDOW)
    return answer


def _show(
    request: Request, page: OutsidePage, form: LetterForm, answer: LetterAnswerForm | None
) -> HttpResponse:
    if answer is None or answer.is_valid():
        names = ("opening", "code")
        answer = LetterAnswerForm(initial={name: form.cleaned_data[name] for name in names})
    return render(request, "care/letter_opened.html", {"page": page, "form": answer})


def renew(request: Request, referral: Referral) -> HttpResponse:
    """Make a new link and a new code; the old ones open nothing any more."""
    form = RenewForm(posted(request))
    act = partial(_renewed, request, referral, form)
    if sent(request, form, f"renew_link/{referral.pk}", act):
        return show_link(request, referral.family.reference, form)
    return render(request, "care/renew_link.html", {"form": form, "referral": referral})


def _renewed(request: Request, referral: Referral, form: RenewForm, **_said: object) -> OutsideLink:
    said = form.cleaned_data
    return services.renew_link(request.ctx, referral, key=said["submission_key"], mail_to=said["mail_to"])


def show_link(request: Request, reference: str, form: ReferForm | RenewForm) -> HttpResponse:
    """Show link and code, this one time: each goes its own way."""
    secret, code = queries.secret_and_code(form.cleaned_data["submission_key"])
    link = request.build_absolute_uri(reverse("care:outside", args=[request.network.slug, secret]))
    page = {"link": link, "code": f"{code[:4]} {code[4:]}", "reference": reference}
    page["mailed_to"] = form.cleaned_data.get("mail_to", "")
    return render(request, "care/link.html", page)
