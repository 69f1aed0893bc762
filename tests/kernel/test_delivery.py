"""Letters against a real mail server and a real gateway on loopback."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.conf import LazySettings

from schutznetz.kernel import clock, delivery, outbox
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import LetterState, Notice
from tests.conftest import NOON


class Postbox:
    """Takes mail, or refuses it while ``broken``."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.broken = False

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        if self.broken:
            return "451 try again, anna@example.org"
        self.mails.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox(settings: LazySettings) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.PUBLIC_URL = "https://netz.example.de"
    yield box
    server.stop()


class Gateway(HTTPServer):
    """Takes orders, and answers with ``answer``."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer = 202
        super().__init__(("127.0.0.1", 0), Order)


class Order(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.orders.append(json.loads(body))
        self.server.keys.append(self.headers["Authorization"])
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def gateway(settings: LazySettings) -> Iterator[Gateway]:
    with Gateway() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.WAKE_URL = f"http://127.0.0.1:{server.server_port}/anruf"
        settings.WAKE_TOKEN = "geheim"
        settings.PUBLIC_URL = "https://netz.example.de"
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def test_a_mail_says_only_that_there_is_something(ctx: Context, inside: None, postbox: Postbox) -> None:
    letter = outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)

    assert delivery.deliver() == 1

    [envelope] = postbox.mails
    mail = message_from_bytes(envelope.original_content or b"", policy=default)
    text = mail.get_content()
    assert envelope.rcpt_tos == ["anna@example.org"]
    assert (mail["Subject"], mail["Message-ID"]) == ("Nachricht für Sie", f"<{letter.pk}@netz.example.de>")
    assert "https://netz.example.de/konto/login/" in text
    assert "tannfurt" not in text.lower()


def test_the_address_is_forgotten_once_the_mail_is_out(ctx: Context, inside: None, postbox: Postbox) -> None:
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    delivery.deliver()
    letter = Letter.objects.get()
    assert (letter.state, letter.to, letter.sent_at) == (LetterState.SENT, "", NOON)
    assert delivery.deliver() == 0


def test_a_mail_server_that_is_down_is_tried_again(
    ctx: Context, inside: None, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.broken = True
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    assert delivery.deliver() == 0
    postbox.broken = False
    assert delivery.deliver() == 0  # not at once
    with clock.frozen(NOON + delivery.PAUSE):
        assert delivery.deliver() == 1
    assert "anna@" not in caplog.text


def test_in_the_end_it_is_given_up_and_visible(ctx: Context, inside: None, postbox: Postbox) -> None:
    postbox.broken = True
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    for attempt in range(delivery.MAIL_TRIES):
        with clock.frozen(NOON + delivery.PAUSE * attempt):
            delivery.deliver()
    [letter] = outbox.dead()
    assert letter.error == "SMTPDataError"


def test_without_a_mail_server_nothing_pretends_to_be_sent(
    ctx: Context, inside: None, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    assert delivery.deliver() == 0
    assert [letter.error for letter in outbox.dead()] == ["NotSetUp"]


def test_somebody_is_woken_until_she_answers(ctx: Context, inside: None, gateway: Gateway) -> None:
    letter = outbox.wake(ctx, phone="+4917012345", notice=Notice.URGENT, ack_url="/w/{token}/")
    assert delivery.deliver() == 1
    with clock.frozen(NOON + delivery.PAUSE):
        assert delivery.deliver() == 1
    outbox.acknowledge(letter.token)
    with clock.frozen(NOON + delivery.PAUSE * 2):
        assert delivery.deliver() == 0

    assert gateway.keys == ["Bearer geheim"] * 2
    assert gateway.orders[0] == {
        "id": str(letter.pk),
        "to": "+4917012345",
        "text": "Bitte sehen Sie jetzt nach. Es ist dringend.",
        "language": "de",
        "answer": f"https://netz.example.de/w/{letter.token}/",
    }


def test_who_never_answers_is_given_up_after_an_hour(ctx: Context, inside: None, gateway: Gateway) -> None:
    outbox.wake(ctx, phone="+4917012345", notice=Notice.URGENT, ack_url="/w/{token}/")
    for attempt in range(2 * delivery.WAKE_TRIES):
        with clock.frozen(NOON + delivery.PAUSE * attempt):
            delivery.deliver()
    assert len(gateway.orders) == delivery.WAKE_TRIES
    assert [letter.error for letter in outbox.dead()] == ["TimeoutError"]


def test_a_gateway_that_refuses_is_asked_again(ctx: Context, inside: None, gateway: Gateway) -> None:
    gateway.answer = 503
    outbox.wake(ctx, phone="+4917012345", notice=Notice.URGENT, ack_url="/w/{token}/")
    assert delivery.deliver() == 0
    gateway.answer = 200
    with clock.frozen(NOON + delivery.PAUSE):
        assert delivery.deliver() == 1


def test_a_redirect_is_no_acceptance(ctx: Context, inside: None, gateway: Gateway) -> None:
    gateway.answer = 302
    outbox.wake(ctx, phone="+4917012345", notice=Notice.URGENT, ack_url="/w/{token}/")
    assert delivery.deliver() == 0
    assert len(gateway.orders) == 1


def test_a_killed_sender_loses_no_letter(ctx: Context, inside: None, postbox: Postbox) -> None:
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    assert outbox.claim(delivery.PAUSE) is not None  # and here the process ends
    assert outbox.claim(delivery.PAUSE) is None
    with clock.frozen(NOON + delivery.PAUSE + timedelta(seconds=1)):
        assert delivery.deliver() == 1


def test_english_readers_get_english(ctx: Context, inside: None, postbox: Postbox) -> None:
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS, language="en")
    assert delivery.deliver() == 1
