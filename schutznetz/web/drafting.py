"""What a signed-in person types into a form outlives time-out and new sign-in: kept, shown again, dropped."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.db import models
from django.http import QueryDict

from schutznetz.kernel import drafts
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent

F = TypeVar("F", bound=forms.Form)
NOT_TYPED = {"csrfmiddlewaretoken", "go", "submission_key", "harmless"}


class Draft:
    """The draft of one form on one record. A button or the page itself asks to keep it with ``go=keep``."""

    def __init__(self, request: Request, name: str, about: UUID | None = None) -> None:
        self.request, self.name, self.about = request, name, about
        self.kept = request.method == "POST" and request.POST.get("go") == "keep"
        self.typed: Any = None if self.kept else posted(request)
        if self.kept:
            self.keep()

    def shown_in(self, form: F) -> F:
        """Let a form that is not sent begin with what was kept, in place of what it would begin with."""
        kept = {} if form.is_bound else drafts.fetch(self.request.ctx, self.name, self.about)
        form.initial.update(begun(form, kept))
        return form

    def sent(self, form: KeyedForm, kind: str, act: Callable[..., models.Model]) -> bool:
        """Act as ``submitting.sent``; what could not go out is kept, and what went out no longer."""
        if sent(self.request, form, kind, act):
            self.drop()
            return True
        if form.is_bound:
            self.keep()
        return False

    def keep(self) -> None:
        drafts.keep(self.request.ctx, self.name, self.about, plain(self.request.POST))

    def drop(self) -> None:
        drafts.drop(self.request.ctx, self.name, self.about)


def plain(typed: QueryDict) -> dict[str, object]:
    """Return what was typed, without what belongs to one sending alone; several ticks stay several."""
    said = {name: [str(each) for each in values] for name, values in typed.lists() if name not in NOT_TYPED}
    return {name: values if len(values) > 1 else "".join(values) for name, values in said.items()}


def begun(form: forms.Form, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was kept as the starting values of a form."""
    fields = {
        name: field
        for name, field in form.fields.items()
        if name not in NOT_TYPED and not field.widget.needs_multipart_form
    }
    if not kept:
        return {}
    return {name: field.widget.value_from_datadict(kept, {}, name) for name, field in fields.items()}
