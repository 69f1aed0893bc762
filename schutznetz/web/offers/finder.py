"""The filters of the search form as finished markup: they depend on what is chosen, on nobody's data."""

from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from schutznetz.web.offers.forms import SearchForm

NAMES = ("alter", "thema", "tag", "sprache", "km", "kostenlos", "barrierefrei", "frei")


def filters(form: SearchForm) -> SafeString:
    """Return the fields below "Genauer suchen"; what is no choice of ours counts as not chosen."""
    chosen = tuple(
        str(form.cleaned_data.get(name) or "") if name in form.cleaned_data else "" for name in NAMES
    )
    return _drawn(get_language() or "de", chosen)


@lru_cache(maxsize=2048)
def _drawn(language: str, chosen: tuple[str, ...]) -> SafeString:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in zip(NAMES, chosen, strict=True) if value})
    return render_to_string("offers/_filters.html", {"form": SearchForm(query)})
