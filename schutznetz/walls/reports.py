"""What the database keeps by itself of a report: who lowers its class, that an act is assessed (ADR 14)."""

from collections.abc import Iterator

from schutznetz.walls.wall import Wall

LOWERED = "urgency_lowered_by_two"
ACTED_ON = "acted_on_means_assessed"
ACTED_LATER = "nobody_acts_on_what_was_put_aside"
RAISED_SINCE = "EXISTS (SELECT 1 FROM cases_urgencyraise r WHERE r.report_id = NEW.id AND r.raised_at > {})"
SIGNED = f"""
    EXISTS (SELECT 1 FROM cases_triage t
            WHERE t.report_id = NEW.id AND t.state = 'confirmed' AND t.urgency = NEW.urgency
              AND NOT {RAISED_SINCE.format("t.confirmed_at")})
    OR EXISTS (SELECT 1 FROM cases_urgencylowering l
            WHERE l.report_id = NEW.id AND l.state = 'confirmed'
              AND l.before = OLD.urgency AND l.after = NEW.urgency
              AND NOT {RAISED_SINCE.format("l.confirmed_at")})
"""


def of_reports() -> Iterator[Wall]:
    yield Wall(
        name=LOWERED,
        table="cases_report",
        events=("UPDATE OF urgency",),
        broken=f"OLD.urgency <> '' AND (NEW.urgency = '' OR NEW.urgency > OLD.urgency) AND NOT ({SIGNED})",
        message="two people lower the urgency",
        needs=("cases_triage", "cases_urgencylowering", "cases_urgencyraise"),
    )
    yield Wall(
        name=ACTED_ON,
        table="cases_report",
        events=("UPDATE OF state",),
        broken="NEW.state = 'closed_no_indication' AND OLD.state <> NEW.state"
        " AND EXISTS (SELECT 1 FROM cases_immediateprotection p WHERE p.report_id = NEW.id)",
        message="what somebody acted on is assessed",
        needs=("cases_immediateprotection",),
    )
    yield Wall(
        name=ACTED_LATER,
        table="cases_immediateprotection",
        events=("INSERT", "UPDATE OF report_id"),
        broken="EXISTS (SELECT 1 FROM cases_report r"
        " WHERE r.id = NEW.report_id AND r.state = 'closed_no_indication')",
        message="what somebody acts on is not put aside",
        needs=("cases_report",),
    )
