"""Reports as a neighbour sends them, through the product's own command."""

from typing import Any
from uuid import UUID

from django.apps import apps

from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.services.reports import Statement, submit_report
from schutznetz.kernel import submissions, verify
from schutznetz.kernel.context import visitor
from schutznetz.kernel.models import AuditEvent, Submission
from schutznetz.kernel.submissions import Outcome
from schutznetz.kernel.tenancy import current

KIND = next(iter(ReporterKind))


def network() -> Any:
    return apps.get_model("networks", "Network")._default_manager.get(pk=current())


def statement(text: str) -> Statement:
    return Statement(
        reporter_kind=KIND, danger_now=False, facts={"observation": text}, children=({"name": "Mia"},)
    )


def receive(key: str, text: str) -> Any:
    """Take the report in, without asking whether it came before."""
    return submit_report(visitor(current()), network(), statement=statement(text), key=key)


def submit(key: str, text: str = "Blaue Flecken") -> Outcome:
    """Send a report under a key, exactly as the public form does."""
    return once(key, text, lambda: receive(key, text))


def once(key: str, text: str, act: Any) -> Outcome:
    return submissions.once(visitor(current()), key=key, body={"text": text}, act=act, kind="report")


def count() -> int:
    return int(apps.get_model("cases", "Report")._default_manager.count())


def compare(network_id: UUID, acknowledged: set[str]) -> dict[str, int]:
    """Compare what was promised with what is there: reports, keys, records, and the proof of the trail."""
    stored = dict(Submission.objects.values_list("key", "result_id"))
    found = set(apps.get_model("cases", "Report")._default_manager.values_list("pk", flat=True))
    recorded = AuditEvent.objects.filter(network_id=network_id, action=ReportAction.SUBMIT).count()
    return {
        "verloren": sum(1 for key in acknowledged if stored.get(key) not in found),
        "doppelt oder halb": len(found ^ set(stored.values())) + len(stored) - len(set(stored.values())),
        "ohne Protokoll": abs(len(found) - recorded),
        "Befunde im Protokoll": len(verify.verify(network_id).findings),
    }
