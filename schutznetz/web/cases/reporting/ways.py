"""Where the law of a reporter closes the way to the youth office: who to talk to, and what else is open."""

from dataclasses import dataclass

from django.urls import reverse

from schutznetz.kernel import policy
from schutznetz.law.bars import Way
from schutznetz.law.reporters import Bar
from schutznetz.networks import queries as networks
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import ContactTopic
from schutznetz.networks.models import Network
from schutznetz.networks.queries import Named
from schutznetz.web.cases.reporting.journey import Journey
from schutznetz.web.navigation import may_enter
from schutznetz.web.screens import Request

TOPICS = {
    Bar.UNBORN_CHILD: (ContactTopic.EARLY_HELP, ContactTopic.FAMILY_MIDWIVES, ContactTopic.NETWORK),
    Bar.MISSED_APPOINTMENT_ALONE: (ContactTopic.JOBCENTER, ContactTopic.EARLY_HELP, ContactTopic.NETWORK),
    Bar.CHILD_WITHOUT_SIGN: (ContactTopic.JOBCENTER, ContactTopic.CHILD_PROTECTION, ContactTopic.NETWORK),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWay:
    """One way that stays open, with somebody to talk to or an address."""

    way: Way
    person: Named | None = None
    url: str = ""


def open_ways(request: Request, network: Network, journey: Journey) -> list[OpenWay]:
    """Return the ways of every reason that closes this one, each once, in the order of the law's table."""
    bars = [each.bar for each in journey.exits]
    ways = dict.fromkeys(way for each in journey.exits for way in each.ways)
    return [_open(request, network, way, bars[0]) for way in ways] if bars else []


def _open(request: Request, network: Network, way: Way, bar: Bar) -> OpenWay:
    match way:
        case Way.PERSON:
            return OpenWay(way=way, person=_person(request, network, *TOPICS[bar]))
        case Way.NAMELESS:
            person = _person(request, network, ContactTopic.ISEF_ADVICE)
            return OpenWay(way=way, person=person, url=_advice(request, network))
        case Way.CONSENT:
            return OpenWay(way=way, url=reverse("offers:index", args=[network.slug]))
        case Way.TELEPHONE:
            return OpenWay(way=way)


def _person(request: Request, network: Network, *topics: ContactTopic) -> Named:
    """Colleagues read a name; visitors the coordination, whose number is public."""
    if policy.granted(NetworkAction.READ_CONTACTS, request.ctx.role):
        return networks.somebody(network, *topics, at=request.ctx.now)
    phone = network.office_phone or network.intake_number or networks.FALLBACK_NUMBER
    return Named(name=network.office_name or network.name, phone=phone, email=network.office_email)


def _advice(request: Request, network: Network) -> str:
    """Return the page of the nameless question: with an account one's own, else the open one."""
    address = reverse("advice:ask", args=[network.slug])
    return address if may_enter(request.ctx, address) else reverse("advice:ask_openly", args=[network.slug])
