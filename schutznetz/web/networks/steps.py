"""The shape that most pages here have: a form, one act, and on to the next page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schutznetz.kernel.machine import Conflict


def step(
    request: HttpRequest,
    form: Form,
    act: Callable[[], Any],
    *,
    to: str,
    title: Any,
    said: Any,
    text: Any = "",
    label: Any = "",
) -> HttpResponse:
    """Show the form; when it is filled act, say so and go on. A refusal is shown at the form."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Conflict as conflict:
            form.add_error(None, _(str(conflict)))
        else:
            messages.success(request, said)
            return redirect(to)
    context = {"form": form, "title": title, "text": text, "label": label or _("Speichern"), "back": to}
    return render(request, "networks/form.html", context)


def act_or_say(request: HttpRequest, act: Callable[[], Any], *, to: str, said: Any) -> HttpResponse:
    """Act on a button without a form and go on; a refusal is said on the next page."""
    if request.method == "POST":
        try:
            act()
        except Conflict as conflict:
            messages.error(request, _(str(conflict)))
        else:
            messages.success(request, said)
    return redirect(to)
