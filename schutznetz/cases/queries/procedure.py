"""The case of a child as its team sees it: the list of one's cases, and one case as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.models import Case
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the page of one case shows beside the case itself."""

    lead: User
    substitute: User
    team: Sequence[User]
    siblings: Sequence[Case]


def my_cases(ctx: Context) -> QuerySet[Case]:
    """Return the cases that the actor may read, open ones first; a list shows numbers and no names."""
    mine = policy.rows(ctx, CaseAction.READ, Case).select_related("lead", "substitute")
    return mine.defer("report", "child_name").order_by("closed_at", "-number")[:PAGE]


def case_page(case: Case) -> CasePage:
    """Return all that an already permitted reader of the case sees; the query count is fixed."""
    team = list(case.team.order_by("last_name", "first_name", "pk"))
    people = {person.pk: person for person in (*team, *User.objects.filter(pk__in=_two(case)))}
    siblings = Case.objects.filter(origin__isnull=False, origin=case.origin_id).exclude(pk=case.pk)
    return CasePage(
        lead=people[case.lead_id],
        substitute=people[case.substitute_id],
        team=[person for person in team if person.pk not in _two(case)],
        siblings=list(siblings.order_by("number")),
    )


def _two(case: Case) -> tuple[UUID, UUID]:
    return case.lead_id, case.substitute_id
