"""What bridges the wait of a family, and who waits too long."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import PeriodName
from schutznetz.networks.queries import period
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import MeanwhileAnswer, MeanwhileKind, VisitingState
from schutznetz.visiting.models import Meanwhile, VisitRequest
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """One thing that a family was offered until somebody comes."""

    id: UUID
    what: str
    answer: MeanwhileAnswer
    offered_at: datetime
    words: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer is MeanwhileAnswer.OPEN


def bridges_of(request: VisitRequest) -> list[Bridge]:
    """Return what one family was offered, with the words about it; for its own page."""
    rows = Meanwhile.objects.filter(request=request).select_related("offer")
    return [_bridge(each, words=each.words or "") for each in rows.order_by("offered_at", "pk")]


def bridges(requests: Iterable[UUID]) -> dict[UUID, list[Bridge]]:
    """Return the same for many without a word about it, for the list."""
    found: dict[UUID, list[Bridge]] = defaultdict(list)
    rows = Meanwhile.objects.filter(request__in=list(requests)).defer("words").select_related("offer")
    for each in rows.exclude(answer=MeanwhileAnswer.DECLINED).order_by("offered_at", "pk"):
        found[each.request_id].append(_bridge(each))
    return found


def _bridge(each: Meanwhile, words: str = "") -> Bridge:
    kind = MeanwhileKind(each.kind)
    return Bridge(
        id=each.pk,
        what=each.offer.title if kind is MeanwhileKind.OFFER and each.offer else str(kind.label),
        answer=MeanwhileAnswer(each.answer),
        offered_at=each.offered_at,
        words=words,
    )


def waiting_too_long(ctx: Context) -> list[VisitRequest]:
    """Return the families that wait too long and about which nobody has a task yet, the longest first."""
    known = about_ids(VisitRequest, TaskKind.LONG_WAIT)
    since = ctx.now - period(PeriodName.VISITS_WAIT)
    long = policy.rows(ctx, VisitingAction.ALARM, VisitRequest).filter(asked_at__lte=since)
    return [each for each in long.order_by("asked_at", "pk") if each.pk not in known]


def longest_wait(ctx: Context) -> int | None:
    """Return since how many days the first of the list waits; nothing where nobody does."""
    first = VisitRequest.objects.filter(state=VisitingState.WAITING).order_by("asked_at", "pk").first()
    return (ctx.now - first.asked_at).days if first else None
