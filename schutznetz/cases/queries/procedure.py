"""The case of a child as its team sees it: the list of one's cases, and one case as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from schutznetz.accounts.models import User
from schutznetz.cases.actions import CaseAction
from schutznetz.cases.choices import CaseEntryKind, Danger, InquiryTopic, ReviewState
from schutznetz.cases.conflicts import recusals_of
from schutznetz.cases.models import Case, CaseEntry, Inquiry, Result
from schutznetz.cases.queries.people import siblings
from schutznetz.cases.situation import reporter_of, situation_of
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.law import assessment
from schutznetz.law.assessment import Guard
from schutznetz.law.feedback import TURNS_ON_PROFESSION

PAGE = 50
# What a result may rest on: never a guess.
BEARING = (CaseEntryKind.FACT, CaseEntryKind.STATEMENT, CaseEntryKind.EXONERATING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One result with the names under it."""

    result: Result
    dangers: Sequence[str]
    facts: Sequence[CaseEntry]
    proposed_by: str
    confirmed_by: str
    countersigned_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the page of one case shows beside the case itself."""

    lead: User
    substitute: User
    team: Sequence[User]
    siblings: Sequence[Case]
    missing: Sequence[Guard]
    turns_on_profession: bool  # whether an answer to who reported turns on her own profession
    not_asked: Sequence[InquiryTopic]
    views: Sequence[CaseEntry]
    waiting: ResultPage | None
    current: ResultPage | None


def my_cases(ctx: Context) -> QuerySet[Case]:
    """Return the cases that the actor may read, open ones first; a list shows numbers and no names."""
    mine = policy.rows(ctx, CaseAction.READ, Case).select_related("lead", "substitute")
    newest = F("closed_at").desc(nulls_first=True)
    return mine.defer("report", "child_name").order_by(newest, "-number")[:PAGE]


def case_page(case: Case) -> CasePage:
    """Return all that an already permitted reader of the case sees; the query count is fixed."""
    here = case.team.exclude(pk__in=recusals_of(case).values("person"))
    team = list(here.order_by("last_name", "first_name", "pk"))
    people = {person.pk: person for person in (*team, *User.objects.filter(pk__in=_two(case)))}
    results = list(
        Result.objects.filter(case=case).exclude(state=ReviewState.VOIDED).order_by("-proposed_at", "-id")
    )
    waiting = next((result for result in results if result.set_at is None), None)
    current = next((result for result in results if result.set_at), None)
    reporter = reporter_of(case)
    views = CaseEntry.objects.filter(case=case, kind=CaseEntryKind.CHILDS_VIEW).order_by("-at", "-id")
    return CasePage(
        lead=people[case.lead_id],
        substitute=people[case.substitute_id],
        team=[person for person in team if person.pk not in _two(case)],
        siblings=list(siblings(case)),
        missing=assessment.missing(situation_of(case, reporter=reporter)),
        turns_on_profession=reporter in TURNS_ON_PROFESSION,
        not_asked=_not_asked(case),
        views=list(views[:3]),
        waiting=result_page(waiting) if waiting else None,
        current=result_page(current) if current else None,
    )


def result_page(result: Result) -> ResultPage:
    """Return a result in words, with the facts it rests on and the names under it."""
    ids = [result.proposed_by_id, result.confirmed_by_id, result.countersigned_by_id]
    names = {user.pk: user.display_name for user in User.objects.filter(pk__in=[pk for pk in ids if pk])}
    facts = CaseEntry.objects.filter(case=result.case_id, pk__in=result.facts).order_by("at", "id")
    return ResultPage(
        result=result,
        dangers=[str(Danger(code).label) for code in result.dangers],
        facts=list(facts),
        proposed_by=names[result.proposed_by_id],
        confirmed_by=names.get(result.confirmed_by_id, "") if result.confirmed_by_id else "",
        countersigned_by=names.get(result.countersigned_by_id, "") if result.countersigned_by_id else "",
    )


def facts_of(case: Case) -> list[tuple[str, str]]:
    """Return the facts that a result may rest on, the newest first."""
    entries = CaseEntry.objects.filter(case=case, kind__in=BEARING).order_by("-at", "-id")[: 2 * PAGE]
    return [(str(entry.pk), f"{entry.at:%d.%m.%Y} · {entry.text[:120]}") for entry in entries]


def _not_asked(case: Case) -> list[InquiryTopic]:
    """Return the sources that nobody has asked yet, nor decided not to ask."""
    decided = set(Inquiry.objects.filter(case=case).values_list("topic", flat=True))
    return [topic for topic in InquiryTopic if topic.startswith("asked_") and topic not in decided]


def _two(case: Case) -> tuple[UUID, UUID]:
    return case.lead_id, case.substitute_id
