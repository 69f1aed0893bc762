"""The pages of cases reporting: one domain call each."""

from dataclasses import asdict
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from schutznetz import receipts
from schutznetz.cases import queries, services
from schutznetz.cases.actions import ReportAction
from schutznetz.concerns import handing
from schutznetz.kernel import policy, submissions
from schutznetz.kernel.machine import Conflict
from schutznetz.law import receipt
from schutznetz.law.bars import ONLY_NEEDED
from schutznetz.networks.choices import DisputedAnswers
from schutznetz.networks.models import Network
from schutznetz.web import limits
from schutznetz.web.cases.reporting import ways
from schutznetz.web.cases.reporting.journey import SHEETS, WAYS, Journey
from schutznetz.web.cases.reporting.questions import prints
from schutznetz.web.public.numbers import local_numbers
from schutznetz.web.safe_post import is_forged
from schutznetz.web.screens import Request

FLOOD = limits.Flood()


def report(request: Request, network: Network) -> HttpResponse:
    """Show the form page by page; the last button sends it and answers with the receipt."""
    sent, journey = request.method == "POST", _journey(request)
    stale = is_forged(request)
    go = request.POST.get("go", "")
    if go == "send" and not stale and journey.may_be_sent():
        free = journey.urgent or _as_partner(request, network) or FLOOD.lets_in(request, network.slug)
        return _send(request, network, journey) if free else _show(request, network, journey, crowded=True)
    if sent and not stale:
        journey.go(go)
    return _show(request, network, journey, stale=stale)


def _journey(request: Request) -> Journey:
    typed = request.POST if request.method == "POST" else None
    bound = services.BOUND.get(request.ctx.role)
    return Journey(
        typed,
        request.FILES,
        bound=bound,
        sheets=_sheets(request),
        answers_disputed=request.network.disputed_answers == DisputedAnswers.GIVEN,
    )


def _sheets(request: Request) -> list[tuple[str, str]]:
    """Return the sheets brought from a worry, as far as they are this person's to send."""
    named = request.POST.getlist(SHEETS)
    found = handing.sheets_along(request.ctx, named) if named else []
    text = gettext("Bogen %(n)s (%(kind)s)")
    return [
        (str(sheet.pk), text % {"n": number, "kind": sheet.sheet_type.label})
        for number, sheet in enumerate(found, start=1)
    ]


def _send(request: Request, network: Network, journey: Journey) -> HttpResponse:
    statement = journey.statement()
    named = request.POST.getlist(SHEETS)
    sheets = handing.enclosed(request.ctx, named) if named else []
    files = [*sheets, *journey.files_kept()]
    act = services.submit_as_partner if _as_partner(request, network) else services.submit_report
    body = {**asdict(statement), "files": prints(files)}
    send = partial(act, request.ctx, network, statement=statement, key=journey.key, files=files)
    try:
        submissions.once(request.ctx, key=journey.key, body=body, act=send, kind="report")
    except Conflict as conflict:
        return _show(request, network, journey, refused=gettext(str(conflict)))
    found = {
        **_page(request, network, journey, calls=journey.urgent),
        "code": receipt.shown(receipts.code_for(journey.key)),
        "left_behind": len(set(named)) > len(sheets),
    }
    return render(request, "reporting/receipt.html", found)


def _show(
    request: Request,
    network: Network,
    journey: Journey,
    *,
    stale: bool = False,
    refused: str = "",
    crowded: bool = False,
) -> HttpResponse:
    calls = crowded or journey.may_be_urgent  # so the page says whom to call
    found = {**_page(request, network, journey, calls=calls), "stale": stale, "refused": refused}
    found |= {"crowded": crowded}
    page = render(request, "reporting/report.html", found, status=429 if crowded else 200)
    if crowded:
        page.headers["Retry-After"] = str(limits.WINDOW)
    return page


def _page(request: Request, network: Network, journey: Journey, *, calls: bool) -> dict[str, Any]:
    """Return what both pages need: whom to call, and whether anybody reads at this hour."""
    return {
        "journey": journey,
        "numbers": local_numbers(network, request.ctx.role),
        "watched": queries.is_watched(request.ctx) if calls else True,
        "signed_in": _as_partner(request, network),
        "only_needed": ONLY_NEEDED,
        "open_ways": ways.open_ways(request, network, journey) if journey.step is WAYS else [],
    }


def _as_partner(request: Request, network: Network) -> bool:
    action = ReportAction.SUBMIT_AS_PARTNER
    return policy.granted(action, request.ctx.role) and policy.may(request.ctx, action, network)
