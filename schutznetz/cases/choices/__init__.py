"""The vocabularies of reports and cases."""

from schutznetz.cases.choices.case import (
    CaseState,
    Outcome,
)
from schutznetz.cases.choices.intake import (
    Advice,
    Competence,
    DepartureState,
    History,
    Known,
    Manner,
    ProtectionMeasure,
    ProtectionState,
    ReviewState,
    TriageOutcome,
)
from schutznetz.cases.choices.report import (
    FileType,
    IntakeChannel,
    MessageKind,
    Neutral,
    Question,
    ReporterKind,
    ReportState,
    Urgency,
)

__all__ = [
    "Advice",
    "CaseState",
    "Competence",
    "DepartureState",
    "FileType",
    "History",
    "IntakeChannel",
    "Known",
    "Manner",
    "MessageKind",
    "Neutral",
    "Outcome",
    "ProtectionMeasure",
    "ProtectionState",
    "Question",
    "ReportState",
    "ReporterKind",
    "ReviewState",
    "TriageOutcome",
    "Urgency",
]
