"""Whom a form offers: the professionals of the youth office, by name."""

from schutznetz.cases.queries import COLLEAGUES
from schutznetz.kernel.context import Context
from schutznetz.networks.queries import people_with


def colleagues(ctx: Context, *, without_me: bool = False) -> list[tuple[str, str]]:
    """Return id and name of everybody who may work on reports, each person once."""
    found = [user for role in COLLEAGUES for user in people_with(role, at=ctx.now)]
    people = {str(user.pk): user.display_name for user in found}
    if without_me:
        people.pop(str(ctx.actor_id), None)
    return sorted(people.items(), key=lambda entry: entry[1])
