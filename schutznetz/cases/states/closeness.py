"""A doubt about a colleague as a table: only a lead's order shuts the family to her, or her own word."""

from schutznetz.cases.actions import RecusalAction
from schutznetz.cases.choices import DoubtState
from schutznetz.kernel.machine import Machine, Transition
from schutznetz.law.closeness import ORDER
from schutznetz.law.text import gettext_noop

DOUBT = Machine(
    field="state",
    states=DoubtState,
    start=DoubtState.RAISED,
    steps=[
        Transition(
            "order",
            sources={DoubtState.RAISED},
            target=DoubtState.ORDERED,
            action=RecusalAction.DECIDE,
            label=gettext_noop("Anordnen, dass sie sich heraushält"),
            norm=ORDER,
        ),
        Transition(
            "dismiss",
            sources={DoubtState.RAISED},
            target=DoubtState.UNFOUNDED,
            action=RecusalAction.DECIDE,
            label=gettext_noop("Feststellen, dass sie weiter mitwirkt"),
            norm=ORDER,
        ),
        Transition(
            "settle",
            sources={DoubtState.RAISED},
            target=DoubtState.DECLARED,
            action=RecusalAction.DECLARE,
            label=gettext_noop("Selbst erklären"),
        ),
    ],
)
