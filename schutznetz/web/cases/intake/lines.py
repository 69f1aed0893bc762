"""The rows of the inbox as the page prints them: plain texts, so that no row costs component calls."""

from dataclasses import dataclass
from uuid import UUID

from schutznetz.cases.choices import ReportState, Urgency
from schutznetz.cases.queries import InboxRow
from schutznetz.web.ui import words

TONES = {Urgency.U0: "danger", Urgency.U1: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    id: UUID
    reference: str
    child: str
    children: int
    urgency: str
    tone: str
    state: str
    channel: str
    responsible: str
    is_mine: bool
    is_new: bool
    is_late: bool
    due: str
    left: str
    came: str
    when: str


def line_of(row: InboxRow) -> InboxLine:
    """Put a row into words."""
    return InboxLine(
        id=row.id,
        reference=row.reference,
        child=row.child,
        children=row.children,
        urgency=str(Urgency(row.urgency).label) if row.urgency else "",
        tone=TONES.get(Urgency(row.urgency), "info") if row.urgency else "",
        state=str(row.state.label),
        channel=str(row.channel.label),
        responsible=row.responsible,
        is_mine=row.is_mine,
        is_new=row.state is ReportState.RECEIVED,
        is_late=row.is_late,
        due=row.due_at.isoformat(),
        left=words.remaining(row.due_at),
        came=row.received_at.isoformat(),
        when=words.moment(row.received_at),
    )
