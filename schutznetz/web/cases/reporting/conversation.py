"""The return with the code: one address, nothing in it, and the same answer for every wrong number."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz import receipts
from schutznetz.cases import services
from schutznetz.kernel import submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.law.report_fields import BY_NAME
from schutznetz.networks.models import Network
from schutznetz.web import limits
from schutznetz.web.cases.reporting.questions import LINE, Attached, Said, prints
from schutznetz.web.codes import CodeForm
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request

PURPOSE = "receipt"
WHO = ("reporter_name", "reporter_institution", "reporter_phone")


class Addition(Attached):
    text = Said(
        label=_("Was möchten Sie ergänzen oder antworten?"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ["text", "attachments"]

    def may_say_who(self) -> "Addition":
        """Ask also for what leads back to her, once: it is kept apart from what she tells."""
        for name in WHO:
            spec = BY_NAME[name]
            self.fields[name] = Said(label=gettext(spec.label), required=False, max_length=LINE)
        self.fields[WHO[0]].help_text = _("Nur, wenn Sie das möchten: So kann das Jugendamt Sie erreichen.")
        return self

    def who(self) -> dict[str, str]:
        return {name: said for name in WHO if (said := self.cleaned_data.get(name))}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(said.get(name) for name in ("text", "attachments", *WHO)):
            raise ValidationError(_("Bitte schreiben Sie etwas oder wählen Sie eine Datei."))
        return said


def come_back(request: Request, network: Network) -> HttpResponse:
    """Ask for the code, then show the conversation, then take what is added; the code travels in the form."""
    stale = is_forged(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if stale or not form.is_valid():
        return _ask(request, form, stale=stale)
    if limits.exhausted(request, PURPOSE):
        return _ask(request, form, status=429)
    try:
        return _talk(request, network, form.cleaned_data["code"])
    except receipts.UnknownCode as unknown:
        limits.count(request, PURPOSE)
        form.add_error("code", gettext(str(unknown)))
        return _ask(request, form)


def _ask(request: Request, form: CodeForm, *, stale: bool = False, status: int = 200) -> HttpResponse:
    found = {"form": form, "stale": stale, "slow": status == 429, "text": request.POST.get("text", "")}
    return render(request, "reporting/come_back.html", found, status=status)


def _talk(request: Request, network: Network, typed: str) -> HttpResponse:
    added = request.POST.get("go") == "add"
    form = Addition(request.POST, request.FILES) if added else Addition(initial=request.POST.dict())
    conversation = services.open_conversation(request.ctx, network, typed=typed)
    if conversation.may_say_who:
        form.may_say_who()
    if added and form.is_valid():
        _add(request, network, typed, form)
        conversation, form = services.open_conversation(request.ctx, network, typed=typed), Addition()
    found = {"conversation": conversation, "form": form, "code": typed, "added": added and not form.is_bound}
    return render(request, "reporting/conversation.html", {**found, "key": submissions.new_key()})


def _add(request: Request, network: Network, typed: str, form: Addition) -> None:
    text, files = form.cleaned_data["text"], form.kept()
    said = {"text": text, "files": files, "contact": form.who()}
    act = partial(services.add_information, request.ctx, network, typed=typed, **said)
    body = {"code": typed, "text": text, "files": prints(files), "who": form.who()}
    key = request.POST.get("submission_key") or submissions.new_key()
    try:
        submissions.once(request.ctx, key=key, body=body, act=act, kind="addition")
    except Conflict as conflict:
        form.add_error(None, gettext(str(conflict)))
