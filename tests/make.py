"""Builders: people sign in as they would, records come out of services."""

from typing import Any

from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.kernel.context import Context, Strength
from schutznetz.networks.models import Assignment, Network
from schutznetz.offers import services as offer_services
from schutznetz.offers.choices import OfferCategory
from schutznetz.offers.facts import OfferFacts
from schutznetz.offers.models import Offer


def sign_in(
    client: Client,
    user: User,
    assignment: Assignment | None = None,
    *,
    strength: Strength = Strength.SECOND_FACTOR,
) -> None:
    """Sign in with the second factor (or only a password), acting in ``assignment`` when it is named."""
    client.force_login(user)
    session = client.session
    methods = [{"method": "password", "at": 0}]
    if strength is Strength.SECOND_FACTOR:
        methods.append({"method": "mfa", "type": "totp", "at": 0})
    session["account_authentication_methods"] = methods
    if assignment:
        session["assignment"] = str(assignment.pk)
    session.save()


def offer(ctx: Context, network: Network, *, title: str, publish: bool = True, **facts: Any) -> Offer:
    """An offer of the network, published unless said otherwise."""
    given = {"provider": "Familienbüro Tannfurt", "category": OfferCategory.FAMILY_ADVICE, **facts}
    entered = offer_services.add_offer(ctx, network, facts=OfferFacts(title=title, **given))
    return offer_services.publish(ctx, entered) if publish else entered
