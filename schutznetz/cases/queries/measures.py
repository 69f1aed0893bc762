"""Reads about measures: whether a child is protected, what is open, and what the pages of a case show."""

from collections.abc import Sequence
from dataclasses import dataclass

from schutznetz.cases.choices import PlanState, ReviewState, TakingState
from schutznetz.cases.models import (
    Case,
    Check,
    ChildClock,
    Closing,
    CourtReferral,
    GuardianAnswer,
    Handover,
    HelpOffer,
    SafetyPlan,
    Stay,
    TakingIntoCare,
    WatchedItem,
)
from schutznetz.cases.queries.secrets import shields
from schutznetz.cases.standing import (
    STILL_WATCHED,
    Open,
    active_protection,
    missed_since_seen,
    missing,
    still_open,
)

__all__ = [
    "CaseMeasures",
    "ClosingPage",
    "CourtPage",
    "ItemPage",
    "Open",
    "PlanPage",
    "TakingPage",
    "active_protection",
    "case_measures",
    "closing_page",
    "court_page",
    "item_page",
    "missing",
    "plan_in_force",
    "plan_page",
    "still_open",
    "taking_page",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMeasures:
    """What the page of a case shows of its measures: states and days, and never where the child is."""

    plan: SafetyPlan | None
    watched: Sequence[WatchedItem]
    offers: Sequence[HelpOffer]
    referrals: Sequence[CourtReferral]
    takings: Sequence[TakingIntoCare]
    see_by: ChildClock | None
    missed: int
    closing: Closing | None
    handover: Handover | None

    @property
    def in_care(self) -> bool:
        return any(taking.state == TakingState.RUNNING for taking in self.takings)


def case_measures(case: Case) -> CaseMeasures:
    """Return the measures of a case for whoever may already read it; the query count is fixed."""
    watched = WatchedItem.objects.filter(case=case, state__in=STILL_WATCHED)
    closings = Closing.objects.filter(case=case, state__in=[ReviewState.PROPOSED, ReviewState.CONFIRMED])
    return CaseMeasures(
        plan=SafetyPlan.objects.filter(case=case).order_by("-version").first(),
        watched=list(watched.select_related("case", "watcher").order_by("check_on", "id")),
        offers=list(HelpOffer.objects.filter(case=case).order_by("offered_on", "id")),
        referrals=list(CourtReferral.objects.filter(case=case).order_by("decided_at", "id")),
        takings=list(TakingIntoCare.objects.filter(case=case).order_by("started_at", "id")),
        see_by=ChildClock.objects.filter(case=case).first(),
        missed=missed_since_seen(case),
        closing=closings.order_by("proposed_at").last(),
        handover=Handover.objects.filter(case=case).order_by("proposed_at", "id").last(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    plan: SafetyPlan
    items: Sequence[WatchedItem]
    versions: Sequence[SafetyPlan]

    @property
    def is_active(self) -> bool:
        return bool(self.plan.state == PlanState.ACTIVE)


def plan_page(plan: SafetyPlan) -> PlanPage:
    items = plan.items.select_related("case", "watcher", "substitute").order_by("position", "id")
    versions = SafetyPlan.objects.filter(case=plan.case_id).exclude(pk=plan.pk).order_by("-version")
    return PlanPage(plan=plan, items=list(items), versions=list(versions))


def plan_in_force(case: Case) -> PlanPage | None:
    """Return the plan that holds now, from which the next version starts."""
    plan = SafetyPlan.objects.filter(case=case, state=PlanState.ACTIVE).first()
    return plan_page(plan) if plan else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    item: WatchedItem
    checks: Sequence[Check]
    unanswered: bool

    @property
    def is_open(self) -> bool:
        return self.item.state in STILL_WATCHED


def item_page(item: WatchedItem) -> ItemPage:
    checks = list(item.checks.select_related("checked_by", "reacted_by").order_by("-checked_at", "-id"))
    unanswered = any(check.finding == "broken" and check.reacted_at is None for check in checks)
    return ItemPage(item=item, checks=checks, unanswered=unanswered)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPage:
    referral: CourtReferral
    items: Sequence[WatchedItem]


def court_page(referral: CourtReferral) -> CourtPage:
    items = referral.items.select_related("case", "watcher").order_by("position", "id")
    return CourtPage(referral=referral, items=list(items))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPage:
    taking: TakingIntoCare
    is_shielded: bool
    stays: Sequence[Stay]
    answers: Sequence[GuardianAnswer]
    missing: Sequence[str]

    @property
    def is_running(self) -> bool:
        return bool(self.taking.state == TakingState.RUNNING)

    @property
    def is_confined(self) -> bool:
        return self.taking.confined_at is not None and self.taking.confinement_over_at is None


def taking_page(taking: TakingIntoCare) -> TakingPage:
    return TakingPage(
        taking=taking,
        is_shielded=shields(taking.case),
        stays=list(taking.stays.select_related("noted_by").order_by("since", "id")),
        answers=list(taking.answers.select_related("noted_by").order_by("noted_at", "id")),
        missing=missing(taking),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    closing: Closing
    is_waiting: bool


def closing_page(closing: Closing) -> ClosingPage:
    return ClosingPage(closing=closing, is_waiting=closing.state == ReviewState.PROPOSED)
