"""The office's own words in its letters: a list, one page for each kind, a look at it with invented data."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.files import documents
from schutznetz.law import letters as law
from schutznetz.law.letter_table import BY_KIND
from schutznetz.networks import queries, services
from schutznetz.networks.choices import LetterKind
from schutznetz.networks.models import LetterVersion, Network
from schutznetz.web.networks.specimens import SPECIMENS
from schutznetz.web.networks.steps import act_or_say
from schutznetz.web.papers import letter as handed_out
from schutznetz.web.screens import Request
from schutznetz.web.submitting import KeyedForm, posted, sent


class LetterForm(KeyedForm):
    """One box for each text; under it the words in braces that it may use and those it must keep."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, letter: law.Letter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        for block in letter.blocks:
            self.fields[block.name] = forms.CharField(
                label=_(block.label),
                help_text=_allowed(block),
                required=bool(block.needs),
                max_length=law.LONGEST,
                validators=[_validator(block)],
                widget=forms.Textarea(attrs={"rows": 8}),
            )

    def texts(self) -> dict[str, str]:
        return {block.name: self.cleaned_data[block.name] for block in self.letter.blocks}


def _words(letter: law.Letter) -> list[str]:
    return sorted({name for block in letter.blocks for name in block.may})


def _allowed(block: law.Block) -> str:
    may = ", ".join(f"{{{name}}}" for name in sorted(block.may))
    needs = ", ".join(f"{{{name}}}" for name in sorted(block.needs))
    said = gettext("Diese Wörter werden ersetzt: %(may)s.") % {"may": may}
    if needs:
        said += " " + gettext("Nicht weglassen: %(needs)s.") % {"needs": needs}
    return said


def _validator(block: law.Block) -> Any:
    def check(text: str) -> None:
        if found := [
            ValidationError(gettext(fault.text) % fault.values) for fault in law.faults(block, text)
        ]:
            raise ValidationError(found)

    return check


def index(request: Request, network: Network) -> HttpResponse:
    return render(request, "networks/letters.html", {"rows": queries.letter_rows()})


def change(request: Request, network: Network) -> HttpResponse:
    """Show the texts that hold, the earlier versions, and take new ones; or show the typed ones as PDF."""
    kind = _kind(request)
    letter, newest = BY_KIND[kind], queries.newest_version(kind)
    texts = queries.texts_in_use(kind, newest)
    seen = newest.number if newest else 0
    form = LetterForm(letter, posted(request), initial={**texts, "seen": seen})
    if request.method == "POST" and "preview" in request.POST and form.is_valid():
        return _shown(request, network, kind, form.texts())

    def act(seen: int, **_texts: str) -> LetterVersion:
        return services.change_letter(request.ctx, network, kind=kind, texts=form.texts(), seen=seen)

    if "preview" not in request.POST and sent(request, form, "change_letter", act):
        return redirect("networks:letter", network=network.slug, kind=kind)
    context = {
        "letter": letter,
        "form": form,
        "seen": seen,
        "versions": queries.versions(kind),
        "words": [(f"{{{name}}}", law.PLACEHOLDERS[name]) for name in _words(letter)],
    }
    return render(request, "networks/letter.html", context)


def reset(request: Request, network: Network) -> HttpResponse:
    kind, seen = _kind(request), request.POST.get("seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 6 else 0
    return act_or_say(
        request,
        lambda: services.reset_letter(request.ctx, network, kind=kind, seen=number),
        to=f"/{network.slug}/briefe/{kind}/",
        said=gettext("Der Standardtext gilt wieder."),
    )


def look_at(request: Request, version: LetterVersion) -> HttpResponse:
    """Show a version as it looks, with invented data."""
    return _shown(request, request.network, LetterKind(version.kind), version.texts)


def _shown(request: Request, network: Network, kind: LetterKind, texts: Mapping[str, str]) -> HttpResponse:
    heading: Mapping[str, str] = queries.texts_in_use(
        LetterKind.LETTERHEAD, queries.newest_version(LetterKind.LETTERHEAD)
    )
    if kind == LetterKind.LETTERHEAD:
        heading, texts = texts, {}
    wording = queries.invented(network, kind, texts=texts, heading=heading, now=request.ctx.now)
    return handed_out(documents.pdf(f"documents/{kind}.html", {"letter": wording, **SPECIMENS[kind]}), kind)


def _kind(request: Request) -> LetterKind:
    asked = request.resolver_match.kwargs["kind"] if request.resolver_match else ""
    if asked not in LetterKind.values:
        raise Http404
    return LetterKind(asked)
