"""Whoever has no account opens a request with its link and its code, once, and answers it on that page.

The right code opens it on one page only, and in that moment the consent is asked again and what goes along is
passed on. Each wrong code counts; after five nothing opens any more. Whatever fails looks the same.
"""

import hmac

from django.db.models import F

from schutznetz import receipts
from schutznetz.care import queries
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import LINK_SHOWN, LINK_TRIES, DataItem, DeclineReason
from schutznetz.care.cover import Gate
from schutznetz.care.models import FamilyConsent, OutsideLink
from schutznetz.care.queries import OutsidePage
from schutznetz.care.services.answering import ANSWERS, answered
from schutznetz.care.services.passing import Passer, pass_on
from schutznetz.care.states import ALIVE, REFERRAL
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network

CLOSED = gettext_noop("Damit öffnet sich nichts.")


class NothingOpens(Conflict):
    """No link, a wrong code, too late, taken back, or opened already: nobody learns which."""

    def __init__(self) -> None:
        super().__init__(CLOSED)


@command(CareAction.OPEN_LINK)
def open_link(ctx: Context, network: Network, *, secret: str, typed: str, opening: str) -> OutsidePage | None:
    """Show the request on the page that opens it; nothing for a wrong code, which counts."""
    link = _locked(ctx, secret)
    tag = receipts.tag(opening)
    if link.opened_at is None and not _tries(link):
        raise NothingOpens
    if not hmac.compare_digest(link.code_tag, queries.tag_of_code(secret, typed)):
        return None
    if link.opened_at is None:
        _open(ctx, link, tag)
    elif not _same_page(ctx, link, tag):
        raise NothingOpens
    return queries.outside_page(link)


@command(CareAction.OPEN_LINK)
def answer_by_link(
    ctx: Context,
    network: Network,
    *,
    secret: str,
    typed: str,
    opening: str,
    step: str,
    reason: DeclineReason | None = None,
    note: str = "",
) -> OutsidePage:
    """Answer on the page on which it was opened; sent twice, it is one answer."""
    link = _locked(ctx, secret)
    right = hmac.compare_digest(link.code_tag, queries.tag_of_code(secret, typed))
    if not right or not _same_page(ctx, link, receipts.tag(opening)) or step not in ANSWERS:
        raise NothingOpens
    if REFERRAL.can(link.referral, step):
        answered(ctx, link.referral, step, note, reason)
    return queries.outside_page(link)


def _locked(ctx: Context, secret: str) -> OutsideLink:
    """Return the link of a request that is alive; until we are done no withdrawal can come between."""
    found = OutsideLink.objects.filter(digest=queries.digest_of_link(secret))
    of = found.values_list("referral__recipient__consent", flat=True).first()
    standing = FamilyConsent.objects.select_for_update().filter(queries.standing(day_of(ctx.now)))
    if of is None or standing.filter(pk=of).first() is None:
        raise NothingOpens
    alive = found.filter(
        referral__family__ended_at=None,
        referral__state__in=[*ALIVE, "declined"],  # that she said no she sees for a while
        expires_at__gt=ctx.now - LINK_SHOWN,
    )
    link = alive.select_related("referral__recipient", "referral__family", "referral__sent_by").first()
    if link is None:
        raise NothingOpens
    return link


def _tries(link: OutsideLink) -> bool:
    """Count this try before it is looked at: of many at once not one more than allowed gets through."""
    counted = OutsideLink.objects.filter(pk=link.pk, opened_at=None, tries__lt=LINK_TRIES)
    return bool(counted.update(tries=F("tries") + 1))


def _open(ctx: Context, link: OutsideLink, tag: str) -> None:
    """Pass it on now, for the first and only time."""
    referral = link.referral
    gate = Gate(
        basis=link.basis,
        necessity=link.necessity,
        endangers=link.endangers_success,
        endangers_why=link.success_why or "",
    )
    sender = Passer(person_id=referral.sent_by_id, youth_office=link.endangers_success is not None)
    items = [DataItem(item) for item in link.items]
    pass_on(ctx, referral, referral.recipient, items=items, gate=gate, passer=sender)
    unopened = OutsideLink.objects.filter(pk=link.pk, opened_at=None, expires_at__gt=ctx.now)
    if not unopened.update(opened_at=ctx.now, opening_tag=tag):
        raise NothingOpens
    link.opened_at, link.opening_tag = ctx.now, tag


def _same_page(ctx: Context, link: OutsideLink, tag: str) -> bool:
    """Tell whether this is the page that opened it, a short while ago: a second tap, or its answer."""
    fresh = link.opened_at is not None and ctx.now < link.opened_at + LINK_SHOWN
    return fresh and hmac.compare_digest(link.opening_tag, tag)
