from django.http import HttpResponse
from django.shortcuts import render

from schutznetz.cases import receipts, services
from schutznetz.law import receipt
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting.journey import Journey
from schutznetz.web.cases.reporting.safe_post import is_forged
from schutznetz.web.screens import Request


def report(request: Request, network: Network) -> HttpResponse:
    """Show the form page by page; the last button sends it and answers with the receipt."""
    journey = Journey(request.POST if request.method == "POST" else None)
    stale = is_forged(request)
    go = request.POST.get("go", "")
    if go == "send" and not stale and journey.may_be_sent():
        services.submit_report(request.ctx, network, statement=journey.statement(), key=journey.key)
        return _receipt(request, network, journey)
    if request.method == "POST" and not stale:
        journey.go(go)
    return render(request, "reporting/report.html", {"network": network, "journey": journey, "stale": stale})


def _receipt(request: Request, network: Network, journey: Journey) -> HttpResponse:
    code = receipt.shown(receipts.code_for(network.pk, journey.key))
    return render(
        request, "reporting/receipt.html", {"network": network, "code": code, "urgent": journey.urgent}
    )
