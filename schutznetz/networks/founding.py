"""How a network begins: the one act that has no network yet to act in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from schutznetz.kernel import audit, clock, tenancy
from schutznetz.kernel.context import system
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks import services
from schutznetz.networks.choices import Land, Role
from schutznetz.networks.models import Network
from schutznetz.networks.values import Area, NewPerson

# First parts of addresses that belong to everybody; a network of that name could never be reached.
RESERVED = frozenset({
    "admin", "angebote", "api", "arbeitsplatz", "barrierefreiheit", "darstellung", "datenschutz",
    "hilfe-sofort", "impressum", "konto", "leichte-sprache", "mein-konto", "personen", "static", "ui",
})  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new network and the secrets of its founders' one-time links, by mail address."""

    network_id: UUID
    slug: str
    secrets: dict[str, str] = field(repr=False)


def found_network(
    *,
    slug: str,
    name: str,
    owner_name: str,
    land: Land,
    areas: Sequence[Area],
    administrator: NewPerson,
    data_protection: NewPerson,
    settings: dict[str, str] | None = None,
    founded_on: date | None = None,
) -> Founded:
    """Create a network with its area and the two people who from then on grant access together.

    ``settings`` may set any of the network's own fields at the start. Raises Conflict for a short name
    that is taken or leads elsewhere, for an area that has a network, and when both people are one.
    """
    if slug in RESERVED or not SLUG.fullmatch(slug) or Network.objects.filter(slug=slug).exists():
        raise Conflict(gettext_noop("Diesen Kurznamen gibt es schon, oder er kann keine Adresse sein."))
    if administrator.email.casefold() == data_protection.email.casefold():
        raise Conflict(gettext_noop("Verwaltung und Datenschutz müssen zwei verschiedene Personen sein."))
    with audit.unit():
        network = Network.objects.create(
            slug=slug,
            name=name,
            owner_name=owner_name,
            land=land,
            founded_on=founded_on or clock.today(),
            **(settings or {}),
        )
        with tenancy.scope(network.pk):
            secrets = services.begin_network(
                system(network.pk),
                network,
                areas=areas,
                founders=[(administrator, Role.ADMINISTRATOR), (data_protection, Role.DATA_PROTECTION)],
            )
    return Founded(network_id=network.pk, slug=network.slug, secrets=secrets)
