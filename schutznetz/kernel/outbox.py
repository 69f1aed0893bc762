"""What leaves the house, written in the transaction that wants it said: fixed notices without contents."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F

from schutznetz.kernel import clock, ids
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Letter
from schutznetz.kernel.models.letter import LetterState, Notice, Way

__all__ = ["LetterState", "Notice", "Way"]

TOKEN = "{token}"
KEPT = timedelta(days=30)
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_OUT = (LetterState.SENT, LetterState.ACKNOWLEDGED)


def is_set_up(way: Way) -> bool:
    """Whether this installation can send that way at all; forms say plainly where it cannot."""
    if way is Way.WAKE:
        return bool(settings.WAKE_URL)
    return not settings.EMAIL_BACKEND.startswith("django.core.mail.backends.dummy")


def mail(ctx: Context, *, to: str, notice: Notice, language: str = "de", link: str = "") -> Letter:
    """Ask for a mail. ``link`` is a path on our own pages; without it the mail leads to the sign-in."""
    return _ask(ctx, way=Way.MAIL, to=to, notice=notice, language=language, link=link)


def wake(ctx: Context, *, phone: str, notice: Notice, ack_url: str, language: str = "de") -> Letter:
    """Ask for a call or text message that wants an answer.

    ``{token}`` in ``ack_url`` (a path on our own pages) becomes the secret of this letter; whoever
    opens that page calls ``acknowledge``. Until then the letter goes out again and again.
    """
    token = ids.choose(_ALPHABET, 26)
    link = ack_url.replace(TOKEN, token)
    return _ask(ctx, way=Way.WAKE, to=phone, notice=notice, language=language, link=link, token=token)


def _ask(
    ctx: Context, *, way: Way, to: str, notice: Notice, language: str, link: str, token: str = ""
) -> Letter:
    if link and not link.startswith("/"):
        raise ValueError("A letter leads to our own pages only.")
    return Letter.objects.create(
        way=way,
        to=to,
        notice=notice,
        language=language,
        link=link,
        token=token,
        due_at=clock.now(),
        asked_at=ctx.now,
    )


def acknowledge(token: str) -> UUID | None:
    """Note that a person answered, and return the letter's id; None for an unknown token."""
    letter = Letter.objects.filter(way=Way.WAKE, token=token).exclude(token="").order_by("pk").first()
    if letter is None:
        return None
    unanswered = Letter.objects.filter(pk=letter.pk, acknowledged_at=None)
    unanswered.update(state=LetterState.ACKNOWLEDGED, acknowledged_at=clock.now())
    return letter.pk


def withdraw(letter_ids: Iterable[UUID]) -> int:
    """Stop calls that nobody needs to answer any more, because what they were about is done."""
    calls = Letter.objects.filter(pk__in=list(letter_ids), way=Way.WAKE, acknowledged_at=None)
    return calls.update(state=LetterState.ACKNOWLEDGED, acknowledged_at=clock.now())


def dead() -> list[Letter]:
    """Return the letters of the current network that nobody could deliver, newest first."""
    return list(Letter.objects.filter(state=LetterState.DEAD).order_by("-asked_at", "id"))


def revive(letter_id: UUID) -> bool:
    """Try a letter again that was given up, after somebody has mended the cause."""
    given_up = Letter.objects.filter(pk=letter_id, state=LetterState.DEAD)
    return bool(given_up.update(state=LetterState.WAITING, attempts=0, error="", due_at=clock.now()))


def expire() -> int:
    """Erase what went out 30 days ago; what could not be delivered stays until somebody has looked."""
    out = Letter.objects.filter(state__in=_OUT, asked_at__lt=clock.now() - KEPT)
    return out.delete()[0]


def claim(pause: timedelta) -> Letter | None:
    """Take the next due letter of the current network, so that nobody else sends it for ``pause``."""
    now = clock.now()
    open_ = Letter.objects.filter(due_at__lte=now, acknowledged_at=None)
    open_ = open_.filter(state=LetterState.WAITING) | open_.filter(state=LetterState.SENT, way=Way.WAKE)
    for letter in open_.order_by("due_at", "id")[:8]:
        mine = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at, attempts=letter.attempts)
        if mine.update(due_at=now + pause, attempts=F("attempts") + 1):
            letter.attempts += 1
            return letter
    return None


def settle(letter: Letter, state: LetterState, error: str = "") -> None:
    """Write down how it went. Address and link of a mail that is out are forgotten."""
    letter.state, letter.error = state, error
    fields = ["state", "error"]
    if state is LetterState.SENT:
        letter.sent_at = clock.now()
        fields.append("sent_at")
        if letter.way == Way.MAIL:
            letter.to = letter.link = ""
            fields += ["to", "link"]
    letter.save(update_fields=fields)
