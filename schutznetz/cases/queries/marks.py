"""Which marks stand on what, and from whom an entry is kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from schutznetz.cases.choices import MarkKind, PersonRole
from schutznetz.cases.models import Case, CasePerson, Mark

PARENTS = (
    PersonRole.MOTHER,
    PersonRole.FATHER,
    PersonRole.STEP_PARENT,
    PersonRole.GUARDIAN,
    PersonRole.FOSTER_PARENT,
)


def marks_of(case: Case, records: Collection[UUID] | None = None) -> Mapping[UUID, Sequence[Mark]]:
    """Return the marks that stand, by the record on which they stand; asked for none, of all the case."""
    standing = Mark.objects.filter(case=case, lifted_at=None).select_related("parent")
    if records is not None:
        standing = standing.filter(record__in=records)
    found: dict[UUID, list[Mark]] = defaultdict(list)
    for mark in standing.order_by("set_at", "id"):
        found[mark.record].append(mark)
    return found


def parents_of(case: Case) -> list[tuple[str, str]]:
    """Return id and name of everybody from whom an entry may be kept, as they are known now."""
    people = CasePerson.objects.filter(case=case, corrected_by=None, role__in=PARENTS)
    found = people.order_by("entered_at", "id")
    return [(str(person.pk), f"{person.name} ({person.role.label})") for person in found]


def is_kept_from(mark: Mark, person: CasePerson) -> bool:
    """Say whether a mark speaks of this person, also where her row was written anew since."""
    if mark.kind != MarkKind.FROM_PARENT:
        return False
    rows = dict(CasePerson.objects.filter(case=mark.case_id).values_list("pk", "corrects"))
    return _first(rows, mark.parent_id) == _first(rows, person.pk)


def _first(rows: Mapping[UUID, UUID | None], pk: UUID | None) -> UUID | None:
    while pk and rows.get(pk):
        pk = rows[pk]
    return pk
