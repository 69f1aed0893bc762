"""From a draft to the public list and back."""

from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.text import gettext_noop
from schutznetz.offers.actions import OfferAction
from schutznetz.offers.choices import OfferState

OFFER = Machine(
    field="state",
    states=OfferState,
    start=OfferState.DRAFT,
    steps=[
        Transition(
            "publish",
            sources={OfferState.DRAFT, OfferState.PAUSED},
            target=OfferState.PUBLISHED,
            action=OfferAction.PUBLISH,
            label=gettext_noop("Veröffentlichen"),
        ),
        Transition(
            "pause",
            sources={OfferState.PUBLISHED},
            target=OfferState.PAUSED,
            action=OfferAction.WITHDRAW,
            label=gettext_noop("Vorübergehend herausnehmen"),
        ),
        Transition(
            "end",
            sources={OfferState.DRAFT, OfferState.PUBLISHED, OfferState.PAUSED},
            target=OfferState.ENDED,
            action=OfferAction.WITHDRAW,
            label=gettext_noop("Angebot beenden"),
        ),
    ],
)
