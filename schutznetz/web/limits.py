"""Slows down guessing without keeping addresses: counters under a keyed name that changes every day."""

import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from schutznetz.kernel import clock

WINDOW = 600  # seconds
TRIES = 10


def _name(request: HttpRequest, purpose: str) -> str:
    """Return the counter's name: the neighbourhood of the address, so that a household shares one."""
    address = request.META.get("REMOTE_ADDR", "")
    separator = ":" if ":" in address else "."
    neighbourhood = separator.join(address.split(separator)[:3])
    message = f"{purpose}/{clock.today()}/{neighbourhood}".encode()
    return f"limit:{hmac.digest(settings.SECRET_KEY.encode(), message, 'sha256').hex()}"


def exhausted(request: HttpRequest, purpose: str) -> bool:
    """Tell whether this neighbourhood has guessed too often in the last ten minutes."""
    return int(cache.get(_name(request, purpose), 0)) >= TRIES


def count(request: HttpRequest, purpose: str) -> None:
    """Note one wrong guess."""
    name = _name(request, purpose)
    if not cache.add(name, 1, WINDOW):
        cache.incr(name)
