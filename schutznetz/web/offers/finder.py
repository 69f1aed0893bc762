"""The filters of the search: read and drawn once for each choice, as they depend on nobody's data."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from schutznetz.offers.queries import Search
from schutznetz.web.offers.forms import NEAR, FilterForm

NAMES = ("alter", "thema", "tag", "sprache", "km", "kostenlos", "barrierefrei", "frei")
LONGEST = 40  # no choice of ours is longer


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted, what it is called (by the name in the address), and the fields as markup."""

    wanted: Search
    labels: tuple[tuple[str, str], ...]
    fields: SafeString


def read(query: QueryDict) -> Filters:
    """Return the chosen filters; what is no choice of ours counts as not chosen."""
    return _read(get_language() or "de", tuple(query.get(name, "")[:LONGEST] for name in NAMES))


@lru_cache(maxsize=512)
def _read(language: str, given: tuple[str, ...]) -> Filters:
    """Return the filters in ``language``, the active one."""
    chosen = {"km": str(NEAR)} | {name: value for name, value in zip(NAMES, given, strict=True) if value}
    form = FilterForm(chosen)
    wanted = form.search()
    labels = tuple((name, _label(form, name)) for name in NAMES if name != "km" and _is_chosen(form, name))
    return Filters(wanted, labels, render_to_string("offers/_filters.html", {"form": form}))


def _is_chosen(form: FilterForm, name: str) -> bool:
    return form.cleaned_data.get(name) not in {None, "", False}


def _label(form: FilterForm, name: str) -> str:
    """Return the choice in words, or the name of a box that is ticked."""
    field = form.fields[name]
    said = dict(getattr(field, "choices", ())).get(form.data[name])
    return str(said or field.label)
