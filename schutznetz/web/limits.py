"""Slows down guessing and flooding without keeping addresses: counters under keyed names, for ten minutes."""

import hmac
import os
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from schutznetz.accounts.adapters import network_prefix
from schutznetz.kernel import clock

WINDOW = 600  # seconds
TRIES = 10
_PROCESS = os.urandom(32)  # names counters of this process; nobody else can tell what they stand for


def _neighbourhood(request: HttpRequest) -> str:
    """Return where a request comes from, as the trusted proxy tells it where one is set up."""
    try:
        return network_prefix(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""  # the proxy said nothing: they all share one place


def _name(request: HttpRequest, purpose: str) -> str:
    message = f"{purpose}/{clock.today()}/{_neighbourhood(request)}".encode()
    return f"limit:{hmac.digest(settings.SECRET_KEY.encode(), message, 'sha256').hex()}"


def exhausted(request: HttpRequest, purpose: str) -> bool:
    """Tell whether this neighbourhood has guessed too often in the last ten minutes."""
    return int(cache.get(_name(request, purpose), 0)) >= TRIES


def count(request: HttpRequest, purpose: str) -> None:
    """Note one wrong guess."""
    name = _name(request, purpose)
    if not cache.add(name, 1, WINDOW):
        cache.incr(name)


class Flood:
    """How much came in during these ten minutes, in the memory of this process alone: a flood writes nothing.

    Each neighbourhood may send so much to an office. Once an office gets more than all of them should send
    together, each gets its first one through and no more: whoever floods does not silence the others.
    """

    PLACES = 50_000  # names kept at once

    def __init__(self) -> None:
        self._lock, self._window, self._sent = Lock(), 0, dict[bytes, int]()

    def lets_in(self, request: HttpRequest, office: str) -> bool:
        """Tell whether this sending may pass, and count it if so."""
        here, everywhere = self._name(office, _neighbourhood(request)), self._name(office, "everywhere")
        window = int(clock.now().timestamp()) // WINDOW
        with self._lock:
            if window != self._window or len(self._sent) > self.PLACES:
                self._window, self._sent = window, {}
            sent, total = self._sent.get(here, 0), self._sent.get(everywhere, 0)
            free = not sent or (sent < settings.FLOOD_PLACE and total < settings.FLOOD_OFFICE)
            if free:
                self._sent[here], self._sent[everywhere] = sent + 1, total + 1
        return free

    @staticmethod
    def _name(office: str, place: str) -> bytes:
        return hmac.digest(_PROCESS, f"{office}/{place}".encode(), "sha256")
