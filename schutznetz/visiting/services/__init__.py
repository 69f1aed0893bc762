"""What is done in visiting: the register and placing, and a midwife's work from the first call to the end."""

from schutznetz.visiting.services.consenting import watch_consent
from schutznetz.visiting.services.contacts import Noted, correct_contact, note_contact, strike_contact
from schutznetz.visiting.services.goals import agree_goal, review, settle_goal
from schutznetz.visiting.services.office import (
    alarm,
    answer_meanwhile,
    note_proof,
    offer_meanwhile,
    remind_proof,
    renew_proof,
    take_hours,
)
from schutznetz.visiting.services.passing_on import Told, hand_over, pass_on
from schutznetz.visiting.services.placing import (
    BROKEN,
    BY_PLAN,
    WORK_OUT,
    Entry,
    Wish,
    add_midwife,
    adopt,
    change_midwife,
    end_visits,
    forget_plan,
    loosen,
    note_plan,
    pin,
    place,
    plan,
    request_visits,
)
from schutznetz.visiting.services.reminding import remind
from schutznetz.visiting.services.sheets import Closing, State, close, note_start

__all__ = [
    "BROKEN",
    "BY_PLAN",
    "WORK_OUT",
    "Closing",
    "Entry",
    "Noted",
    "State",
    "Told",
    "Wish",
    "add_midwife",
    "adopt",
    "agree_goal",
    "alarm",
    "answer_meanwhile",
    "change_midwife",
    "close",
    "correct_contact",
    "end_visits",
    "forget_plan",
    "hand_over",
    "loosen",
    "note_contact",
    "note_plan",
    "note_proof",
    "note_start",
    "offer_meanwhile",
    "pass_on",
    "pin",
    "place",
    "plan",
    "remind",
    "remind_proof",
    "renew_proof",
    "request_visits",
    "review",
    "settle_goal",
    "strike_contact",
    "take_hours",
    "watch_consent",
]
