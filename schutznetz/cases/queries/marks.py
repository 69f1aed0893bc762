"""Which marks stand on what, and from whom an entry is kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext

from schutznetz.cases.choices import MarkKind, PersonRole, ReviewState
from schutznetz.cases.models import Case, CasePerson, Mark, MarkLifting
from schutznetz.law.marks import RULES, Way

PARENTS = (
    PersonRole.MOTHER,
    PersonRole.FATHER,
    PersonRole.STEP_PARENT,
    PersonRole.GUARDIAN,
    PersonRole.FOSTER_PARENT,
)


def marks_of(case: Case, records: Collection[UUID] | None = None) -> Mapping[UUID, Sequence[Mark]]:
    """Return the marks that stand, by the record on which they stand; asked for none, of all the case."""
    waiting = MarkLifting.objects.filter(mark=OuterRef("pk"), state=ReviewState.PROPOSED)
    standing = Mark.objects.filter(case=case, lifted_at=None).select_related("parent")
    standing = standing.annotate(waiting=Subquery(waiting.values("pk")[:1]))
    if records is not None:
        standing = standing.filter(record__in=records)
    found: dict[UUID, list[Mark]] = defaultdict(list)
    for mark in standing.order_by("set_at", "id"):
        found[mark.record].append(mark)
    return found


def said_by(mark: Mark) -> str:
    """Return what stands at the entry."""
    if mark.parent is None:
        return str(mark.kind.label)
    towards = f"{mark.parent.name} ({mark.parent.role.label})"
    return gettext("Vertraulich gegenüber: %(parent)s") % {"parent": towards}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whether something goes a way, and what stands at it or in its place."""

    goes: bool
    words: str


def passage(marks: Sequence[Mark], way: Way) -> Passage:
    """Judge by the strictest of the marks: one that keeps it back is enough."""
    rules = [(mark, RULES[mark.kind.value, way]) for mark in marks]
    kept = [f"{gettext(rule.why)} ({rule.norm})" for _mark, rule in rules if not rule.goes]
    if kept:
        return Passage(
            goes=False, words=gettext("Bleibt hier. %(why)s") % {"why": " ".join(dict.fromkeys(kept))}
        )
    return Passage(goes=True, words="; ".join(f"{said_by(mark)} ({rule.norm})" for mark, rule in rules))


def kept_from_court(case: Case) -> list[str]:
    """Say, for whoever writes to the court, what of the case does not belong into the letter, and why."""
    marks = [mark for found in marks_of(case).values() for mark in found]
    rules = {RULES[mark.kind.value, Way.COURT] for mark in marks}
    return [
        gettext("Einträge mit Schutzvermerk gehören nicht hinein: %(why)s (%(norm)s)")
        % {"why": gettext(rule.why), "norm": rule.norm}
        for rule in sorted(rules, key=lambda rule: rule.norm)
        if not rule.goes
    ]


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
    return first_row(rows, mark.parent_id) == first_row(rows, person.pk)


def first_row(rows: Mapping[UUID, UUID | None], pk: UUID | None) -> UUID | None:
    while pk and rows.get(pk):
        pk = rows[pk]
    return pk
