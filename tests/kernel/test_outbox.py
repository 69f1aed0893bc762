"""Letters are part of the act, say nothing, and are acknowledged by a person."""

import pytest
from django.conf import LazySettings
from django.db import transaction

from schutznetz.kernel import clock, outbox
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Letter
from schutznetz.kernel.outbox import LetterState, Notice, Way
from tests.conftest import NOON


def test_a_letter_of_an_undone_act_never_existed(ctx: Context, inside: None) -> None:
    def undone() -> None:
        with transaction.atomic():
            outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert not Letter.objects.exists()


def test_addresses_are_sealed(ctx: Context, inside: None) -> None:
    outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    assert "anna@" not in repr(Letter.objects.values())
    assert Letter.objects.get().to == "anna@example.org"


def test_letters_lead_to_our_own_pages_only(ctx: Context, inside: None) -> None:
    with pytest.raises(ValueError, match="own pages"):
        outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS, link="https://example.org")


def test_an_answer_is_counted_once_and_only_for_the_right_token(ctx: Context, inside: None) -> None:
    letter = outbox.wake(ctx, phone="+49170", notice=Notice.URGENT, ack_url="/w/{token}/")
    assert letter.link == f"/w/{letter.token}/"
    assert outbox.acknowledge("x" * 26) is None
    assert outbox.acknowledge("") is None
    with clock.frozen(NOON):
        assert outbox.acknowledge(letter.token) == letter.pk
    assert outbox.acknowledge(letter.token) == letter.pk
    letter.refresh_from_db()
    assert (letter.state, letter.acknowledged_at) == (LetterState.ACKNOWLEDGED, NOON)


def test_a_mail_has_no_token_that_could_be_acknowledged(ctx: Context, inside: None) -> None:
    assert outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS).token == ""


def test_sent_letters_are_forgotten_after_thirty_days_and_undelivered_ones_stay(
    ctx: Context, inside: None
) -> None:
    sent = outbox.mail(ctx, to="anna@example.org", notice=Notice.NEWS)
    lost = outbox.mail(ctx, to="bert@example.org", notice=Notice.NEWS)
    outbox.settle(sent, LetterState.SENT)
    outbox.settle(lost, LetterState.DEAD, "OSError")
    with clock.frozen(NOON + outbox.KEPT * 2):
        assert outbox.expire() == 1
    assert [letter.pk for letter in outbox.dead()] == [lost.pk]
    assert outbox.revive(lost.pk)
    assert outbox.dead() == []


def test_a_form_can_ask_whether_anybody_can_be_woken(settings: LazySettings) -> None:
    assert not outbox.is_set_up(Way.WAKE)
    settings.WAKE_URL = "https://gateway.example/"
    assert outbox.is_set_up(Way.WAKE)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not outbox.is_set_up(Way.MAIL)
