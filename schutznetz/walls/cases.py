"""How a case may end and what is said of it: by two people, once, and of its own things.

No case in which a danger was found is closed, unless two people have signed that; none is handed over that
another office has not accepted. A closed case stays closed.
"""

from collections.abc import Iterator

from schutznetz.walls.final import GATHERED
from schutznetz.walls.wall import Wall

CLOSED_BY_TWO = "danger_closed_by_two"
STAYS_CLOSED = "closed_stays_closed"
ACCEPTED_ELSEWHERE = "handed_over_means_accepted"
ASSESSED = """
    EXISTS (SELECT 1 FROM cases_result r
            WHERE r.case_id = NEW.id AND r.state = 'confirmed' AND r.set_at IS NOT NULL
              AND r.before = OLD.outcome AND r.outcome = NEW.outcome)
"""


def of_cases() -> Iterator[Wall]:
    yield from _of_the_end()
    yield from _of_the_assessment()
    yield from _of_marks()


def _of_the_end() -> Iterator[Wall]:
    """A case ends by two, or because another office has accepted it; then it stays ended."""
    yield Wall(
        name=CLOSED_BY_TWO,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="NEW.state = 'closed' AND OLD.state <> 'closed' AND NEW.outcome IN ('acute', 'latent')"
        " AND NOT EXISTS (SELECT 1 FROM cases_closing c WHERE c.case_id = NEW.id"
        " AND c.state = 'confirmed' AND c.outcome = NEW.outcome)",
        message="two people close a case of danger",
        needs=("cases_closing",),
    )
    yield Wall(
        name=STAYS_CLOSED,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="OLD.state IN ('closed', 'handed_over') AND NEW.state <> OLD.state",
        message="a closed case stays closed",
    )
    yield Wall(
        name=ACCEPTED_ELSEWHERE,
        table="cases_case",
        events=("UPDATE OF state",),
        broken="NEW.state = 'handed_over' AND OLD.state <> 'handed_over'"
        " AND NOT EXISTS (SELECT 1 FROM cases_handover h WHERE h.case_id = NEW.id AND h.state = 'accepted')",
        message="a case leaves only when another office has accepted it",
        needs=("cases_handover",),
    )


def _of_the_assessment() -> Iterator[Wall]:
    """No outcome that nobody signed."""
    yield Wall(
        name="outcome_set_by_two",
        table="cases_case",
        events=("UPDATE OF outcome",),
        broken=f"NEW.outcome <> OLD.outcome AND NOT ({ASSESSED})",
        message="two people set the result",
        needs=("cases_result",),
    )
    yield Wall(
        name="outcome_is_not_born",
        table="cases_case",
        events=("INSERT",),
        broken="NEW.outcome <> ''",
        message="two people set the result",
    )


def _of_marks() -> Iterator[Wall]:
    """A mark stands on something of its own case, and two people lift it."""
    tables = [table for table in GATHERED if table != "cases_entrustedrelease"]
    found = [
        f"SELECT 1 FROM {table} x WHERE x.id = NEW.record AND x.case_id = NEW.case_id" for table in tables
    ]
    found.append("SELECT 1 FROM cases_case x WHERE x.id = NEW.case_id AND x.origin_id = NEW.record")
    yield Wall(
        name="mark_on_something_of_its_case",
        table="cases_mark",
        events=("INSERT",),
        broken=" AND ".join(f"NOT EXISTS ({each})" for each in found),
        message="a mark stands on something of its case",
        needs=(*tables, "cases_case"),
    )
    yield Wall(
        name="mark_lifted_by_two",
        table="cases_mark",
        events=("UPDATE OF lifted_at",),
        broken="OLD.lifted_at IS DISTINCT FROM NEW.lifted_at AND NOT EXISTS"
        " (SELECT 1 FROM cases_marklifting l WHERE l.mark_id = NEW.id AND l.state = 'confirmed')",
        message="two people lift a mark",
        needs=("cases_marklifting",),
    )
