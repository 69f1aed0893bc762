"""Letters against a real mail server and a real gateway on loopback."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import LazySettings

from schutznetz.kernel import clock, delivery, outbox
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import LetterState, Notice
from tests.conftest import NOON
from tests.outside import Gateway, Postbox, open_gateway, open_postbox


@pytest.fixture
def postbox(settings: LazySettings) -> Iterator[Postbox]:
    with open_postbox(settings) as box:
        yield box


@pytest.fixture
def gateway(settings: LazySettings) -> Iterator[Gateway]:
    with open_gateway(settings) as server:
        yield server


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
