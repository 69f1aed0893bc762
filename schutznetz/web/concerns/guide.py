"""The guide for everybody: no account, no session, no cookie, nothing kept and nothing in the address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from schutznetz.kernel import clock
from schutznetz.law import guide as law
from schutznetz.networks.models import Network
from schutznetz.web.concerns.walk import Walk, answered
from schutznetz.web.concerns.wording import duty_of, tone_of, ways_of
from schutznetz.web.screens import Request


def guide(request: Request, network: Network) -> HttpResponse:
    """Ask the next question, or say what the law says."""
    walk = Walk(request.POST)
    page = _result(request, network, walk) if walk.row else {}
    template = "concerns/guide_result.html" if walk.row else "concerns/guide.html"
    answer = render(request, template, {"walk": walk, **page})
    answer.headers["Cache-Control"] = "no-store"
    return answer


# It acts on nothing and knows nobody: a token would need a cookie, and nothing shall stay on the device.
open_guide = csrf_exempt(guide)


def _result(request: Request, network: Network, walk: Walk) -> dict[str, Any]:
    reporter, row = walk.reporter, walk.row
    if reporter is None or row is None:
        return {}
    return {
        "row": row,
        "duty": duty_of(reporter, row),
        "tone": tone_of(row),
        "notes": law.notes_of(reporter, row),
        "ways": ways_of(reporter, row, network, request.ctx),
        "lines": answered(reporter, walk.answers),
        "at": clock.now(),
    }
