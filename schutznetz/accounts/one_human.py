"""Who is who: one human may have several accounts, and two accounts of hers are never two people.

No database can find that out by itself. Once the administration has joined accounts, whatever asks for
another person asks here, and ``walls`` stands behind it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.accounts.models import JoinedAccount
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop

ONE_HUMAN = gettext_noop("Das sind zwei Konten desselben Menschen. Gebraucht werden zwei Menschen.")


def accounts_with(account_id: UUID | None) -> QuerySet[JoinedAccount, Any]:
    """Return the accounts joined with this one, as what a column may be ``in``."""
    hers = JoinedAccount.objects.filter(account=account_id)
    return JoinedAccount.objects.filter(person__in=hers.values("person")).values("account")


def is_me(ctx: Context, column: str) -> Q:
    """Return the rows in which that column names the actor, under whichever of her accounts."""
    return Q(**{column: ctx.actor_id}) | Q(**{f"{column}__in": accounts_with(ctx.actor_id)})


def people_behind(accounts: Iterable[UUID | None]) -> dict[UUID, UUID]:
    """Return for each account who it is: the same for all accounts of one human."""
    wanted = {account for account in accounts if account}
    joined = JoinedAccount.objects.filter(account__in=wanted).values_list("account", "person")
    return {account: account for account in wanted} | dict(joined)


def with_others(accounts: Iterable[UUID | None]) -> set[UUID]:
    """Return these accounts and all others of the same people."""
    known = people_behind(accounts)
    others = JoinedAccount.objects.filter(person__in=set(known.values())).values_list("account", flat=True)
    return {*known, *others}


def are_one(*accounts: UUID | None) -> bool:
    """Say whether fewer people stand behind these accounts than there are accounts."""
    return len(set(people_behind(accounts).values())) < len(accounts)


def refuse_one_human(*accounts: UUID) -> None:
    """Raise Conflict where two of these accounts are one human."""
    if are_one(*accounts):
        raise Conflict(ONE_HUMAN)
