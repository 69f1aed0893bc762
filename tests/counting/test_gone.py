"""A family that nobody took over is deleted after a month: the year's figures stay as they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.care import jobs, services
from schutznetz.care.choices import UNTAKEN_KEPT, DeclineReason, Gone, HelpEnd
from schutznetz.care.models import Family, Referral
from schutznetz.care.services import tallying
from schutznetz.counting.amounts import Amounts, count_all
from schutznetz.counting.rules.people import DECLINED, ENDED
from schutznetz.counting.world import load, year_span
from schutznetz.kernel.context import Context, system
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network
from tests.care.conftest import mira
from tests.care.test_sending import practice, send
from tests.conftest import NOON

__all__ = ["mira", "practice"]
pytestmark = pytest.mark.usefixtures("inside")
FIGURES = ("referrals", "declined", "referrals_ended", "answer_time", "sent_on")
AFTER = NOON + UNTAKEN_KEPT + timedelta(days=4)


def decline(mira: Context, sent: Referral) -> None:
    services.decline(mira, sent, reason=DeclineReason.LANGUAGE)


def help_and_end(mira: Context, sent: Referral) -> None:
    services.accept(replace(mira, now=NOON + timedelta(days=4)), sent)
    services.begin(mira, Referral.objects.get(pk=sent.pk))
    services.end(mira, Referral.objects.get(pk=sent.pk), reason=HelpEnd.MOVED)


def counted() -> Amounts:
    today = day_of(AFTER)
    found = count_all(load(year_span(2026, today), today), year_span(2026, today))
    return {name: dict(found[name]) for name in FIGURES}


@pytest.mark.parametrize("way", [decline, help_and_end])
def test_what_is_deleted_is_counted_further(
    way: Callable[[Context, Referral], None], practice: Context, mira: Context, tannfurt: Network
) -> None:
    way(mira, send(practice, tannfurt, mira))
    before = counted()

    jobs.erase_outlived(replace(system(tannfurt.pk), now=AFTER))

    assert not Family.objects.exists()
    assert counted() == before
    assert sum(amount.value for amount in before["referrals"].values()) == 1


def test_what_was_taken_back_is_counted_further(practice: Context, mira: Context, tannfurt: Network) -> None:
    services.revoke(practice, send(practice, tannfurt, mira))
    before = counted()

    jobs.erase_outlived(replace(system(tannfurt.pk), now=AFTER))

    assert counted() == before
    assert list(before["referrals"]) == ["revoked"]


def test_without_the_tally_the_year_would_lose_it(
    practice: Context, mira: Context, tannfurt: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    decline(mira, send(practice, tannfurt, mira))
    before = counted()
    monkeypatch.setattr(tallying, "_tally_request", lambda *_: None)

    jobs.erase_outlived(replace(system(tannfurt.pk), now=AFTER))

    lost = {name for name in FIGURES if counted()[name] != before[name]}
    assert lost == {"referrals", "declined", "answer_time"}


def test_whoever_counts_a_reason_counts_it_when_it_is_deleted() -> None:
    assert {*DECLINED, *ENDED} <= {each.value for each in Gone}
