"""A consultation goes to and fro until its result is signed."""

from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.choices import ConsultationState
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

RIGHT_TO_ADVICE = Norm("SGB VIII", "8b", 1)

CONSULTATION = Machine(
    field="state",
    states=ConsultationState,
    start=ConsultationState.ASKED,
    steps=[
        Transition(
            "answer",
            sources={ConsultationState.ASKED, ConsultationState.ANSWERED},
            target=ConsultationState.ANSWERED,
            action=AdviceAction.ANSWER,
            label=gettext_noop("Antworten"),
            norm=RIGHT_TO_ADVICE,
        ),
        Transition(
            "ask_further",
            sources={ConsultationState.ASKED, ConsultationState.ANSWERED},
            target=ConsultationState.ASKED,
            action=AdviceAction.ASK_FURTHER,
            label=gettext_noop("Nachfragen"),
            norm=RIGHT_TO_ADVICE,
        ),
        Transition(
            "sign",
            sources={ConsultationState.ASKED, ConsultationState.ANSWERED},
            target=ConsultationState.SIGNED,
            action=AdviceAction.SIGN,
            label=gettext_noop("Ergebnis unterzeichnen"),
            norm=RIGHT_TO_ADVICE,
        ),
    ],
)
