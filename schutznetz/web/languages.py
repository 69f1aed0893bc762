"""In which language a page answers: families in theirs, colleagues in German or English."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

Choice = tuple[tuple[str, str], ...]
View = TypeVar("View", bound=Callable[..., Any])


def for_families(view: View) -> View:
    """Mark a view whose page is complete in all languages of families (``locale/families.toml``)."""
    view.__dict__["for_families"] = True  # functools.wraps takes it along
    return view


class Languages(LocaleMiddleware):
    """Choose by what the browser remembers, else by what it asks for; a page that is missing is anybody's."""

    def process_request(self, request: HttpRequest) -> None:
        _speak(request, settings.LANGUAGES)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        _speak(request, offered(request))


def offered(request: HttpRequest) -> Choice:
    """Return the languages in which the page of this address is complete."""
    view = getattr(request.resolver_match, "func", None)
    return tuple(
        settings.LANGUAGES if view is None or hasattr(view, "for_families") else settings.HOUSE_LANGUAGES
    )


def _speak(request: HttpRequest, languages: Any) -> None:
    language = spoken(request, {code for code, _name in languages})
    translation.activate(language)
    request.LANGUAGE_CODE = language


def spoken(request: HttpRequest, among: set[str]) -> str:
    """Return the language that the visitor chose, else the first she asks for, else German."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = (chosen, *(code.partition("-")[0] for code, _weight in asked))
    return next((code for code in wanted if code in among), settings.LANGUAGE_CODE)
