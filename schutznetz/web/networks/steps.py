"""The shape that most pages here have: a form, one act, and on to the next page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.kernel.machine import Conflict
from schutznetz.web.screens import Request
from schutznetz.web.submitting import once


def step(
    request: Request,
    form: Form,
    act: Callable[[], Any],
    *,
    to: str,
    title: Any,
    said: Any,
    text: Any = "",
    label: Any = "",
) -> HttpResponse:
    """Show the form; when it is filled act once, say so and go on. A refusal is shown at the form."""
    if request.method == "POST" and form.is_valid():
        try:
            once(request, act)
        except Conflict as conflict:
            form.add_error(None, _(str(conflict)))
        else:
            messages.success(request, said)
            return redirect(to)
    context = {"form": form, "title": title, "text": text, "label": label or _("Speichern"), "back": to}
    return render(request, "networks/form.html", context)


def act_or_say(request: Request, act: Callable[[], Any], *, to: str, said: Any) -> HttpResponse:
    """Act once on a button without a form and go on; a refusal is said on the next page."""
    if request.method == "POST":
        try:
            once(request, act)
        except Conflict as conflict:
            messages.error(request, _(str(conflict)))
        else:
            messages.success(request, said)
    return redirect(to)
