"""Whom a form offers: people of the network by name, each once."""

from collections.abc import Iterable

from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.queries import people_with

OFFICE = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)


def colleagues(
    ctx: Context, *, roles: Iterable[Role] = OFFICE, without_me: bool = False
) -> list[tuple[str, str]]:
    """Return id and name of everybody who acts in one of the roles."""
    found = [user for role in roles for user in people_with(role, at=ctx.now)]
    people = {str(user.pk): user.display_name for user in found}
    if without_me:
        people.pop(str(ctx.actor_id), None)
    return sorted(people.items(), key=lambda entry: entry[1])
