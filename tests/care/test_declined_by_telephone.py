"""Whoever said no on the telephone is passed on nothing by the link that she still has."""

from collections.abc import Callable

import pytest

from schutznetz.care import services
from schutznetz.care.choices import DeclineReason
from schutznetz.care.models import Referral
from schutznetz.care.queries import OutsidePage
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import Denied
from tests.care.test_outside import asked, consent, halves, open_it, passed, shut

__all__ = ["asked", "consent", "halves", "open_it"]
pytestmark = pytest.mark.usefixtures("inside")


def test_declined_by_telephone_the_link_opens_nothing(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    services.decline(clara, asked, reason=DeclineReason.NO_PLACE)

    assert shut(open_it)
    assert passed() == 0
    with pytest.raises(Denied):
        services.renew_link(clara, asked, key="n" * 26)


def test_opened_before_she_still_reads_that_she_declined(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    open_it()
    services.decline(clara, asked, reason=DeclineReason.NO_PLACE)

    page = open_it()
    assert page is not None
    assert (page.told, page.unanswered) == ([], False)


def test_the_control_accepted_by_telephone_it_opens(
    asked: Referral, open_it: Callable[..., OutsidePage | None], clara: Context
) -> None:
    services.accept(clara, asked)

    assert open_it() is not None
    assert passed() == 1
