"""The hand-over to the office's case software as structured data; ``docs/hand_over.schema.json`` says how."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from schutznetz.cases.choices import FileType
from schutznetz.cases.models import (
    Attachment,
    Case,
    Departure,
    ImmediateProtection,
    KindCorrection,
    Message,
    Report,
    Triage,
)
from schutznetz.cases.queries.disputes import notes_of, restricted_in
from schutznetz.cases.queries.marks import marks_of, said_by
from schutznetz.cases.queries.page import ReportPage, report_page, said_of_children
from schutznetz.law import restriction as law

VERSION = "1.0"
ENDINGS = {FileType.JPEG: "jpg", FileType.PNG: "png", FileType.PDF: "pdf"}


def hand_over_package(departure: Departure) -> dict[str, Any]:
    """Return all that the office knows about the report, in English keys and stable codes."""
    page = report_page(departure.report, whole=True)
    report = page.report
    return {
        "format": "schutznetz.hand_over",
        "version": VERSION,
        "departure": str(departure.pk),
        "after": str(departure.after),
        "report": {
            "id": str(report.pk),
            "reference": report.reference,
            "state": str(report.state),
            "urgency": str(report.urgency) or None,
            "channel": str(report.channel),
            "reporter_kind": str(report.reporter_kind),
            "reporter_kind_corrected": [_correction(each) for each in page.corrections],
            "received_at": _at(report.received_at),
            "entered_at": _at(report.entered_at),
            "decided_at": _at(report.decided_at),
            "responsible": page.responsible,
            "second": page.second,
            "statement": dict(report.statement),
        },
        "children": [dict(said) for said in said_of_children(report)],
        "contact": _contact(page),
        "triage": _triage(page, page.decided),
        "protections": [_protection(page, each) for each in page.protections],
        "messages": [_message(each) for each in Message.objects.filter(report=report).order_by("at", "id")],
        "limits": limits(report),
        "files": files(departure),
    }


def limits(report: Report) -> list[dict[str, str]]:
    """Return what binds whoever goes on with the report: marks, disputes and restrictions of its cases.

    A record that they stand at is named; one restriction may hold for all that is kept about a child.
    """
    at = {report.pk: "report", **dict.fromkeys(report.messages.values_list("pk", flat=True), "message")}
    return [
        {"at": at[record], "kind": kind, "words": words}
        for case in report.cases.order_by("number")
        for record, kind, words in _limits(case, list(at))
    ]


def _limits(case: Case, records: list[UUID]) -> Iterator[tuple[UUID, str, str]]:
    marks, notes, restricted = marks_of(case, records), notes_of(case, records), restricted_in(case)
    for record in records:
        for mark in marks.get(record, ()):
            yield record, str(mark.kind), said_by(mark)
        for note in notes.get(record, ()):
            yield record, str(note.kind), str(note)
        if restriction := restricted(record):
            yield record, "restricted", f"{restriction.ground.label} ({law.GROUNDS[restriction.ground]})"


def files(departure: Departure) -> list[dict[str, str]]:
    """Return the attachments under names that say nothing."""
    found = Attachment.objects.filter(report=departure.report_id).order_by("position", "id")
    return [
        {"file": f"{departure.pk}-{number}.{ENDINGS[FileType(each.file_type)]}", "name": each.name}
        for number, each in enumerate(found, start=1)
    ]


def bodies(departure: Departure) -> list[bytes]:
    found = Attachment.objects.filter(report=departure.report_id).order_by("position", "id")
    return [bytes(each.body) for each in found]


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _contact(page: ReportPage) -> dict[str, str]:
    return {line.label: line.value for line in page.contact}


def _triage(page: ReportPage, triage: Triage | None) -> dict[str, Any] | None:
    if triage is None:
        return None
    return {
        "competence": str(triage.competence),
        "weighty_indications": triage.weighty_indications,
        "urgency": str(triage.urgency),
        "further_children": str(triage.further_children),
        "source_has_access": str(triage.source_has_access),
        "history": str(triage.history),
        "outcome": str(triage.outcome),
        "advice": str(triage.advice) or None,
        "reasons": triage.reasons,
        "proposed_by": _name(page, triage.proposed_by_id),
        "proposed_at": _at(triage.proposed_at),
        "confirmed_by": _name(page, triage.confirmed_by_id),
        "confirmed_at": _at(triage.confirmed_at),
    }


def _correction(correction: KindCorrection) -> dict[str, Any]:
    return {
        "reporter_kind": str(correction.reporter_kind),
        "reasons": correction.reasons,
        "corrected_by": correction.corrected_by.display_name,
        "corrected_at": _at(correction.corrected_at),
    }


def _protection(page: ReportPage, protection: ImmediateProtection) -> dict[str, Any]:
    return {
        "state": str(protection.state),
        "measures": list(protection.measures),
        "what": protection.what,
        "place": None if page.is_shielded else protection.place,
        "acted_by": _name(page, protection.acted_by_id),
        "acted_at": _at(protection.acted_at),
        "second": _name(page, protection.second_id),
        "second_told_at": _at(protection.second_told_at),
        "second_told_by": str(protection.second_told_by) or None,
        "confirmed_at": _at(protection.confirmed_at),
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "kind": str(message.kind),
        "at": _at(message.at),
        "sentence": message.sentence or None,
        "text": message.text or None,
    }


def _name(page: ReportPage, person_id: UUID | None) -> str | None:
    return page.people.get(person_id) if person_id else None
