"""What people do with reports and cases: one module for each use case."""

from schutznetz.cases.services.cases import begin_assessment, close_case, open_case
from schutznetz.cases.services.reports import Statement, record_report, submit_as_partner, submit_report

__all__ = [
    "Statement",
    "begin_assessment",
    "close_case",
    "open_case",
    "record_report",
    "submit_as_partner",
    "submit_report",
]
