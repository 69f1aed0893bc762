"""Handing a case to another office as tables, one for each side."""

from schutznetz.cases.actions import ArrivalAction, HandoverAction
from schutznetz.cases.choices import ArrivalState, HandoverState
from schutznetz.cases.models import Handover
from schutznetz.cases.standing import danger_without_action
from schutznetz.kernel import clock
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law import handover as law
from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.text import gettext_noop

ACT_FIRST = gettext_noop(
    "Die Gefahr ist dringend und das Kind ist hier: Zuerst handeln und den Sofortschutz festhalten."
)
STILL_TIME = gettext_noop("Die Frist des anderen Jugendamts läuft noch.")


def acted_first(handover: Handover) -> Decision:
    """Urgent danger is acted on before anything is handed over, whoever is competent."""
    return no(ACT_FIRST, law.ACT_FIRST) if danger_without_action(handover.case) else YES


def silent_past_the_deadline(handover: Handover) -> Decision:
    if handover.answer_by is None or clock.now() <= handover.answer_by:
        return no(STILL_TIME)
    return YES


HANDOVER = Machine(
    field="state",
    states=HandoverState,
    start=HandoverState.PROPOSED,
    steps=[
        Transition(
            "withdraw",
            sources={HandoverState.PROPOSED},
            target=HandoverState.WITHDRAWN,
            action=HandoverAction.WITHDRAW,
            label=gettext_noop("Übergabe zurückziehen"),
        ),
        Transition(
            "send",
            sources={HandoverState.PROPOSED},
            target=HandoverState.SENT,
            action=HandoverAction.SEND,
            label=gettext_noop("Übergabe freigeben"),
            norm=law.NOTICE,
            guard=acted_first,
        ),
        Transition(
            "accept",
            sources={HandoverState.SENT},
            target=HandoverState.ACCEPTED,
            action=HandoverAction.NOTE_ANSWER,
            label=gettext_noop("Schriftliche Annahme festhalten"),
        ),
        Transition(
            "decline",
            sources={HandoverState.SENT},
            target=HandoverState.DECLINED,
            action=HandoverAction.NOTE_ANSWER,
            label=gettext_noop("Ablehnung festhalten"),
        ),
        Transition(
            "end",
            sources={HandoverState.SENT},
            target=HandoverState.ENDED,
            action=HandoverAction.END,
            label=gettext_noop("Ohne Antwort beenden"),
            guard=silent_past_the_deadline,
        ),
    ],
)


ARRIVAL = Machine(
    field="state",
    states=ArrivalState,
    start=ArrivalState.WAITING,
    steps=[
        Transition(
            "accept",
            sources={ArrivalState.WAITING},
            target=ArrivalState.ACCEPTED,
            action=ArrivalAction.ACCEPT,
            label=gettext_noop("Annehmen"),
            norm=law.NOTICE,
        ),
        Transition(
            "decline",
            sources={ArrivalState.WAITING},
            target=ArrivalState.DECLINED,
            action=ArrivalAction.DECLINE,
            label=gettext_noop("Ablehnen"),
        ),
        Transition(
            "take_back",
            sources={ArrivalState.WAITING},
            target=ArrivalState.TAKEN_BACK,
            action=ArrivalAction.TAKE_BACK,
            label=gettext_noop("Zurücknehmen"),
        ),
    ],
)
