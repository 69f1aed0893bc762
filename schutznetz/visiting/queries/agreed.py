"""Which families agree that somebody learns of them, before anybody is placed and while she helps."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import FamilyMidwife, VisitRequest
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids

Covers: TypeAlias = Mapping[tuple[UUID, UUID], care.Cover]  # by family and person


def known_of(requests: Iterable[VisitRequest], at: datetime) -> Covers:
    """Return whom the families of these requests ever named, and how that stands."""
    return care.covers_of({each.family_id for each in requests}, at)


def agreed_to(
    asked: Iterable[VisitRequest], there: Iterable[FamilyMidwife], known: Covers
) -> dict[UUID, frozenset[str]]:
    """Return for each request whom of the register its family names in a consent that stands."""
    there = list(there)
    return {
        each.pk: frozenset(
            str(midwife.pk)
            for midwife in there
            if known.get((each.family_id, midwife.user_id), care.MISSING).holds
        )
        for each in asked
    }


def cover_of(request: VisitRequest, at: datetime) -> care.Cover:
    """Return whether the family agrees that whoever is placed with it learns of it."""
    return covers([request], known_of([request], at))[request.pk]


def covers(placed: Iterable[VisitRequest], known: Covers) -> dict[UUID, care.Cover]:
    """Return the same for many; where nobody is placed yet it is missing."""
    return {
        each.pk: known.get((each.family_id, each.midwife.user_id), care.MISSING)
        if each.midwife
        else care.MISSING
        for each in placed
    }


def to_watch(ctx: Context) -> list[VisitRequest]:
    """Return helps whose consent ended without anybody being asked, and those where it stands again."""
    rows = policy.rows(ctx, VisitingAction.WATCH_CONSENT, VisitRequest).select_related("midwife")
    placed = list(rows.order_by("placed_at", "pk"))
    asked, agreed = about_ids(VisitRequest, TaskKind.ASK_CONSENT), covers(placed, known_of(placed, ctx.now))
    return [each for each in placed if agreed[each.pk].holds == (each.pk in asked)]
