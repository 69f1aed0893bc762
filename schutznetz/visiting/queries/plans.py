"""One plan to look at: the proposals beside each other, and for each family why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from schutznetz.kernel import jobs, policy
from schutznetz.kernel.context import Context
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.placing import wire
from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import WEIGHTS, Aim, Rule
from schutznetz.visiting.placing.reasons import Explanation, Forbidden, Jump, Reasons
from schutznetz.visiting.placing.waiting import THOUGHT_OF, Outlook, outlook, rank


def job_of(plan: PlacingPlan) -> Any:
    """Return the job that works a plan out."""
    return jobs.status(plan.job_id) if plan.job_id else None


def waiting_family(ctx: Context, typed: str) -> VisitRequest | None:
    """Return a family that waits and that the actor may place, by what an address says."""
    try:
        which = UUID(typed)
    except ValueError:
        return None
    return policy.find(ctx, VisitingAction.PLACE, VisitRequest, which)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal in figures."""

    aim: Aim
    placed: int
    waiting: int
    kilometres: float
    unevenness: float  # per cent of a week
    gap: float  # per cent
    proven: bool
    outlook: Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """One family in a proposal, with names where the reasons have keys."""

    id: str
    reference: str
    midwife: str
    reasons: Reasons
    forbidden: tuple[tuple[Rule, int], ...]  # how many each rule keeps away
    jumps: tuple[Jump, ...]


class PlanPage:
    """A plan with its question as it stood; nothing here asks for what has changed since."""

    def __init__(self, plan: PlacingPlan) -> None:
        self.plan = plan
        asked = wire.from_json(plan.question or {})
        self.pins = asked.pins
        self.lost = len(plan.pins.keys() - asked.pins.keys())  # what no longer fitted when it was worked out
        # families that name nobody of the register in a consent: they wait whatever is planned
        self.unasked = sum(each.named == frozenset() for each in asked.requests)
        self.proposals = {
            Aim(aim): Plan(problem=replace(asked, weights=WEIGHTS[Aim(aim)]), **found)
            for aim, found in plan.proposals.items()
        }

    @property
    def before(self) -> Outlook | None:
        """Return how it stands without what is tried out."""
        return Outlook(**self.plan.before) if self.plan.before else None

    def figures(self) -> list[Proposal]:
        return [
            Proposal(
                aim=aim,
                placed=len(proposal.places) - len(proposal.waiting),
                waiting=len(proposal.waiting),
                kilometres=proposal.kilometres,
                unevenness=100 * proposal.unevenness,
                gap=100 * proposal.gap,
                proven=proposal.proven,
                outlook=outlook(proposal),
            )
            for aim, proposal in self.proposals.items()
        ]

    @cached_property
    def names(self) -> dict[str, str]:
        """Return how midwives and families are called, by their keys; who is gone is called nothing."""
        midwives = FamilyMidwife.objects.select_related("user")
        asked = VisitRequest.objects.select_related("family").filter(pk__in=self._requests())
        return {str(each.pk): each.user.display_name for each in midwives} | {
            str(each.pk): each.family.reference for each in asked
        }

    def _requests(self) -> Iterable[UUID]:
        """Return the requests that families made; those that were only thought of have no key."""
        places = {which for proposal in self.proposals.values() for which in proposal.places}
        return [UUID(which) for which in places if not which.startswith(THOUGHT_OF)]

    def families(self, aim: Aim, start: int, count: int) -> list[FamilyLine]:
        """Return a piece of the families by rank: first those that wait, then those that are placed."""
        proposal = self.proposals[aim]
        explanation = Explanation(proposal)
        ordered = sorted(
            rank(proposal.problem.requests), key=lambda each: proposal.places[each.id] is not None
        )
        return [self._line(explanation, each.id) for each in ordered[start : start + count]]

    def _line(self, explanation: Explanation, which: str) -> FamilyLine:
        reasons = explanation.why(which)
        forbidden = Counter(
            rule for other in reasons.others if isinstance(other, Forbidden) for rule in other.rules
        )
        waits = reasons.midwife is None and not reasons.pinned
        return FamilyLine(
            id=which,
            reference=self.names.get(which, ""),
            midwife=self.names.get(reasons.midwife or "", ""),
            reasons=reasons,
            forbidden=tuple(sorted(forbidden.items())),
            jumps=explanation.jumped(which) if waits else (),
        )
