"""What people do with reports and cases: one module for each use case."""

from schutznetz.cases.services.cases import begin_assessment, close_case, open_case

__all__ = ["begin_assessment", "close_case", "open_case"]
