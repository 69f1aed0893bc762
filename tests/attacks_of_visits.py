"""What the database refuses of family midwives: for each sentence a row that breaks it, and only it."""

from tests.conftest import NOON
from tests.values import ANNA, TODAY, YESTERDAY, Same, Values

UNPLACED = {
    "state": "waiting",
    "midwife_id": None,
    "placed_at": None,
    "placed_by_id": None,
    "ended_at": None,
    "end": "",
}

OF_VISITS: dict[str, list[Values]] = {
    "visit_placed_with_somebody": [
        UNPLACED | {"state": "placed"},
        UNPLACED | {"placed_at": NOON},
        UNPLACED | {"placed_by_id": ANNA},
    ],
    "visit_ended_for_a_reason": [
        UNPLACED | {"state": "ended", "ended_at": NOON},
        UNPLACED | {"state": "ended", "end": "planned"},
        UNPLACED | {"end": "planned"},
    ],
    "plan_adopted_by_somebody": [
        {"adopted": "near", "adopted_at": None, "adopted_by_id": None},
        {"adopted": "", "adopted_at": NOON, "adopted_by_id": None},
    ],
    "plan_tried_out_is_never_adopted": [
        {"trial": True, "adopted": "near", "adopted_at": NOON, "adopted_by_id": ANNA}
    ],
    "contact_takes_its_time": [{"minutes": 0, "kind": "home", "void": False}],
    "contact_is_void_by_correction": [{"void": True, "corrects_id": None}],
    "goal_settled_on_a_day": [
        {"state": "open", "settled_on": TODAY},
        {"state": "reached", "settled_on": None},
    ],
    "review_is_followed_by_a_later_one": [{"held_on": TODAY, "next_on": TODAY}],
    "handed_over_to_another_request": [{"successor_id": Same("request_id")}],
    "proof_counts_after_it_was_seen": [{"seen_on": TODAY, "counts_until": YESTERDAY}],
    "meanwhile_answered_at_a_time": [
        {"answer": "open", "answered_at": NOON},
        {"answer": "accepted", "answered_at": None},
    ],
}
