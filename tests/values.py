"""Of what the attacks on the database are made: moments, people of the town, signatures."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.conftest import NOON

Values = dict[str, Any]
BEFORE, LATER, TODAY = NOON - timedelta(hours=1), NOON + timedelta(hours=1), NOON.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SEALED = b"x"


@dataclass(frozen=True, slots=True)
class Same:
    """The value that stands in another column of the same row."""

    column: str


class Fresh:
    """A value that no other row has: what is not asked about must not be what refuses."""


FRESH = Fresh()
ANNA, BERT = "anna", "bert"  # two people of the town
SIGNED = {"state": "confirmed", "confirmed_by_id": BERT, "confirmed_at": NOON, "confirmed_session": "second"}
SIGNED |= {"proposed_by_id": ANNA, "proposed_session": "first"}
SENT = {"state": "sent", "sent_by_id": BERT, "sent_at": NOON, "sent_session": "second", "answer_by": LATER}
SENT |= {"proposed_by_id": ANNA, "proposed_session": "first"}
ANSWERED = {"content": None, "answered_at": NOON}
ACCEPTED = {"state": "accepted", "answered_at": NOON, "answered_by": SEALED, "proof": SEALED}
