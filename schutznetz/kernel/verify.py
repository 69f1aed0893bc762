"""Proves a network's audit trail, or says what was done to it and where.

Three things must agree: the chain in the database, the signed marks outside it, and the counters that
number each session's acts. Payloads must open and fit their headers, or have been erased on the record.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db.models import Count, Max, Min, QuerySet

from schutznetz.kernel import audit, checkpoints, counters, tenancy
from schutznetz.kernel.chain import START, follow, header
from schutznetz.kernel.checkpoints import RESTORED, Checkpoint
from schutznetz.kernel.keys import Destroyed
from schutznetz.kernel.models import AuditEvent

MOST = 100  # findings; whoever rewrote everything need not be quoted in full


class Fault(StrEnum):
    CHAIN = "Eintrag verändert, eingefügt oder umgestellt"
    MISSING = "Einträge fehlen"
    DOUBLE = "Nummer doppelt vergeben"
    PAYLOAD = "Inhalt passt nicht zum Kopf"
    ERASED = "Inhalt ohne Löschvermerk entfernt"
    TRUNCATED = "Das Ende der Kette fehlt"
    REWRITTEN = "Die Kette weicht von einem Prüfpunkt ab"
    CHECKPOINT = "Prüfpunkt gefälscht, entfernt oder vertauscht"
    COUNTER = "Lücke im Zähler einer Sitzung"


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.fault}"


@dataclass(slots=True)
class Report:
    """``linked`` rows are proved; the ``unlinked`` tail is counted and checked, but has no chain yet."""

    network_id: UUID
    linked: int = 0
    unlinked: int = 0
    erased: int = 0
    checkpoints: int = 0
    restored: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, fault: Fault, where: str) -> None:
        if len(self.findings) < MOST:
            self.findings.append(Finding(fault, where))


def verify(network_id: UUID) -> Report:
    """Check everything of one network. Reads only; writers need not stop."""
    report = Report(network_id)
    marks = checkpoints.read(network_id)  # before the rows: every mark then has its row
    with tenancy.scope(network_id):
        sizes = _walk(report, network_id, {mark.number for mark in marks})
        _tail(report, network_id)
        _counters(report, network_id)
        if not marks or marks[-1].number < report.linked:
            marks = checkpoints.read(network_id)
    _marks(report, marks, sizes)
    return report


def _walk(report: Report, network_id: UUID, wanted: set[int]) -> dict[int, str]:
    """Follow the chain and return its state at the numbers ``wanted``."""
    previous, expected, states = START, 1, {0: START.hex()}
    gone: set[int] = set()
    for event in _linked(network_id):
        number = event.number or 0
        if number > expected:
            report.add(Fault.MISSING, _range(expected, number - 1))
        elif number < expected:
            report.add(Fault.DOUBLE, f"Nr. {number}")
        chain = bytes(event.chain or b"")
        if follow(previous, number, _header(event)) != chain and number == expected:
            report.add(Fault.CHAIN, f"Nr. {number}")
        _payload(report, event, f"Nr. {number}", gone)
        previous, expected = chain, number + 1
        if number in wanted:
            states[number] = chain.hex()
    report.linked = expected - 1
    report.erased = len(gone)
    states[report.linked] = previous.hex()
    for number in sorted(gone - _tombstones(network_id)):
        report.add(Fault.ERASED, f"Nr. {number}")
    return states


def _linked(network_id: UUID) -> Iterator[AuditEvent]:
    rows = AuditEvent.objects.filter(network_id=network_id, number__isnull=False)
    return rows.order_by("number", "id").iterator(chunk_size=2000)


def _header(event: AuditEvent) -> bytes:
    return header(
        event.network_id, event.stream, event.count, event.at, event.action, bytes(event.commitment)
    )


def _payload(report: Report, event: AuditEvent, where: str, gone: set[int]) -> None:
    if event.payload is None:
        gone.add(event.number or 0)
        return
    try:
        key, body = audit.opened(event)
    except Destroyed:
        gone.add(event.number or 0)
        return
    except (InvalidTag, ValueError):
        report.add(Fault.PAYLOAD, where)
        return
    if audit.commit(key, body) != bytes(event.commitment):
        report.add(Fault.PAYLOAD, where)


def _tombstones(network_id: UUID) -> set[int]:
    """Return the numbers whose payloads were erased on the record."""
    erased: set[int] = set()
    for event in AuditEvent.objects.filter(network_id=network_id, action=audit.ERASED).order_by("id"):
        try:
            ranges = json.loads(audit.opened(event)[1])["facts"]["numbers"]
        except (InvalidTag, LookupError, ValueError, TypeError):
            continue  # found as a broken payload where it stands
        for first, last in ranges:
            erased.update(range(first, last + 1))
    return erased


def _tail(report: Report, network_id: UUID) -> None:
    for event in AuditEvent.objects.filter(network_id=network_id, number=None).order_by("id").iterator():
        report.unlinked += 1
        gone: set[int] = set()
        _payload(report, event, f"noch unverkettet, {event.at:%d.%m.%Y %H:%M:%S}", gone)
        if gone:
            report.add(Fault.ERASED, f"noch unverkettet, {event.at:%d.%m.%Y %H:%M:%S}")


def _counters(report: Report, network_id: UUID) -> None:
    """Every session's acts are numbered without a gap, up to what its counter says."""
    rows = AuditEvent.objects.filter(network_id=network_id)
    spans = rows.values("stream").order_by("stream")
    found = {
        span["stream"]: (span["least"], span["most"], span["entries"])
        for span in spans.annotate(least=Min("count"), most=Max("count"), entries=Count("id"))
    }
    said = counters.values(network_id, audit.STREAM)  # after the rows: it can only be ahead of them
    for stream in sorted(found.keys() | said.keys()):
        least, most, entries = found.get(stream, (1, 0, 0))
        ahead = said.get(stream, 0)
        later = rows.filter(stream=stream, count__gt=most).count() if ahead > most else 0
        if least != 1 or entries != most or ahead < most or most + later < ahead:
            report.add(Fault.COUNTER, f"Sitzung {stream[:8]}, {_gap(rows, stream, ahead)}")


