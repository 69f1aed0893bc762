"""The register, requests and their placing: by hand within the rules, or as a proposal that is adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from schutznetz.care import queries as care
from schutznetz.care.cover import NAMED
from schutznetz.kernel import jobs
from schutznetz.kernel.command import command
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.law.text import gettext_noop
from schutznetz.networks.choices import Land
from schutznetz.networks.models import Network
from schutznetz.visiting import queries
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.choices import (
    COMMON_STANDARDS,
    Contract,
    VisitEnd,
    VisitingProfession,
    VisitingState,
    VisitUrgency,
)
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.problem import Aim, Problem, Rule
from schutznetz.visiting.placing.waiting import planned_end, rank
from schutznetz.visiting.services.consenting import NOT_NAMED, agree
from schutznetz.visiting.services.reminding import begin, over
from schutznetz.visiting.services.tallying import count_end
from schutznetz.visiting.states import REQUEST
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind

WORK_OUT = "visiting.work_out"
NOT_IN_FUNCTION = gettext_noop("Diese Person hat hier keinen Zugang als Familienhebamme.")
ALREADY = gettext_noop("Diese Person steht schon im Register.")
NO_SUCH_PLACE = gettext_noop("Diese Postleitzahl gibt es nicht.")
NOT_RECOGNISED = gettext_noop(
    "Das Zertifikat stammt aus einem anderen Land und aus der Zeit vor den gemeinsamen Standards von 2019."
    " Bitte tragen Sie ein, wann es anerkannt wurde."
)
NO_FAMILY = gettext_noop("Diese Familie gibt es hier nicht mehr.")
ASKS_ALREADY = gettext_noop("Für diese Familie gibt es schon eine Anfrage.")
WHY_FIRST = gettext_noop(
    "Eine andere Familie ist vorher dran. Bitte sagen Sie, warum diese zuerst Hilfe bekommt."
)
STALE = gettext_noop("Seit dem Vorschlag hat sich etwas geändert. Bitte lassen Sie neu planen.")
BY_PLAN = gettext_noop(
    "Nach Einsatzplan: Für wen vor dieser Familie steht, stand eine Regel dagegen, war kein Platz,"
    " oder der Plan wäre im Ganzen schlechter."
)
BROKEN = {
    Rule.CONSENT: NOT_NAMED,
    Rule.PROOF: gettext_noop(
        "Ein Nachweis, den ihr Vertrag verlangt, wurde nicht gezeigt oder gilt nicht mehr."
    ),
    Rule.AGE: gettext_noop("Das Kind ist für ihren Beruf zu alt."),
    Rule.QUALIFICATION: gettext_noop("Ihr fehlt ein Schwerpunkt, den die Familie braucht."),
    Rule.LANGUAGE: gettext_noop("Sie spricht keine Sprache der Familie."),
    Rule.AREA: gettext_noop("Die Familie wohnt außerhalb ihres Gebiets."),
    Rule.CONFLICT: gettext_noop("Sie soll diese Familie nicht begleiten."),
    Rule.CAPACITY: gettext_noop("Ihre Stunden reichen dafür nicht."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the register knows of her."""

    profession: VisitingProfession
    contract: Contract
    qualified_on: date
    qualified_in: Land
    until_months: int
    weekly_minutes: int
    postcode: str
    reach: int
    recognised_on: date | None = None
    languages: Sequence[str] = ()
    topics: Sequence[str] = ()
    accepting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a family needs, and no more than the choice of somebody needs."""

    urgency: VisitUrgency
    weekly_minutes: int
    postcode: str
    languages: Sequence[str] = ()
    language_needed: bool = False
    topics: Sequence[str] = ()
    not_with: Sequence[str] = ()


@command(VisitingAction.KEEP_REGISTER)
def add_midwife(ctx: Context, network: Network, *, user_id: UUID, entry: Entry) -> FamilyMidwife:
    """Take somebody with the function into the register; her certificate has been seen."""
    if user_id not in queries.in_function(ctx.now):
        raise Conflict(NOT_IN_FUNCTION)
    if FamilyMidwife.objects.filter(user=user_id).exists():
        raise Conflict(ALREADY)
    return FamilyMidwife.objects.create(user_id=user_id, **_checked(network.land, entry))


@command(VisitingAction.CHANGE_MIDWIFE)
def change_midwife(ctx: Context, midwife: FamilyMidwife, *, entry: Entry) -> FamilyMidwife:
    land = Network.objects.values_list("land", flat=True).get(pk=ctx.network_id)
    said = _checked(land, entry)
    for name, value in said.items():
        setattr(midwife, name, value)
    midwife.save(update_fields=list(said))
    return midwife


def _checked(land: str, entry: Entry) -> dict[str, Any]:
    if queries.spot(entry.postcode) is None:
        raise Conflict(NO_SUCH_PLACE)
    if land and _needs_recognition(land, entry) and entry.recognised_on is None:
        raise Conflict(NOT_RECOGNISED)
    said = {name: getattr(entry, name) for name in Entry.__slots__}
    return said | {"languages": sorted(entry.languages), "topics": sorted(entry.topics)}


def _needs_recognition(land: str, entry: Entry) -> bool:
    """Say whether the certificate of another Land has to be recognised here: only where it is older."""
    return entry.qualified_in != land and entry.qualified_on < COMMON_STANDARDS


@command(VisitingAction.REQUEST)
def request_visits(ctx: Context, network: Network, *, family_id: UUID, wish: Wish) -> VisitRequest:
    """Note that a family wants somebody to come; from now on it stands on the list."""
    family = care.family(ctx, family_id)
    if family is None or family.ended_at:
        raise Conflict(NO_FAMILY)
    if queries.spot(wish.postcode) is None:
        raise Conflict(NO_SUCH_PLACE)
    if VisitRequest.objects.filter(family=family_id).exclude(state=VisitingState.ENDED).exists():
        raise Conflict(ASKS_ALREADY)
    said: dict[str, Any] = {name: getattr(wish, name) for name in Wish.__slots__}
    said |= {name: sorted(said[name]) for name in ("languages", "topics", "not_with")}
    return VisitRequest.objects.create(
        family_id=family_id, asked_at=ctx.now, asked_by_id=ctx.person_id, **said
    )


@command(VisitingAction.PLACE)
def place(ctx: Context, request: VisitRequest, *, midwife_id: str, why: str = "") -> VisitRequest:
    """Give the family somebody by hand, within the rules; who goes before others does so for a reason."""
    asked = queries.question(ctx)
    _insist(asked, {str(request.pk): midwife_id})
    first = bool(queries.ahead(asked, str(request.pk), midwife_id))
    if first and not why.strip():
        raise Conflict(WHY_FIRST)
    _place(ctx, request, asked, midwife_id, jumped=why.strip() if first else None)
    return request


@command(VisitingAction.END)
def end_visits(ctx: Context, request: VisitRequest, *, end: VisitEnd) -> VisitRequest:
    """End the help, or take the request back; her hours are free again."""
    REQUEST.move(request, "end", end=end, ended_at=ctx.now)
    over(ctx, request)
    count_end(ctx, request)
    return request


@command(VisitingAction.PLAN)
def plan(ctx: Context, network: Network, *, leaving: Sequence[str] = (), more: int = 0) -> PlacingPlan:
    """Ask for proposals; a job works them out. Who is thought away or added makes a trial of it."""
    return _ask(ctx, trial=bool(leaving or more), leaving=sorted(leaving), more=more)


@command(VisitingAction.PIN)
def pin(ctx: Context, plan: PlacingPlan, *, request_id: str, whom: str | None) -> PlacingPlan:
    """Ask anew with one decision more: this family goes to her, or waits. A hard rule gives way to nobody."""
    return _ask_pinned(ctx, plan.pins | {request_id: whom})


@command(VisitingAction.PIN)
def loosen(ctx: Context, plan: PlacingPlan, *, request_id: str) -> PlacingPlan:
    """Ask anew and leave this family to the plan again."""
    return _ask_pinned(ctx, {which: whom for which, whom in plan.pins.items() if which != request_id})


def _ask_pinned(ctx: Context, pins: Mapping[str, str | None]) -> PlacingPlan:
    _insist(queries.question(ctx), pins)
    return _ask(ctx, pins=dict(pins))


def _ask(ctx: Context, **said: Any) -> PlacingPlan:
    asked = PlacingPlan.objects.create(asked_at=ctx.now, asked_by_id=ctx.person_id, **said)
    job = jobs.enqueue(ctx, WORK_OUT, {"plan": str(asked.pk)}, key=str(asked.pk))
    PlacingPlan.objects.filter(pk=asked.pk).update(job_id=job.pk)
    asked.job_id = job.pk
    return asked


@command(VisitingAction.NOTE_PLAN)
def note_plan(
    ctx: Context,
    plan: PlacingPlan,
    *,
    question: Mapping[str, Any],
    proposals: Mapping[str, Any],
    before: Mapping[str, Any],
) -> PlacingPlan:
    """Write down what was asked and what was found."""
    plan.question, plan.proposals, plan.before = dict(question), dict(proposals), dict(before)
    plan.save(update_fields=["question", "proposals", "before"])
    return plan


@command(VisitingAction.ADOPT)
def adopt(ctx: Context, plan: PlacingPlan, *, aim: Aim) -> PlacingPlan:
    """Place families as one proposal says, all or nobody; what has changed since then is checked anew."""
    free = PlacingPlan.objects.filter(pk=plan.pk, adopted="")
    if not free.update(adopted=aim, adopted_at=ctx.now, adopted_by_id=ctx.person_id):
        raise Conflict(STALE)
    asked = queries.question(ctx)
    places = {which: whom for which, whom in plan.proposals[aim]["places"].items() if whom}
    here = VisitRequest.objects.filter(state=VisitingState.WAITING, family__ended_at=None)
    waiting = {str(each.pk): each for each in here}
    if not places.keys() <= waiting.keys():
        raise Conflict(STALE)
    _insist(asked, places)
    passed = False
    for each in rank(asked.requests):
        if each.id in places:
            jumped = str(BY_PLAN) if passed else None
            _place(ctx, waiting[each.id], asked, places[each.id], jumped=jumped)
        passed = passed or each.id not in places
    plan.adopted = aim
    return plan


@command(VisitingAction.FORGET_PLAN)
def forget_plan(ctx: Context, plan: PlacingPlan) -> None:
    """Delete a plan with what families had asked for; what was decided stands in their requests."""
    PlacingPlan.objects.filter(pk=plan.pk).delete()


def _insist(asked: Problem, places: Mapping[str, str | None]) -> None:
    """Refuse what breaks a hard rule, and say which."""
    try:
        rules.check_pins(replace(asked, pins=places))
    except rules.PinRefused as refused:
        rule = refused.refusals[0].rule
        raise Conflict(BROKEN[rule], NAMED if rule is Rule.CONSENT else None) from refused
    except ValueError as strange:
        raise Conflict(STALE) from strange


def _place(ctx: Context, request: VisitRequest, asked: Problem, whom: str, *, jumped: str | None) -> None:
    agree(ctx, request, whom)
    work.settle_tasks(ctx, request, kind=TaskKind.LONG_WAIT)
    [plain] = [each for each in asked.requests if each.id == str(request.pk)]
    [midwife] = [each for each in asked.midwives if each.id == whom]
    REQUEST.move(
        request,
        "place",
        midwife_id=UUID(whom),
        placed_at=ctx.now,
        placed_by_id=ctx.person_id,
        planned_end=planned_end(plain, midwife, asked.on),
        jumped=jumped,
    )
    begin(ctx, request)
