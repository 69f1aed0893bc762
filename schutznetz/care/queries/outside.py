"""What somebody without an account sees of a request, and by what a link and its code are recognised."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from schutznetz import receipts
from schutznetz.care.choices import LINK_TRIES
from schutznetz.care.models import OutsideLink, Referral
from schutznetz.care.queries.referrals import ALIVE, contents

LINK, CODE = "care_outside_link", "care_outside_code"  # codes of different purposes differ
PARTS = 3  # of 15 random digits each: 149 bit
CODE_LENGTH = 8  # told on the telephone, tried five times


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsidePage:
    """What was passed on, from whom, and whether it waits for an answer."""

    referral: Referral
    told: list[tuple[str, str]]
    sender: str
    unanswered: bool
    opened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """How it stands with a link: until when it opens, since when it is open, whether it was shut."""

    expires_at: datetime
    opened_at: datetime | None
    shut: bool
    over: bool


def link_state(referral: Referral, at: datetime) -> LinkState | None:
    """Return how it stands with the link of a request; nothing where there is none, or no longer."""
    link = OutsideLink.objects.filter(referral=referral).first()
    if link is None:
        return None
    closed = link.opened_at is None
    return LinkState(
        expires_at=link.expires_at,
        opened_at=link.opened_at,
        shut=closed and link.tries >= LINK_TRIES,
        over=closed and link.expires_at <= at,
    )


def secret_and_code(key: str) -> tuple[str, str]:
    """Return both halves of what a sending came to: sending the form again shows them again."""
    secret = "".join(receipts.code_for(f"{key}/{part}", LINK) for part in range(PARTS))
    return secret, receipts.code_for(key, CODE)[:CODE_LENGTH]


def digest_of_link(secret: str) -> str:
    """Return by what the database knows a link."""
    return receipts.tag(f"{LINK}/{secret}")


def tag_of_code(secret: str, typed: str) -> str:
    """Return by what the database knows a code, however its digits were typed."""
    digits = unicodedata.normalize("NFKC", typed)
    plain = "".join(str(unicodedata.decimal(sign)) for sign in digits if sign.isdecimal())
    return receipts.tag(f"{CODE}/{secret}/{plain}")


def outside_page(link: OutsideLink) -> OutsidePage:
    """Return the page of a request that was opened, as it is now."""
    referral = link.referral
    return OutsidePage(
        referral=referral,
        told=list(_told(link)) if referral.state in ALIVE else [],
        sender=referral.sent_by.display_name,
        unanswered=referral.state in {"requested", "waiting"},
        opened_at=link.opened_at,
    )


def _told(link: OutsideLink) -> Iterator[tuple[str, str]]:
    yield from contents(link.referral.family, link.referral.need, link.items)
