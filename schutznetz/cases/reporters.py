"""What kind of reporter somebody was: as the office corrected it last, else as the report says."""

from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import KindCorrection, Report


def kind_of(report: Report) -> ReporterKind:
    """Return the kind that the law's table is asked with; the report itself keeps what it said."""
    latest = KindCorrection.objects.filter(report=report).order_by("-corrected_at", "-id")
    return ReporterKind(latest.values_list("reporter_kind", flat=True).first() or report.reporter_kind)


def corrections_of(report: Report) -> list[KindCorrection]:
    """Return every correction with who made it, when and why, the latest last."""
    found = KindCorrection.objects.filter(report=report).select_related("corrected_by")
    return list(found.order_by("corrected_at", "id"))
