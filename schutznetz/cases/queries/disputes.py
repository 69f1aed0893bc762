"""What stands beside an entry wherever it is shown: who disputes it with which words, and its restriction."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from schutznetz.cases.choices import DisputeKind, ReviewState
from schutznetz.cases.models import Case, Dispute, Restriction, RestrictionLifting
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.machine import Conflict
from schutznetz.law import restriction as law


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One word beside an entry, in the words of who said it."""

    pk: UUID
    at: datetime
    kind: DisputeKind
    who: str
    words: str

    def __str__(self) -> str:
        day = f"{self.at.astimezone(BERLIN):%d.%m.%Y}"
        return f"{self.kind.label} ({day}), {self.who}: {self.words}"


def notes_of(case: Case, records: Collection[UUID] | None = None) -> Mapping[UUID, Sequence[Note]]:
    """Return what was said about each record, in the order in which it was said."""
    noted = Dispute.objects.filter(case=case)
    if records is not None:
        noted = noted.filter(record__in=records)
    found: dict[UUID, list[Note]] = defaultdict(list)
    for each in noted.order_by("noted_at", "id"):
        note = Note(pk=each.pk, at=each.noted_at, kind=DisputeKind(each.kind), who=each.who, words=each.words)
        found[each.record].append(note)
    return found


def is_disputed(notes: Sequence[Note]) -> bool:
    """Say whether the latest word is that it is wrong."""
    return bool(notes) and notes[-1].kind == DisputeKind.DISPUTED


def restrictions_of(case: Case) -> list[Restriction]:
    """Return what is restricted in a case now, the whole case first."""
    standing = Restriction.objects.filter(case=case, lifted_at=None).select_related("placed_by")
    return sorted(standing.order_by("placed_at", "id"), key=lambda each: each.record is not None)


def restricted_in(case: Case) -> Callable[[UUID], Restriction | None]:
    """Return what says of a record by which restriction it is bound, its own or that of the whole case."""
    by_record = {each.record: each for each in restrictions_of(case)}
    return lambda record: by_record.get(record) or by_record.get(None)


def refuse_restricted(case: Case, record: UUID, *, use: str) -> None:
    """Refuse a use that the law does not allow while something is restricted; raises Conflict."""
    if law.USES[use].goes_on:
        return
    about = Q(record=record) | Q(record=None)
    if Restriction.objects.filter(about, case=case, lifted_at=None).exists():
        raise Conflict(law.USES[use].why, law.STILL_ALLOWED)


def lifting_seal(lifting: RestrictionLifting) -> str:
    restriction = Restriction.objects.get(pk=lifting.restriction_id)
    body = [
        [str(lifting.pk), str(lifting.proposed_by_id), lifting.reasons, str(lifting.told_on)],
        [str(restriction.pk), str(restriction.ground), restriction.reasons, str(restriction.lifted_at)],
    ]
    return salted_hmac("cases.restrictionlifting", json.dumps(body), algorithm="sha256").hexdigest()


def waiting_liftings(case: Case) -> Mapping[UUID, RestrictionLifting]:
    waiting = RestrictionLifting.objects.filter(restriction__case=case, state=ReviewState.PROPOSED)
    return {each.restriction_id: each for each in waiting.order_by("id")}
