"""Handing a case to another office: proposed, sent by a second person, accepted in writing, or back here."""

from schutznetz.cases.services.handover.answering import note_answer, take_answer
from schutznetz.cases.services.handover.arriving import (
    accept_arrival,
    decline_arrival,
    deliver,
    erase_arrival,
    take_back,
)
from schutznetz.cases.services.handover.sending import (
    Going,
    end_handover,
    hurry,
    propose_handover,
    send_handover,
    withdraw_handover,
)

__all__ = [
    "Going",
    "accept_arrival",
    "decline_arrival",
    "deliver",
    "end_handover",
    "erase_arrival",
    "hurry",
    "note_answer",
    "propose_handover",
    "send_handover",
    "take_answer",
    "take_back",
    "withdraw_handover",
]
