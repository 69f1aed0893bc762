"""What surrounds every page: name and colour of the network, menu, help, language and theme."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.networks.models import Network
from schutznetz.web.languages import offered
from schutznetz.web.navigation import Entry, entries

LEGAL = (
    ("imprint", _("Impressum")),
    ("privacy", _("Datenschutz")),
    ("accessibility", _("Barrierefreiheit")),
    ("plain_language", _("Leichte Sprache")),
)
THEMES = ("light", "dark")
THEME_COOKIE = "darstellung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """All that the frame shows: the same for everybody of one role at one place of one network."""

    name: str
    is_network: bool
    theme: str
    colours: str
    home: str
    help_now: str
    exit: str
    signed_in: bool
    account: str
    sign_out: str
    navigation: tuple[Entry, ...]
    footer: tuple[Entry, ...]
    languages: tuple[tuple[str, str], ...]
    personas: str

    @property
    def daily(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.navigation if not entry.seldom)

    @property
    def seldom(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.navigation if entry.seldom)


def is_signed_in(request: HttpRequest) -> bool:
    """Look at the session only if the browser sent one: public pages must not touch it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def theme_of(request: HttpRequest) -> str:
    """Return ``light`` or ``dark`` if the person chose one, else nothing: the device decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


@lru_cache(maxsize=1024)
def home(slug: str, *, signed_in: bool) -> str:
    """Return where the name at the top leads: the network, else the workplace, else the landing page."""
    if slug:
        return reverse("public:home", args=[slug])
    return reverse("accounts:choose" if signed_in else "public:landing")


@lru_cache(maxsize=8192)
def link(name: str, slug: str) -> str:
    """Return the address of a public page, inside the network if there is one."""
    return reverse(f"public:{name}", args=[slug] if slug else [])


@lru_cache(maxsize=1024)
def legal(slug: str) -> tuple[Entry, ...]:
    return tuple(Entry(label, link(name, slug)) for name, label in LEGAL)


def colours_of(network: Network) -> str:
    """Return the address of the stylesheet with the network's two colours; they are its whole content."""
    query = urlencode({"hell": network.colour.lstrip("#"), "dunkel": network.colour_dark.lstrip("#")})
    return f"{reverse('public:colours')}?{query}"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``network``, ``ctx`` and ``shell`` for every template."""
    ctx = getattr(request, "ctx", None)
    network = getattr(request, "network", None)
    slug = network.slug if network else ""
    signed_in = is_signed_in(request)
    return {
        "network": network,
        "ctx": ctx,
        "shell": Shell(
            name=network.name if network else "Schutznetz",
            is_network=network is not None,
            personas="/personen/" if settings.DEMO else "",
            theme=theme_of(request),
            colours=colours_of(network) if network else "",
            home=home(slug, signed_in=signed_in),
            help_now=link("help_now", slug),
            exit=settings.QUICK_EXIT_URL,
            signed_in=signed_in,
            account=reverse("accounts:own"),
            sign_out=reverse("account_logout"),
            navigation=tuple(entries(request, ctx, slug)),
            footer=legal(slug),
            languages=offered(request),
        ),
    }