def _gap(rows: QuerySet[AuditEvent], stream: str, ahead: int) -> str:
    """Name the first act of the session that is missing, and the entry after which it is missing."""
    after = "am Anfang"
    expected = 1
    for count, number in rows.filter(stream=stream).order_by("count").values_list("count", "number"):
        if count != expected:
            break
        expected, after = count + 1, f"nach Nr. {number}" if number else "im unverketteten Ende"
    return f"Handlung {expected} {after} (Zähler: {ahead})"


def _marks(report: Report, marks: list[Checkpoint], states: dict[int, str]) -> None:
    """Compare each mark with the chain."""
    report.checkpoints = len(marks)
    last_good = reached = 0
    for index, mark in enumerate(marks):
        backward = mark.number < reached and mark.kind != RESTORED
        if not mark.genuine or backward or mark.network != str(report.network_id):
            report.add(Fault.CHECKPOINT, f"Prüfpunkt {index + 1} (Nr. {mark.number})")
            continue
        if mark.kind == RESTORED:
            report.restored.append(f"{mark.at}, ab Nr. {mark.number} (erreicht war Nr. {reached})")
        reached = mark.number
        if _lost_with_a_backup(mark, marks[index + 1 :]):
            continue
        if mark.number > report.linked:
            report.add(Fault.TRUNCATED, _range(report.linked + 1, mark.number))
        elif states.get(mark.number, mark.chain) != mark.chain:
            report.add(Fault.REWRITTEN, f"zwischen Nr. {last_good + 1} und Nr. {mark.number}")
        else:
            last_good = mark.number
    if report.linked > reached:
        report.add(Fault.CHECKPOINT, f"fehlt für {_range(reached + 1, report.linked)}")


def _lost_with_a_backup(mark: Checkpoint, later: list[Checkpoint]) -> bool:
    """Whether the entry marked lies beyond what a later restored backup brought back."""
    return any(each.kind == RESTORED and each.genuine and each.number < mark.number for each in later)


def _range(first: int, last: int) -> str:
    return f"Nr. {first}" if first == last else f"Nr. {first} bis {last}"
