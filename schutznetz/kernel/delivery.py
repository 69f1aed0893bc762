"""Carries the outbox out: mail over SMTP, wake-up calls over the operator's gateway.

A letter may go out twice when the process was killed between sending and writing that down; it says
the same both times and carries the same number, so that is harmless.
"""

import json
import logging
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from schutznetz.kernel import outbox
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import LetterState, Way

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=5)
MAIL_TRIES = 48  # four hours of a mail server that is down
WAKE_TRIES = 12  # an hour of somebody who does not answer
TIMEOUT = 10


class Refused(RuntimeError):
    """The gateway answered, and did not take the call."""


class NotSetUp(RuntimeError):
    """This installation has no such way out."""


FAILURES = (OSError, SMTPException, HTTPException, Refused, NotSetUp, ValueError)


def deliver() -> int:
    """Send everything of the current network that is due, and return how much went out."""
    sent = 0
    while letter := outbox.claim(PAUSE):
        sent += _try(letter)
    return sent


def _try(letter: Letter) -> bool:
    tries = WAKE_TRIES if letter.way == Way.WAKE else MAIL_TRIES
    try:
        if letter.attempts > tries:
            raise TimeoutError
        if not outbox.is_set_up(letter.way):
            raise NotSetUp
        (call if letter.way == Way.WAKE else post)(letter)
    except FAILURES as error:
        name = type(error).__name__  # never the text: mail servers quote the address
        log.warning("letter %s not delivered: %s", letter.pk, name)
        over = letter.attempts >= tries or isinstance(error, NotSetUp)
        outbox.settle(letter, LetterState.DEAD if over else LetterState.WAITING, name)
        return False
    outbox.settle(letter, LetterState.SENT)
    return True


def link_of(letter: Letter) -> str:
    return settings.PUBLIC_URL + (letter.link or settings.LOGIN_URL)


def post(letter: Letter) -> None:
    """Send a mail that says nothing but that there is something to see."""
    with translation.override(letter.language):
        subject = _("Nachricht für Sie")
        body = _(
            "%(notice)s\n\nHier geht es weiter: %(link)s\n\n"
            "Aus Gründen des Datenschutzes steht hier nicht mehr. Bitte antworten Sie nicht auf diese Mail.\n"
        ) % {"notice": letter.notice.label, "link": link_of(letter)}
    host = urlsplit(settings.PUBLIC_URL).hostname
    mail = EmailMessage(subject, body, to=[letter.to], headers={"Message-ID": f"<{letter.pk}@{host}>"})
    mail.send()


def call(letter: Letter) -> None:
    """Hand a wake-up call to the gateway: JSON by POST; anything but 2xx is a refusal."""
    with translation.override(letter.language):
        text = str(letter.notice.label)
    order = {
        "id": str(letter.pk),
        "to": letter.to,
        "text": text,
        "language": letter.language,
        "answer": link_of(letter),
    }
    address = urlsplit(settings.WAKE_URL)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    line = kind(str(address.hostname), address.port, timeout=TIMEOUT)
    try:
        line.request(
            "POST",
            address.path or "/",
            json.dumps(order),
            {"Content-Type": "application/json", "Authorization": f"Bearer {settings.WAKE_TOKEN}"},
        )
        if not 200 <= line.getresponse().status < 300:
            raise Refused
    finally:
        line.close()
