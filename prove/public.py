"""The public pages as a stranger finds them: every address from the URL table, every form from its page."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from schutznetz.kernel import clock, ids, policy, tenancy
from schutznetz.kernel.checks import _patterns
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.networks.choices import Role
from schutznetz.offers import services as offers
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.queries import digest_of

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
ACTION = re.compile(r'action="([^"?#]*)')
CONTROL = re.compile(r"<(?:input|button|textarea|select|option)\b[^>]*>")
NAME, VALUE = re.compile(r'\bname="([^"]*)"'), re.compile(r'\bvalue="([^"]*)"')

MOST_NAMES, MOST_VALUES = 200, 40  # pages carry on what was typed before: enough is enough


@dataclass(slots=True)
class Door:
    """One row of the URL table, and what its forms ask: each name with the values seen on its pages."""

    route: str
    address: str
    ours: bool  # declares a public action, so that it must be reachable
    asks: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reached: bool = False

    def learn(self, name: str, value: str) -> None:
        if len(self.asks[name]) < MOST_VALUES and len(value) < 1_000:
            self.asks[name].add(value)

    def somewhere(self, rng: Random, nasty: tuple[str, ...]) -> str:
        """Return its address, now and then with nonsense in place of a record."""
        if "<" not in self.route or rng.random() < 0.7:
            return self.address
        return "/" + PLACE.sub(lambda found: re.sub(r"[^\w-]", "", rng.choice(nasty))[:99] or "x", self.route)


def doors(network_id: UUID) -> list[Door]:
    """Return all doors that open without signing in, with records behind them."""
    named = _records(network_id)
    return [
        Door(route, "/" + PLACE.sub(lambda found: named.get(found[1], "x"), route), action is not None)
        for route, pattern in _patterns(get_resolver())
        if policy.is_public(action := getattr(pattern.callback, "action", None))  # type: ignore[arg-type]  # None is not
        or (action is None and route.startswith(settings.PUBLIC_ROUTES) and "(?P" not in route)
    ]


def learn(found: list[Door], door: Door, text: str) -> None:
    """Note what the forms of a page ask, at the door that each of them leads to."""
    by_address = {each.address: each for each in found}
    for head, body in FORM.findall(text):
        leads = ACTION.search(head)
        asked = by_address.get(leads[1], door) if leads else door
        name = ""
        for control in CONTROL.findall(body):
            name = (
                unescape(named[1]) if (named := NAME.search(control)) else name
            )  # an option has its select's
            value = VALUE.search(control)
            if name and (name in asked.asks or len(asked.asks) < MOST_NAMES):
                asked.learn(name, unescape(value[1]) if value else "")


def _records(network_id: UUID) -> dict[str, str]:
    """Open one record of each kind that a public address may name."""
    network = apps.get_model("networks", "Network")._default_manager.get(pk=network_id)
    with tenancy.scope(network_id):
        offer, key = _offer(network), "termin"
        _invite(key)
        _ask_by_mail(offer, key)
        return {"network": network.slug, "pk": str(offer.pk), "key": key}


def _offer(network: Any) -> Any:
    clara = _create("accounts", "User", username=ids.new_id().hex)
    today = clock.today()
    _create(
        "networks",
        "Assignment",
        user=clara,
        role=Role.COORDINATOR,
        starts_on=today,
        ends_on=today + timedelta(days=30),
    )
    ctx = Context(
        actor_id=clara.pk,
        network_id=network.pk,
        role=Role.COORDINATOR,
        now=clock.now(),
        channel=Channel.WEB,
        strength=Strength.SECOND_FACTOR,
    )
    facts = OfferFacts(title="Elterncafé", provider="Familienbüro", category=OfferCategory.FAMILY_ADVICE)
    return offers.publish(ctx, offers.add_offer(ctx, network, facts=facts))


def _ask_by_mail(offer: Any, key: str) -> None:
    now = clock.now()
    opens = {"asked_at": now, "expires_at": now + timedelta(days=1)}
    _create("offers", "ConfirmationLink", offer=offer, digest=digest_of(key), **opens)


def _invite(key: str) -> None:
    house = _create("networks", "Organisation", name="Kita")
    person = _create("networks", "ContactPerson", organisation=house, name="Frau Alt")
    now = clock.now()
    meeting = _create("networks", "Meeting", title="Forum", starts_at=now, ends_at=now + timedelta(hours=1))
    _create("networks", "Invitee", meeting=meeting, person=person, key=key)


def _create(app: str, model: str, **values: Any) -> Any:
    return apps.get_model(app, model)._default_manager.create(**values)
