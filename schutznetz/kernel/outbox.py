"""What leaves the house, written in the transaction that wants it said: fixed notices without contents."""

import secrets
from datetime import timedelta
from uuid import UUID

from schutznetz.kernel import clock, ids
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Letter
from schutznetz.kernel.models.letter import LetterState, Notice, Way

__all__ = ["LetterState", "Notice", "Way"]

TOKEN = "{token}"
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEPT = timedelta(days=30)


def mail(ctx: Context, *, to: str, notice: Notice, language: str = "de", link: str = "") -> Letter:
    """Ask for a mail. ``link`` is a path on our own pages; without it the mail leads to the sign-in."""
    return Letter.objects.create(
        way=Way.MAIL,
        to=to,
        notice=notice,
        language=language,
        link=link,
        due_at=clock.now(),
        asked_at=clock.now(),
    )


def wake(ctx: Context, *, phone: str, notice: Notice, ack_url: str, language: str = "de") -> Letter:
    """Ask for a call or text message that wants an answer.

    ``{token}`` in ``ack_url`` (a path on our own pages) becomes the secret of this letter; whoever
    opens that page calls ``acknowledge``. Until then the letter goes out again and again.
    """
    token = ids.choose(_ALPHABET, 26)
    return Letter.objects.create(
        way=Way.WAKE,
        to=phone,
        notice=notice,
        language=language,
        token=token,
        link=ack_url.replace(TOKEN, token),
        due_at=clock.now(),
        asked_at=clock.now(),
    )


def acknowledge(token: str) -> UUID | None:
    """Note that a person answered, and return the letter's id; None for an unknown token."""
    letter = Letter.objects.filter(way=Way.WAKE, token=token).exclude(token="").first()
    if letter is None or not secrets.compare_digest(letter.token, token):
        return None
    unanswered = Letter.objects.filter(pk=letter.pk, acknowledged_at=None)
    unanswered.update(state=LetterState.ACKNOWLEDGED, acknowledged_at=clock.now())
    return letter.pk


def dead() -> list[Letter]:
    """Return the letters of the current network that nobody could deliver, newest first."""
    return list(Letter.objects.filter(state=LetterState.DEAD).order_by("-asked_at", "id"))


def expire() -> int:
    """Erase what went out 30 days ago; what could not be delivered stays until somebody has looked."""
    out = Letter.objects.filter(state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED])
    return out.filter(asked_at__lt=clock.now() - KEPT).delete()[0]
