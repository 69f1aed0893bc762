"""One page for every form about a measure, and the ways back from it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, sent


def ask(
    request: Request,
    record: models.Model,
    form: KeyedForm,
    act: Callable[..., models.Model],
    *,
    title: Any,
    back: str,
    lead: Any = "",
    label: Any = "",
    said: Any = "",
    then: str = "",
    template: str = "cases/measures/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form about a record, and go on to its page once it was sent."""
    name = request.resolver_match.view_name if request.resolver_match else title
    if sent(request, form, name, act):
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(then or back)
    context = {"record": record, "form": form, "title": title, "lead": lead, "label": label, "back": back}
    return render(request, template, {**context, **more})


def page_of(name: str, record: Any) -> str:
    """Return the address of the page that a record has of its own."""
    return reverse(f"measures:{name}", args=[record.network.slug, record.pk])


def case_of(case: Any) -> str:
    """Return the address of a case's page."""
    return reverse("cases:detail", args=[case.network.slug, case.pk])
