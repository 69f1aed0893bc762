"""The protected procedure (§ 8a SGB VIII): thin rows with constraints, no rules."""

from schutznetz.cases.models.case import Case, Participant, TeamMember
from schutznetz.cases.models.intake import (
    Departure,
    ImmediateProtection,
    Proposal,
    Triage,
    UrgencyLowering,
    UrgencyRaise,
)
from schutznetz.cases.models.report import Attachment, Message, Report, ReportChild, ReporterContact

__all__ = [
    "Attachment",
    "Case",
    "Departure",
    "ImmediateProtection",
    "Message",
    "Participant",
    "Proposal",
    "Report",
    "ReportChild",
    "ReporterContact",
    "TeamMember",
    "Triage",
    "UrgencyLowering",
    "UrgencyRaise",
]
