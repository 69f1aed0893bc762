"""Sending a form exactly once: the hidden key, and what a refusal says to the person."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.signs import readable
from schutznetz.web.screens import Request

LONGEST_KEY = 64


class KeyedForm(forms.Form):
    """A form that changes something: sent twice, it acts once."""

    refused_at: ClassVar[Mapping[str, str]] = {}  # the field a reason is about; without one, the whole form

    submission_key = forms.CharField(
        widget=forms.HiddenInput, initial=submissions.new_key, max_length=LONGEST_KEY, required=False
    )

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "submission_key"}

    def refuse(self, conflict: Conflict) -> None:
        self.add_error(self.refused_at.get(conflict.reason), refusal(conflict))


def posted(request: Request) -> Any:
    """Return what a form is filled with: nothing until somebody sends it, and then what can be read."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    for name, values in request.POST.lists():
        typed.setlist(name, [readable(str(value)) for value in values])
    return typed


def sent(request: Request, form: KeyedForm, kind: str, act: Callable[..., models.Model]) -> bool:
    """Act on a posted, valid form once; say False when nothing was sent or the act was refused."""
    if request.method != "POST" or not form.is_valid():
        return False
    answers = form.answers()
    key = form.cleaned_data["submission_key"] or submissions.new_key()
    try:
        submissions.once(request.ctx, key=key, body=answers, act=lambda: act(**answers), kind=kind)
    except Conflict as conflict:
        form.refuse(conflict)
        return False
    return True


def once(request: Request, act: Callable[[], object]) -> UUID:
    """Do what a page with ``{% once %}`` asks for, however often it arrives; return what it led to.

    What leads to nothing of its own is remembered under the network.
    """
    key = request.POST.get("submission_key", "")
    ours = 0 < len(key) <= LONGEST_KEY and key.isprintable()
    typed = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    body: dict[str, object] = {**typed, **request.FILES.dict(), "path": request.path}

    def acted() -> models.Model:
        result = act()
        return result if isinstance(result, models.Model) else request.network

    kind = request.resolver_match.view_name if request.resolver_match else ""
    done = submissions.once(
        request.ctx, key=key if ours else submissions.new_key(), body=body, act=acted, kind=kind
    )
    return done.result_id


def refusal(conflict: Conflict) -> str:
    """Return the reason in the reader's language, with the norm it rests on."""
    reason = gettext(conflict.reason)
    return f"{reason} ({conflict.norm})" if conflict.norm else reason


def offer(form: forms.Form, people: Iterable[tuple[str, str]], *names: str) -> None:
    """Fill choices of people in; the first entry asks to choose."""
    choices = [("", _("Bitte wählen")), *people]
    for name in names:
        cast(forms.ChoiceField, form.fields[name]).choices = choices
