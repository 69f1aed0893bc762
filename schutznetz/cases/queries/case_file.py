"""A finished case as structured data for the office's own file; ``docs/case_file.schema.json`` says how.

Everything that was kept about the case, of whatever table, also of those to come. Three classes stay out,
by class and not by field: where somebody is (kept no longer than needed), who reported, what was confided.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.choices import IntakeChannel, MessageKind
from schutznetz.cases.models import Arrival, Case, CasePerson, Handover, Message, Report, ReportChild
from schutznetz.cases.queries.chronology import Line, chronology
from schutznetz.cases.queries.doomed import OWN, Doomed
from schutznetz.cases.queries.going import without_place
from schutznetz.cases.queries.secrets import without_places
from schutznetz.kernel import catalogue, sealing
from schutznetz.kernel.catalogue import Data
from schutznetz.kernel.fields import Sealed, SealedBytesField

FORMAT, VERSION = "schutznetz.case_file", "1.0"
SHELTERED = "L10"
WITHHELD = frozenset({Data.LOCATION, Data.REPORTER, Data.ENTRUSTED})
# Copies for finding, what keeps, what was noted about searching and about colleagues: no part of the file.
NOT_OF_THE_FILE = frozenset({
    "Doubt", "KnownPerson", "LookUp", "Hold", "HoldLifting", "Package", "TeamMember", "ChildClock",
})  # fmt: skip
ENDINGS = {b"\xff\xd8": "jpg", b"\x89PNG": "png", b"%PDF": "pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The data, and the files that they name."""

    content: dict[str, Any]
    files: dict[str, bytes]


def case_file(case: Case) -> CaseFile:
    """Return the case, its report and all that hangs on them, in English names and stable codes."""
    doomed = Doomed([case.origin_id] if case.origin_id else [], [case.pk])
    records: dict[str, list[dict[str, Any]]] = {}
    people: set[UUID] = set()
    reporters = _reporters(case)
    files: dict[str, bytes] = {}
    for model in sorted(doomed.rows, key=lambda model: model._meta.label):
        if doomed.rows[model] and is_of_the_file(model):
            rows = list(model._base_manager.filter(pk__in=doomed.rows[model]).order_by("pk"))
            records[model.__name__] = [dict(_fields(row, people, files, reporters)) for row in rows]
    names = User.objects.filter(pk__in=people).order_by("pk")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "case": str(case.pk),
        "number": case.number,
        "people": {str(user.pk): user.display_name for user in names},
        "records": records,
        "files": sorted(files),
        "withheld": sorted(WITHHELD),
    }
    return CaseFile(content=content, files=files)


def is_of_the_file(model: type[models.Model]) -> bool:
    """Leave out whole tables that would tell by their mere presence that something is kept secret."""
    if model._meta.app_label != OWN or model.__name__ in NOT_OF_THE_FILE:
        return False
    known, sealed = catalogue.of(model), sealing.columns(model)
    shelters = known is not None and known.retention == SHELTERED
    return not shelters and not (sealed and all(column.data in WITHHELD for column in sealed))


def _reporters(case: Case) -> set[UUID]:
    """Return the people who reported with their own account or added to it: they stay out wherever named."""
    if case.origin_id is None:
        return set()
    own = Report.objects.filter(pk=case.origin_id, channel=IntakeChannel.PARTNER)
    added = Message.objects.filter(report=case.origin_id, kind__in=(MessageKind.ANSWER, MessageKind.ADDITION))
    named = [*own.values_list("entered_by", flat=True), *added.values_list("author", flat=True)]
    return {pk for pk in named if pk}


def _fields(
    row: models.Model, people: set[UUID], files: dict[str, bytes], reporters: set[UUID]
) -> Iterator[tuple[str, Any]]:
    for column in row._meta.local_fields:
        if column.name == "network":
            continue
        if isinstance(column, Sealed) and column.data in WITHHELD:
            yield column.name, {"withheld": str(column.data)}
            continue
        value = _anywhere(row, column.name, getattr(row, column.attname))
        if isinstance(value, bytes) and isinstance(column, SealedBytesField):
            name = f"anlage-{len(files) + 1:03}.{_ending(value)}"
            files[name] = value
            value = {"file": name}
        if column.related_model is User and value in reporters:
            yield column.name, {"withheld": str(Data.REPORTER)}
            continue
        if column.related_model is User and value:
            people.add(value)
        yield column.name, _plain(value)


def _anywhere(row: models.Model, name: str, value: Any) -> Any:
    """Return a value without the places in it: answers about a child are one field, whatever they tell."""
    if isinstance(row, ReportChild) and name == "description":
        return without_places(value)
    if isinstance(row, Handover | Arrival) and name == "content" and value:
        return without_place(value)
    return value


def _ending(body: bytes) -> str:
    return next((ending for start, ending in ENDINGS.items() if body.startswith(start)), "bin")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | dict | list):
        return value
    return str(value)


def paper_of(case: Case) -> dict[str, Any]:
    """Return what the readable file shows: the case, its people, everything in the order it happened."""
    return {
        "case": case,
        "people": list(CasePerson.objects.filter(case=case, corrected_by=None).order_by("entered_at", "id")),
        "closing": case.closings.filter(state="confirmed").first(),
        "lines": sorted(_all_lines(case), key=lambda line: line.at),
    }


def _all_lines(case: Case) -> Iterator[Line]:
    number, more, reporters = 1, True, _reporters(case)
    while more:
        page = chronology(case, page=number)
        for line in page.lines:
            yield replace(line, who="") if _names_one(line.row, reporters) else line
        number, more = number + 1, page.has_more


def _names_one(row: models.Model, people: set[UUID]) -> bool:
    columns = (column for column in row._meta.local_fields if column.related_model is User)
    return any(getattr(row, column.attname) in people for column in columns)
