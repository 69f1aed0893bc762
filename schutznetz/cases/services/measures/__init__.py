"""What people do to protect a child, and how it is watched: one module for each use case."""

from schutznetz.cases.services.measures.closing import confirm_closing, propose_closing, return_closing
from schutznetz.cases.services.measures.court import (
    decide_on_court,
    decide_remedy,
    dispatch,
    dissent,
    end_court,
    enter_order,
    note_ruling,
    set_hearing,
    write_court_letter,
)
from schutznetz.cases.services.measures.help import answer_help, offer_help
from schutznetz.cases.services.measures.plan import Point, Terms, agree_plan, end_plan
from schutznetz.cases.services.measures.protected import look_after
from schutznetz.cases.services.measures.seen import child_was_seen, note_missed, see_child_by
from schutznetz.cases.services.measures.taking import (
    Facts,
    add_to_taking,
    confine,
    end_confinement,
    end_taking,
    note_answer,
    take_into_care,
)
from schutznetz.cases.services.measures.watching import (
    answer_breach,
    await_finding,
    check,
    finish_item,
    name_watcher,
)

__all__ = [
    "Facts",
    "Point",
    "Terms",
    "add_to_taking",
    "agree_plan",
    "answer_breach",
    "answer_help",
    "await_finding",
    "check",
    "child_was_seen",
    "confine",
    "confirm_closing",
    "decide_on_court",
    "decide_remedy",
    "dispatch",
    "dissent",
    "end_confinement",
    "end_court",
    "end_plan",
    "end_taking",
    "enter_order",
    "finish_item",
    "look_after",
    "name_watcher",
    "note_answer",
    "note_missed",
    "note_ruling",
    "offer_help",
    "propose_closing",
    "return_closing",
    "see_child_by",
    "set_hearing",
    "take_into_care",
    "write_court_letter",
]
