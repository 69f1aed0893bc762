"""How a proposal that needs two people goes on."""

from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.text import gettext_noop
from schutznetz.networks.actions import PeopleAction
from schutznetz.networks.choices import ProposalState

PROPOSAL = Machine(
    field="state",
    states=ProposalState,
    start=ProposalState.OPEN,
    steps=[
        Transition(
            "approve",
            sources={ProposalState.OPEN},
            target=ProposalState.APPROVED,
            action=PeopleAction.DECIDE,
            label=gettext_noop("Bestätigen"),
        ),
        Transition(
            "refuse",
            sources={ProposalState.OPEN},
            target=ProposalState.REFUSED,
            action=PeopleAction.DECIDE,
            label=gettext_noop("Ablehnen"),
        ),
    ],
)
