"""A list is written to only after its stop list; a family is written to once, visited, and left alone."""

from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop
from schutznetz.welcome.actions import WelcomeAction
from schutznetz.welcome.choices import NewbornListState, VisitState

WELCOME = Norm("KKG", "2")

NEWBORN_LIST = Machine(
    field="state",
    states=NewbornListState,
    start=NewbornListState.CHECKED,
    steps=[
        Transition(
            "take_over",
            sources={NewbornListState.CHECKED},
            target=NewbornListState.OPEN,
            action=WelcomeAction.TAKE_OVER,
            label=gettext_noop("Liste übernehmen"),
            norm=WELCOME,
        ),
        Transition(
            "confirm",
            sources={NewbornListState.OPEN},
            target=NewbornListState.CONFIRMED,
            action=WelcomeAction.CONFIRM_STOP_LIST,
            label=gettext_noop("Sperrliste bestätigen"),
            norm=WELCOME,
        ),
    ],
)
VISIT = Machine(
    field="state",
    states=VisitState,
    start=VisitState.WAITING,
    steps=[
        Transition(
            "stop",
            sources={VisitState.WAITING},
            target=VisitState.STOPPED,
            action=WelcomeAction.FILL_STOP_LIST,
            label=gettext_noop("Auf die Sperrliste"),
            norm=WELCOME,
        ),
        Transition(
            "free",
            sources={VisitState.STOPPED},
            target=VisitState.WAITING,
            action=WelcomeAction.FILL_STOP_LIST,
            label=gettext_noop("Von der Sperrliste nehmen"),
            norm=WELCOME,
        ),
        Transition(
            "write",
            sources={VisitState.WAITING},
            target=VisitState.WRITTEN,
            action=WelcomeAction.MAKE_LETTERS,
            label=gettext_noop("Brief schreiben"),
            norm=WELCOME,
        ),
        Transition(
            "take_back",
            sources={VisitState.WRITTEN},
            target=VisitState.WAITING,
            action=WelcomeAction.SILENCE,
            label=gettext_noop("Brief noch einmal schreiben"),
            norm=WELCOME,
        ),
        Transition(
            "arrange",
            sources={VisitState.WRITTEN, VisitState.ARRANGED},
            target=VisitState.ARRANGED,
            action=WelcomeAction.ARRANGE,
            label=gettext_noop("Termin eintragen"),
            norm=WELCOME,
        ),
        Transition(
            "postpone",
            sources={VisitState.ARRANGED},
            target=VisitState.WRITTEN,
            action=WelcomeAction.NOTE_RESULT,
            label=gettext_noop("Termin verschieben"),
            norm=WELCOME,
        ),
        Transition(
            "close",
            sources={VisitState.WRITTEN, VisitState.ARRANGED},
            target=VisitState.CLOSED,
            action=WelcomeAction.NOTE_RESULT,
            label=gettext_noop("Besuch abschließen"),
            norm=WELCOME,
        ),
    ],
)
