"""Reads about handovers: the seal that the second person signs, the offices to choose from."""

import json
from datetime import UTC, datetime

from django.utils.crypto import salted_hmac

from schutznetz.cases.choices import HandoverPart, TransferKind
from schutznetz.cases.models import Case, Handover, Transfer
from schutznetz.cases.queries.gathered import gathered
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from schutznetz.networks.queries import open_networks

SAID = (
    "ground", "receiving_id", "office", "contact", "reasons", "parts", "why_needed", "talk_at", "talk_with",
    "no_talk_why", "guardians", "child", "left_out_why", "content",
)  # fmt: skip


def office_of(network: Network) -> str:
    """Return a network's youth office as on an envelope; many already say so in their name."""
    name = network.owner_name or network.name
    return name if "jugendamt" in name.casefold() else f"{name}, Jugendamt"


def offices(ctx: Context) -> list[tuple[str, str]]:
    """Return the other networks of this installation, whose offices can be handed to from inside."""
    return [(str(each.pk), office_of(each)) for each in open_networks().exclude(pk=ctx.network_id)]


def handover_seal(handover: Handover) -> str:
    """Return a keyed mark over what was proposed and the case so far: anything new gives another mark."""
    case = Case.objects.get(pk=handover.case_id)
    body = {
        "handover": [str(handover.pk), str(handover.proposed_by_id)],
        "said": [json.dumps(getattr(handover, name), default=_as_kept) for name in SAID],
        "case": [str(case.pk), case.state, case.outcome],
        "gathered": gathered(case, besides=Handover),
    }
    return salted_hmac("cases.handover", json.dumps(body), algorithm="sha256").hexdigest()


def _as_kept(value: object) -> str:
    """Write an instant the way the database gives it back, whatever zone it was typed in."""
    return str(value.astimezone(UTC) if isinstance(value, datetime) else value)


def parts_of(handover: Handover) -> list[str]:
    return [str(HandoverPart(code).label) for code in handover.parts]


def transfer_of(handover: Handover) -> Transfer | None:
    """Return what the register says of a handover that has left."""
    if handover.sent_at is None:
        return None
    left = Transfer.objects.filter(case=handover.case_id, kind=TransferKind.HANDOVER, at=handover.sent_at)
    return left.select_related("decided_by").order_by("id").first()
