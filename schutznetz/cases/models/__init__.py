"""The protected procedure (§ 8a SGB VIII): thin rows with constraints, no rules."""

from schutznetz.cases.models.case import Case, Participant
from schutznetz.cases.models.report import Attachment, Message, Report, ReportChild, ReporterContact

__all__ = ["Attachment", "Case", "Message", "Participant", "Report", "ReportChild", "ReporterContact"]
