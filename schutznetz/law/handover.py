"""What the statutes demand when another office becomes responsible for a child, as tables.

No statute says by when the other office must answer. Our rule: until it has accepted in writing, nothing
changes hands; the periods are defaults that offices work by.
"""

from collections.abc import Mapping
from datetime import timedelta

from schutznetz.law import urgency
from schutznetz.law.norm import Norm

NOTICE = Norm("SGB VIII", "8a", 6, 1)
IN_A_TALK = Norm("SGB VIII", "8a", 6, 2)
ONLY_WHAT_IS_NEEDED = Norm("SGB X", "67d", 1)
ACT_FIRST = Norm("SGB VIII", "42", 1, 1, "2")
HERE_UNTIL_TAKEN_OVER = Norm("SGB VIII", "86d")
COURT_STAYS_HERE = Norm("SGB VIII", "87b", 2)
ENTRUSTED = Norm("SGB VIII", "65", 1)

# On which ground a case goes to another office; the keys are the values of ``HandoverGround``.
GROUNDS: Mapping[str, Norm] = {
    "danger": NOTICE,
    "running_help": Norm("SGB VIII", "86c", 2),
    "provisional": HERE_UNTIL_TAKEN_OVER,
}

ANSWER_WITHIN = timedelta(days=7)
ANSWER_IN_DANGER_WITHIN = timedelta(hours=24)


def answer_within(*, at_once: bool, class_of_urgency: str = "") -> timedelta:
    """Return how long the other office may think; then both sides are called.

    While nothing is assessed yet the class of the report counts: an answer takes no longer than the look at
    the child, and never less than a day, in which the sender acts itself.
    """
    if at_once:
        return ANSWER_IN_DANGER_WITHIN
    if not class_of_urgency:
        return ANSWER_WITHIN
    return max(ANSWER_IN_DANGER_WITHIN, urgency.row(class_of_urgency).child_seen_within)
