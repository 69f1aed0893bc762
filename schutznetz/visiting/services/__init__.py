"""What is done in visiting: the register and placing, and a midwife's work from the first call to the end."""

from schutznetz.visiting.services.contacts import Noted, correct_contact, note_contact, strike_contact
from schutznetz.visiting.services.goals import agree_goal, review, settle_goal
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
    note_plan,
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
    "change_midwife",
    "close",
    "correct_contact",
    "end_visits",
    "forget_plan",
    "hand_over",
    "note_contact",
    "note_plan",
    "note_start",
    "pass_on",
    "place",
    "plan",
    "remind",
    "request_visits",
    "review",
    "settle_goal",
    "strike_contact",
]
