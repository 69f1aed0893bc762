"""A request to somebody without an account is laid behind a link: nothing is passed on before it is opened.

The link says nothing, and its code goes another way. Neither is kept anywhere: both come from the key of the
form that sent them, and the database knows keyed hashes.
"""

from collections.abc import Sequence

from schutznetz.care import queries
from schutznetz.care.actions import CareAction
from schutznetz.care.choices import LINK_OPEN, DataItem
from schutznetz.care.cover import Gate
from schutznetz.care.models import OutsideLink, Referral
from schutznetz.care.services.passing import ask_cover
from schutznetz.kernel import outbox, submissions
from schutznetz.kernel.command import command, consequence
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.models import Network

OPENED = gettext_noop("Diese Anfrage ist schon angekommen. Einen neuen Link braucht es nicht.")


@consequence
def lay_out(
    ctx: Context, referral: Referral, *, items: Sequence[DataItem], gate: Gate, key: str, mail_to: str = ""
) -> OutsideLink:
    """Ask every question now, and once more when somebody opens it; ``mail_to`` gets the link alone."""
    ours = queries.is_youth_office(ctx)
    ask_cover(ctx, referral.recipient, items=items, gate=gate, ours=ours)
    link = OutsideLink.objects.create(
        referral=referral,
        items=[str(item) for item in items],
        basis=gate.basis,
        necessity=gate.necessity,
        endangers_success=gate.endangers if ours else None,
        success_why=gate.endangers_why or None if ours else None,
        **_fresh(ctx, key),
    )
    _send(ctx, key, mail_to)
    return link


@command(CareAction.RENEW_LINK)
def renew_link(ctx: Context, referral: Referral, *, key: str, mail_to: str = "") -> OutsideLink:
    """Replace a link that was lost, is over or was shut; the old one opens nothing from here."""
    fresh = _fresh(ctx, key) | {"tries": 0}
    if not OutsideLink.objects.filter(referral=referral, opened_at=None).update(**fresh):
        raise Conflict(OPENED)
    _send(ctx, key, mail_to)
    return OutsideLink.objects.get(referral=referral)


def _send(ctx: Context, key: str, mail_to: str) -> None:
    """Mail the link, which says nothing; the code goes by telephone. Once it is out nobody here has it."""
    if mail_to and key:
        slug = Network.objects.values_list("slug", flat=True).get(pk=ctx.network_id)
        secret, _code = queries.secret_and_code(key)
        outbox.mail(ctx, to=mail_to, notice=outbox.Notice.NEWS, link=f"/{slug}/hilfe/brief/{secret}/")


def _fresh(ctx: Context, key: str) -> dict[str, object]:
    """Return a new secret and a new code; without a key nobody knows them until it is renewed."""
    secret, code = queries.secret_and_code(key or submissions.new_key())
    return {
        "digest": queries.digest_of_link(secret),
        "code_tag": queries.tag_of_code(secret, code),
        "sent_at": ctx.now,
        "expires_at": ctx.now + LINK_OPEN,
    }
