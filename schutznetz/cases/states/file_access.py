"""A request to see a file as a table: nothing is handed out that two people have not released."""

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import AccessState, ReviewState
from schutznetz.cases.models import AccessRequest
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law import file_access as law
from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.text import gettext_noop

NOT_BY_TWO = gettext_noop("Erst geben zwei Menschen das Paket frei.")


def released_by_two(request: AccessRequest) -> Decision:
    done = request.packages.filter(state=ReviewState.CONFIRMED)
    return YES if done.exists() else no(NOT_BY_TWO, law.TWO_PEOPLE)


ACCESS = Machine(
    field="state",
    states=AccessState,
    start=AccessState.OPEN,
    steps=[
        Transition(
            "release",
            sources={AccessState.OPEN},
            target=AccessState.RELEASED,
            action=FileAccessAction.CONFIRM,
            label=gettext_noop("Paket freigeben"),
            norm=law.TWO_PEOPLE,
            guard=released_by_two,
        ),
        Transition(
            "hand_out",
            sources={AccessState.RELEASED},
            target=AccessState.HANDED_OUT,
            action=FileAccessAction.HAND_OUT,
            label=gettext_noop("Aushändigung festhalten"),
            norm=law.ANSWER,
            guard=released_by_two,
        ),
        Transition(
            "refuse",
            sources={AccessState.OPEN},
            target=AccessState.REFUSED,
            action=FileAccessAction.END,
            label=gettext_noop("Antrag ablehnen"),
            norm=law.RECORD,
        ),
        Transition(
            "withdraw",
            sources={AccessState.OPEN, AccessState.RELEASED},  # released and not fetched in time, as well
            target=AccessState.WITHDRAWN,
            action=FileAccessAction.END,
            label=gettext_noop("Festhalten, dass nichts mehr verlangt wird"),
        ),
    ],
)
