"""The rows of the inbox as the page prints them: drawn once for each look, not once for each row."""

from schutznetz.cases.choices import ReportState, Urgency
from schutznetz.cases.queries import InboxRow
from schutznetz.web.ui import stencil, words

TONES = {Urgency.U0: "danger", Urgency.U1: "warning"}


def line_of(row: InboxRow, base: str) -> str:
    """Put a row into words; what stays in memory are codes and their labels."""
    urgency = Urgency(row.urgency) if row.urgency else None
    look = {
        "urgency": urgency,
        "tone": TONES.get(urgency, "info") if urgency else "",
        "state": row.state,
        "channel": row.channel,
        "is_named": bool(row.child),
        "are_several": row.children > 1,
        "is_known": row.earlier > 0,
        "is_taken": bool(row.responsible),
        "is_mine": row.is_mine,
        "is_new": row.state is ReportState.RECEIVED,
        "is_late": row.is_late,
    }
    said = {
        "address": f"{base}{row.id}/",
        "reference": row.reference,
        "child": row.child,
        "children": row.children,
        "number": row.earlier + 1,
        "responsible": row.responsible,
        "due": row.due_at.isoformat(),
        "left": words.remaining(row.due_at),
        "at": words.moment(row.due_at),
        "came": row.received_at.isoformat(),
        "when": words.moment(row.received_at),
    }
    return stencil.fill("intake/_line.html", look, said)
