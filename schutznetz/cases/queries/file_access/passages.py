"""The file cut into passages, each with what it is by itself and for this asker; nothing is decided here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schutznetz.cases.choices import Asker, FileSection, PersonRole
from schutznetz.cases.models import (
    AccessRequest,
    Attachment,
    Case,
    CasePerson,
    Report,
    ReportChild,
    ReporterContact,
)
from schutznetz.cases.models.case import ENDED
from schutznetz.cases.queries.file_access.part import Part
from schutznetz.cases.queries.file_access.pieces import PARTS
from schutznetz.cases.queries.file_access.words import PARENTS, Names, names_of
from schutznetz.cases.queries.secrets import PLACES
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.fields import SealedBytesField
from schutznetz.law import file_access as law
from schutznetz.law.file_access import Trait
from schutznetz.law.report_headings import HEADINGS

ANSWERS = (
    Report,
    ReportChild,
    ReporterContact,
)  # their sealed field holds answers, each a passage of its own
NAME_OF_A_FILE = "name"
OWN_OF_A_REPORTER = (Report, ReporterContact, Attachment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One piece of text of one record: ``key`` names it for ever, ``record`` what it belongs to."""

    key: str
    record: str
    section: FileSection
    at: date | None
    order: tuple[str, str, int]  # when it happened, its record, which field of it
    title: str
    heading: str
    text: str
    traits: frozenset[Trait]
    file: UUID | None = None  # the attachment whose name this is
    looked_at_since: datetime | None = None  # what was decided before is to be decided anew

    def grounds(self, request: AccessRequest) -> tuple[law.Ground, ...]:
        return law.proposed(self.traits, asker=request.asker, basis=request.basis)


def passages(request: AccessRequest) -> list[Passage]:
    """Return everything this person could be shown, in the order of the file."""
    names = names_of(request)
    found = (
        passage
        for part in PARTS
        for row in _rows(part, request.case)
        for passage in _cut(part, row, names, request)
    )
    order = {section: number for number, section in enumerate(FileSection)}
    return sorted(found, key=lambda each: (order[each.section], *each.order))


def _rows(part: Part, case: Case) -> Iterator[Any]:
    about = case.origin_id if part.of_report else case.pk
    if about is None:
        return
    bodies = [each.name for each in part.model._meta.local_fields if isinstance(each, SealedBytesField)]
    yield from part.model._base_manager.filter(**{part.way: about}).defer(*bodies).order_by("pk")


def _cut(part: Part, row: Any, names: Names, request: AccessRequest) -> Iterator[Passage]:
    at = getattr(row, part.at) if part.at else None
    # what is marked or restricted on a report or a whole case holds for all of it
    about = {row.pk, getattr(row, "report_id", None), request.case_id}
    beside = part.traits(row).union(*(names.marks.get(pk, ()) for pk in about if pk))
    record = f"{part.model.__name__}.{row.pk}"
    texts = [*_texts(part, row), *_notes(row, names)]
    for number, (name, heading, text, traits) in enumerate(texts):
        passage = Passage(
            key=f"{record}.{name}",
            record=record,
            section=part.section,
            at=at.astimezone(BERLIN).date() if isinstance(at, datetime) else at,
            order=(at.isoformat() if at else "", record, number),
            title=gettext(str(part.title(row))),
            heading=gettext(heading) if heading else "",
            text=text,
            traits=_still(beside | traits | names.traits(text), row, names, request),
            file=row.pk if name == NAME_OF_A_FILE and isinstance(row, Attachment) else None,
            looked_at_since=names.hidden_since if isinstance(row, Attachment) else None,
        )
        if law.ASKERS[request.asker].whole_file or _is_hers(row, passage, names, request):
            yield passage


def _texts(part: Part, row: Any) -> Iterator[tuple[str, str, str, frozenset[Trait]]]:
    """Yield name, heading, text and traits of each field; answers of a report one by one."""
    for name, heading in part.fields.items():
        value = getattr(row, name)
        if isinstance(row, ANSWERS):
            for question, answer in _answers(value):
                place = frozenset({Trait.PLACE}) if question in PLACES else frozenset()
                yield f"{name}.{question}", HEADINGS.get(question, ""), answer, place
        elif value:
            yield name, heading, str(value), part.own.get(name, frozenset())


def _notes(row: Any, names: Names) -> Iterator[tuple[str, str, str, frozenset[Trait]]]:
    """Yield what was said beside a record: it is shown wherever the record is."""
    for note in names.notes.get(row.pk, ()):
        yield f"note.{note.pk}", str(note.kind.label), f"{note.who}: {note.words}", frozenset()


def _answers(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((question, str(answer)) for question, answer in value.items() if answer)


def _still(traits: frozenset[Trait], row: Any, names: Names, request: AccessRequest) -> frozenset[Trait]:
    """Drop what does not hold for this asker: her own data, and drafts once the procedure has ended."""
    if request.case.state in ENDED:
        traits -= {Trait.DRAFT}
    if not law.ASKERS[request.asker].whole_file and row.pk not in names.mine:
        return traits if isinstance(row, ReporterContact) else traits | {Trait.OTHER_PERSON}
    if isinstance(row, CasePerson):
        if row.pk in names.mine or (row.role == PersonRole.CHILD and law.ASKERS[request.asker].whole_file):
            return traits - {Trait.OTHER_PERSON, Trait.OTHER_PARENT, Trait.HEALTH}
        return traits | {Trait.OTHER_PARENT if row.role in PARENTS else Trait.OTHER_PERSON}
    return traits


def _is_hers(row: Any, passage: Passage, names: Names, request: AccessRequest) -> bool:
    """Say whether a passage is about somebody who may only ask for what is stored about herself."""
    if request.asker == Asker.REPORTER and isinstance(row, OWN_OF_A_REPORTER):
        return True
    if isinstance(row, CasePerson):
        return row.pk in names.mine
    return names.speaks_of_asker(passage.text)
