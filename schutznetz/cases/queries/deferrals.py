"""Who in a case is informed later, of what, and who looked at it again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from schutznetz.cases.models import Case, CasePerson, Deferral, Restriction, SecondLook
from schutznetz.cases.queries.marks import first_row


def deferrals_of(case: Case) -> list[Deferral]:
    """Return what is deferred and what was, the next look first, the ended ones last."""
    found = Deferral.objects.filter(case=case).select_related("person", "deferred_by", "told_by")
    return sorted(found.order_by("review_on", "id"), key=lambda each: each.told_on is not None)


def running(case: Case) -> list[Deferral]:
    still = Deferral.objects.filter(case=case, told_on=None).select_related("person")
    return list(still.order_by("review_on", "id"))


def untold(case: Case) -> Mapping[UUID, Sequence[Deferral]]:
    """Return what is deferred by each row of the person, also those that were corrected since."""
    deferred = running(case)
    if not deferred:
        return {}
    rows = dict(CasePerson.objects.filter(case=case).values_list("pk", "corrects"))
    by_person: dict[UUID | None, list[Deferral]] = defaultdict(list)
    for each in deferred:
        by_person[first_row(rows, each.person_id)].append(each)
    return {pk: by_person[first] for pk in rows if (first := first_row(rows, pk)) in by_person}


def looks_at(record: Restriction | Deferral) -> list[SecondLook]:
    found = SecondLook.objects.filter(case=record.case_id, record=record.pk).select_related("looked_by")
    return list(found.order_by("looked_at", "id"))
