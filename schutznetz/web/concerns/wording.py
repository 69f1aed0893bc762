"""How the guide speaks: the force of the law in a few words, and the open ways with their numbers."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.law import guide
from schutznetz.law.guide_terms import Duty, Help, Row
from schutznetz.law.reporters import Reporter
from schutznetz.networks import queries as networks
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.choices import ContactTopic
from schutznetz.networks.models import Network
from schutznetz.web.navigation import may_enter
from schutznetz.web.public import numbers
from schutznetz.web.public.numbers import HelpNumber

DUTIES = {
    Duty.MUST: _("Sie müssen"),
    Duty.SHOULD: _("Sie sollen"),
    Duty.MAY: _("Sie dürfen"),
    Duty.MUST_NOT: _("Sie dürfen nicht"),
    Duty.ADVICE: _("Lassen Sie sich beraten"),
    Duty.CONSENT: _("Nur mit Einverständnis"),
}
TONES = {Duty.MUST: "warning", Duty.SHOULD: "warning", Duty.MUST_NOT: "warning"}
TITLES = {
    Help.EMERGENCY: _("Notruf"),
    Help.YOUTH_OFFICE: _("Jugendamt"),
    Help.ISEF: _("Beratung ohne Namen"),
    Help.MEDICAL_HOTLINE: _("Medizinische Kinderschutzhotline"),
    Help.PERSON: _("Jemand zum Reden"),
    Help.EARLY_HELP: _("Hilfen für die Familie"),
    Help.LICENSING: _("Aufsicht über Einrichtungen"),
    Help.HELPLINE: _("Telefon, ohne Namen"),
}
TEXTS = {
    Help.YOUTH_OFFICE: _("Anrufen oder online melden."),
    Help.ISEF: _("Eine insoweit erfahrene Fachkraft berät Sie. Sie brauchen keinen Namen zu nennen."),
    Help.MEDICAL_HOTLINE: _(
        "Ärztinnen und Ärzte beraten Sie Tag und Nacht. Das ersetzt keine andere Beratung."
    ),
    Help.PERSON: _("Die Koordinierungsstelle kennt die Ansprechpersonen und hört zu, auch ohne Namen."),
    Help.EARLY_HELP: _("Angebote in der Nähe. Mit Einverständnis der Familie dürfen Sie vermitteln."),
    Help.LICENSING: _("Die Behörde, die Ihre Betriebserlaubnis erteilt hat, meist das Landesjugendamt."),
}
LINKS = {
    Help.YOUTH_OFFICE: _("Online melden"),
    Help.ISEF: _("Beratung anfragen"),
    Help.EARLY_HELP: _("Angebote ansehen"),
}
FIXED = {
    Help.EMERGENCY: numbers.EMERGENCY,
    Help.MEDICAL_HOTLINE: (numbers.PROFESSIONAL,),
    Help.HELPLINE: numbers.NATIONAL[:2],
}
ADVISERS = (ContactTopic.ISEF_ADVICE, ContactTopic.NETWORK)
LISTENERS = {
    Reporter.BENEFIT_BODY: (ContactTopic.JOBCENTER, ContactTopic.EARLY_HELP, ContactTopic.NETWORK),
}
LISTENS = (ContactTopic.CHILD_PROTECTION, ContactTopic.NETWORK)


@dataclass(frozen=True, slots=True)
class Way:
    """One way that stands open: what it is, where it leads, and whom to call."""

    title: Any
    text: Any
    link: Any
    url: str
    numbers: list[HelpNumber]


def duty_of(reporter: Reporter, row: Row) -> Any:
    if reporter is Reporter.CHILD:
        return _("Du darfst")
    return DUTIES[row.duty]


def tone_of(row: Row) -> str:
    return "danger" if row.at_once else TONES.get(row.duty, "info")


def ways_of(reporter: Reporter, row: Row, network: Network, ctx: Context) -> list[Way]:
    """Return what helps in this situation, in the order of the table."""
    return [
        Way(
            title=TITLES[each],
            text=TEXTS.get(each, ""),
            link=LINKS.get(each, ""),
            url=_url(each, network, ctx),
            numbers=_numbers(each, reporter, network, ctx),
        )
        for each in guide.helps_of(reporter, row)
    ]


def _url(each: Help, network: Network, ctx: Context) -> str:
    match each:
        case Help.YOUTH_OFFICE:
            return reverse("reporting:report", args=[network.slug])
        case Help.EARLY_HELP:
            return reverse("offers:index", args=[network.slug])
        case Help.ISEF:
            address = reverse("advice:ask", args=[network.slug])
            return address if may_enter(ctx, address) else reverse("advice:find", args=[network.slug])
        case _:
            return ""


def _numbers(each: Help, reporter: Reporter, network: Network, ctx: Context) -> list[HelpNumber]:
    if each in FIXED:
        return list(FIXED[each])
    match each:
        case Help.YOUTH_OFFICE:
            return numbers.local_numbers(network, ctx.role)
        case Help.ISEF:
            return _person(network, ctx, *ADVISERS)
        case Help.PERSON:
            return _person(network, ctx, *LISTENERS.get(reporter, LISTENS))
        case Help.LICENSING if network.licensing_phone:
            who = network.licensing_name or TITLES[Help.LICENSING]
            return [HelpNumber(network.licensing_phone, who, "", _("Nimmt Anzeigen nach § 47 SGB VIII an."))]
        case _:
            return []


def _person(network: Network, ctx: Context, *topics: ContactTopic) -> list[HelpNumber]:
    """Colleagues read a name; visitors the coordination, whose number is public, or the office."""
    listens = _("Hört zu, auch ohne Namen.")
    if policy.granted(NetworkAction.READ_CONTACTS, ctx.role):
        found = networks.somebody(network, *topics, at=ctx.now)
        return [HelpNumber(found.phone, found.name, "", listens)] if found.phone else []
    if network.office_phone:
        who = network.office_name or _("Koordinierungsstelle")
        return [HelpNumber(network.office_phone, who, network.office_hours, listens)]
    return numbers.local_numbers(network, ctx.role)[:1]
