"""What a service refuses by itself, before the database would: each with the words that say why."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import (
    CaseEntryKind,
    CheckFinding,
    HandoverPart,
    HoldGround,
    RestrictionGround,
    TakingEnd,
    VisitPlace,
    WatchedKind,
)
from schutznetz.cases.models import Case, CourtReferral
from schutznetz.cases.services import VisitFacts, assessment, disputes, handover, measures, secrets
from schutznetz.cases.services.handover import sending
from schutznetz.cases.services.keeping import holding
from schutznetz.cases.services.measures import Point, court, plan, taking, watching
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.machine import Conflict
from tests import assessing
from tests.cases.services.handover.conftest import GOING
from tests.cases.services.measures.conftest import IN_A_WEEK, TERMS, TODAY
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
SOON = NOON + timedelta(minutes=1)
Act = Callable[[], object]


def while_gathering(ctx: Context, case: Case) -> Iterator[tuple[str, Act]]:
    """Yield what each service says, and what is tried."""
    fact = assessing.entry(NOON)
    alone = VisitFacts(place=VisitPlace.HOME, text="x", at=NOON, child_alone=True)

    def enter(**changes: Any) -> Act:
        return lambda: services.add_entry(ctx, case, facts=replace(fact, **changes))

    yield assessment.IN_FUTURE, enter(at=SOON)
    yield assessment.MYSELF, enter(colleague_id=ctx.person_id)
    yield assessment.WHO_SAID_IT, enter(kind=CaseEntryKind.STATEMENT)
    yield assessment.ALONE_UNSEEN, lambda: services.note_visit(ctx, case, facts=alone)
    kept: dict[str, Any] = {"said_by": "x", "text": "x", "at": SOON}
    yield secrets.IN_FUTURE, lambda: services.keep_entrusted(ctx, case, **kept)


def while_protecting(ctx: Context, case: Case, point: Point) -> Iterator[tuple[str, Act]]:
    short = replace(point, until=IN_A_WEEK)
    agreed = measures.agree_plan(ctx, case, terms=TERMS, points=[short]).items.get()
    late: dict[str, Any] = {"finding": CheckFinding.KEPT, "evidence": "x"}
    late["next_on"] = IN_A_WEEK + timedelta(days=1)
    yield watching.PAST_ITS_END, lambda: measures.check(ctx, agreed, **late)
    finding = measures.await_finding(ctx, case, point=replace(point, until=None))
    done = measures.finish_item(ctx, finding, note="liegt vor")
    eyes = {"watcher_id": ctx.person_id, "substitute_id": case.substitute_id}
    yield watching.NO_LONGER_WATCHED, lambda: measures.name_watcher(ctx, done, **eyes)
    orders: list[dict[str, Any]] = [{"review_on": TODAY, "starts_on": IN_A_WEEK}, {"ends_on": IN_A_WEEK}]
    for order in orders:
        backwards = replace(TERMS, **order)
        yield (
            plan.ENDLESS,
            lambda backwards=backwards: measures.agree_plan(  # type: ignore[misc]
                ctx, case, terms=backwards, points=[point]
            ),
        )


def while_before_the_court(
    ctx: Context, lena: Context, case: Case, point: Point
) -> Iterator[tuple[str, Act]]:
    weighed = measures.decide_on_court(ctx, case, call=True, reasons="x")
    order = WatchedKind.ORDER
    yield court.RULING_FIRST, lambda: measures.enter_order(ctx, weighed, kind=order, point=point)
    over: dict[str, Any] = {"state": "ended", "ended_at": NOON, "end_note": "x"}
    decided: dict[str, Any] = {"reasons": "x", "decided_by_id": ctx.person_id, "decided_at": NOON}
    gone = CourtReferral.objects.create(case=case, **decided, **over)
    yield court.NOT_BEFORE_COURT, lambda: measures.set_hearing(lena, gone, hearing_at=SOON)
    held: dict[str, Any] = {"ground": HoldGround.COURT, "reasons": "x", "review_on": TODAY}
    yield holding.LOOKED_AT_AGAIN, lambda: holding.hold(lena, case, **held)


def while_others_are_asked(ctx: Context, case: Case) -> Iterator[tuple[str, Act]]:
    taken = measures.take_into_care(ctx, case)
    yield taking.NOT_CONFINED, lambda: measures.end_confinement(ctx, taken, note="x")
    measures.end_taking(ctx, taken, ended_by=TakingEnd.HANDED_BACK, note="x")
    yield taking.NO_LONGER, lambda: measures.confine(ctx, taken, why="x")
    for words, office in ((sending.NOT_TO_US, ctx.network_id), (sending.WHERETO, new_id())):
        going = replace(GOING, receiving_id=office, office="", parts=tuple(HandoverPart))
        yield words, lambda going=going: handover.propose_handover(ctx, case, going=going)  # type: ignore[misc]
    held = disputes.restrict(ctx, case, ground=RestrictionGround.CLAIMS, reasons="x", review_on=IN_A_WEEK)
    lifted: dict[str, Any] = {"reasons": "x", "told_on": TODAY}
    disputes.propose_unrestricting(ctx, held, **lifted)
    yield disputes.WAITS, lambda: disputes.propose_unrestricting(ctx, held, **lifted)


def test_each_is_refused_in_its_own_words(
    anna_at_work: Context, lena_at_work: Context, case: Case, point: Callable[..., Point]
) -> None:
    with clock.frozen(NOON):
        for words, act in (
            *while_gathering(anna_at_work, case),
            *while_protecting(anna_at_work, case, point()),
            *while_before_the_court(anna_at_work, lena_at_work, case, point()),
            *while_others_are_asked(anna_at_work, case),
        ):
            with pytest.raises(Conflict) as refused:
                act()
            assert refused.value.reason == words
