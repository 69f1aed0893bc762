"""What a network says about itself: texts by one person, what steers protection by two."""

from datetime import timedelta
from typing import Any

from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import NetworkAction, PeopleAction
from schutznetz.networks.choices import ProposalKind
from schutznetz.networks.models import Network, Proposal

DECIDE_WITHIN = timedelta(hours=72)

# Numbers that a frightened caller dials, and where a procedure is carried on: never one person alone.
STEERING = (
    "name",
    "owner_name",
    "intake_number",
    "intake_hours",
    "on_call_number",
    "on_call_audience",
    "statistics_by",
    "disputed_answers",
    "smallest_number",
    "licensing_name",
    "licensing_phone",
    "licensing_address",
    "colour",
    "colour_dark",
    "ends_after",
    "case_software",
    "case_software_folder",
)


@command(NetworkAction.CHANGE_OFFICE)
def change_office(
    ctx: Context, network: Network, *, name: str, address: str, hours: str, phone: str, email: str
) -> Network:
    """Change how the coordination office is reached."""
    network.office_name = name
    network.office_address = address
    network.office_hours = hours
    network.office_phone = phone
    network.office_email = email
    network.save()
    return network


@command(PeopleAction.PROPOSE_SETTINGS)
def propose_settings(ctx: Context, network: Network, *, settings: dict[str, str]) -> Proposal:
    """Ask for new settings; they hold once a second person has agreed to exactly these."""
    changed = {
        name: value
        for name, value in settings.items()
        if name in STEERING and str(getattr(network, name)) != value
    }
    if not changed:
        raise Conflict(gettext_noop("Sie haben nichts geändert."))
    return Proposal.objects.create(
        kind=ProposalKind.SETTINGS,
        content=changed,
        proposed_by_id=ctx.actor_id,
        proposed_at=ctx.now,
        proposed_session=ctx.session,
        expires_at=ctx.now + DECIDE_WITHIN,
    )


def _apply(network: Network, changed: dict[str, Any]) -> None:
    for name in STEERING:
        if name in changed:
            setattr(network, name, changed[name])
    network.save()
