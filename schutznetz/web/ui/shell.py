"""What surrounds every page: name and colour of the network, menu, help, language and theme."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from schutznetz.web.navigation import Entry, entries

THEMES = ("light", "dark")
THEME_COOKIE = "darstellung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    theme: str
    accent: str
    home: str
    help_now: str
    exit: str
    signed_in: bool
    navigation: list[Entry]
    footer: list[Entry]


def is_signed_in(request: HttpRequest) -> bool:
    """Look at the session only if the browser sent one: public pages must not touch it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def theme_of(request: HttpRequest) -> str:
    """Return ``light`` or ``dark`` if the person chose one, else nothing: the device decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def link(name: str, slug: str) -> str:
    """Return the address of a public page, inside the network if there is one."""
    try:
        return reverse(f"public:{name}", args=[slug] if slug else [])
    except NoReverseMatch:
        return "/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``network``, ``ctx`` and ``shell`` for every template."""
    ctx = getattr(request, "ctx", None)
    network = getattr(request, "network", None)
    slug = network.slug if network else ""
    return {
        "network": network,
        "ctx": ctx,
        "shell": Shell(
            theme=theme_of(request),
            accent=getattr(network, "accent", ""),
            home=f"/{slug}/" if slug else "/",
            help_now=link("help_now", slug),
            exit=settings.QUICK_EXIT_URL,
            signed_in=is_signed_in(request),
            navigation=entries(request, ctx, slug),
            footer=[],
        ),
    }
