"""Reports as a neighbour sends them, through the product's own command."""

from typing import Any

from django.apps import apps

from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.services.reports import Statement, submit_report
from schutznetz.kernel import submissions
from schutznetz.kernel.context import visitor
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
