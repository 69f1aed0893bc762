"""What the database refuses of family midwives: for each sentence a row that breaks it, and only it."""

from tests.conftest import NOON
from tests.values import ANNA, Values

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
}
