"""The page of a request, the requests of a case, and the list of clocks without any content."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from schutznetz.cases.actions import FileAccessAction
from schutznetz.cases.choices import AccessState, ReviewState, Withheld
from schutznetz.cases.models import AccessPackage, AccessRequest, Case, CasePerson, Deferral
from schutznetz.cases.queries.file_access.proposal import Judged, judged, undecided
from schutznetz.cases.queries.file_access.words import deferred_for
from schutznetz.kernel import audit
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.law import file_access as law
from schutznetz.networks.models import Network

PAGE = 25
SHOWN = 100  # passages on one page of a request
AT_ONCE = 20  # so many passages are decided on one page
RUNNING = (AccessState.OPEN, AccessState.RELEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """One request in the list: whose file is a number of ours, and nobody is named."""

    request: AccessRequest
    is_late: bool
    disclosed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessList:
    rows: Sequence[AccessRow]
    page: int
    has_more: bool


def open_requests(ctx: Context, network: Network, *, page: int) -> AccessList:
    """Return what is asked and not yet answered, the next deadline first; the look leaves its entry."""
    start = (max(page, 1) - 1) * PAGE
    against = Count("decisions", filter=Q(decisions__disclosed=True))
    running = AccessRequest.objects.filter(state__in=RUNNING).annotate(disclosed=against)
    found = list(running.select_related("case").order_by("due_on", "id")[start : start + PAGE + 1])
    today = ctx.now.astimezone(BERLIN).date()
    audit.record(ctx, FileAccessAction.LIST, network, count=len(found[:PAGE]))
    rows = [
        AccessRow(request=each, is_late=each.due_on < today, disclosed=each.disclosed)
        for each in found[:PAGE]
    ]
    return AccessList(rows=rows, page=max(page, 1), has_more=len(found) > PAGE)


def requests_of(case: Case) -> list[AccessRequest]:
    return list(AccessRequest.objects.filter(case=case).order_by("-received_on", "-id")[:PAGE])


def people_to_choose(case: Case) -> list[tuple[str, str]]:
    """Return everybody around the child as it stands now, to say who of them asks."""
    people = CasePerson.objects.filter(case=case, corrected_by=None).order_by("entered_at", "id")
    return [(str(person.pk), f"{person.name} ({person.role.label})") for person in people]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """One request with its file: what is proposed and why, what is decided, what waits for another person."""

    shown: Sequence[Judged]
    page: int
    has_more: bool
    undecided: int
    kept: Sequence[tuple[str, int]]
    waiting: AccessPackage | None
    released: AccessPackage | None
    valid_until: datetime | None  # until then what was released can be fetched and handed out
    is_late: bool
    deferred: Sequence[Deferral]  # of which who asks is not informed yet


def valid_until(released: AccessPackage) -> datetime | None:
    """Return when a released package lapses: then somebody asks anew, and the file is looked through anew."""
    return released.confirmed_at + law.VALID_FOR if released.confirmed_at else None


def request_page(request: AccessRequest, today: date, *, page: int) -> RequestPage:
    found = judged(request)
    start = (max(page, 1) - 1) * SHOWN
    packages = AccessPackage.objects.filter(request=request).select_related("proposed_by", "confirmed_by")
    by_state = {each.state: each for each in packages.order_by("proposed_at", "id")}
    released = by_state.get(ReviewState.CONFIRMED)
    kept = Counter(str(Withheld(each.ground).label) for each in found if each.is_kept and each.ground)
    return RequestPage(
        shown=found[start : start + SHOWN],
        page=max(page, 1),
        has_more=len(found) > start + SHOWN,
        undecided=len(undecided(found)),
        kept=sorted(kept.items()),
        waiting=by_state.get(ReviewState.PROPOSED),
        released=released,
        valid_until=valid_until(released) if released else None,
        is_late=request.state in RUNNING and request.due_on < today,
        deferred=deferred_for(request),
    )
