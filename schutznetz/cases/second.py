"""Two people are two people: the second one decides from a session of her own."""

from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

OWN_SESSION = gettext_noop("Die zweite Person entscheidet mit ihrer eigenen Anmeldung.")


def refuse_same_session(ctx: Context, first: str, norm: Norm | None = None) -> None:
    """Refuse whoever decides in the session of the ``first`` person, or in none; raises Conflict."""
    if not ctx.session or ctx.session == first:
        raise Conflict(OWN_SESSION, norm)
