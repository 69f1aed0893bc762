"""A request waits, is placed with somebody, and ends."""

from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import VisitingState

HELP_FROM_THE_START = Norm("KKG", "3", 4)

REQUEST = Machine(
    field="state",
    states=VisitingState,
    start=VisitingState.WAITING,
    steps=[
        Transition(
            "place",
            sources={VisitingState.WAITING},
            target=VisitingState.PLACED,
            action=VisitingAction.PLACE,
            label=gettext_noop("Zuteilen"),
            norm=HELP_FROM_THE_START,
        ),
        Transition(
            "end",
            sources={VisitingState.WAITING, VisitingState.PLACED},
            target=VisitingState.ENDED,
            action=VisitingAction.END,
            label=gettext_noop("Beenden"),
        ),
        Transition(
            "close",
            sources={VisitingState.PLACED},
            target=VisitingState.ENDED,
            action=VisitingAction.CLOSE,
            label=gettext_noop("Abschließen"),
        ),
    ],
)
