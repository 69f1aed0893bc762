"""How the guide speaks: the force of the law in a few words, and the open ways with their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schutznetz.law import guide
from schutznetz.law.guide_terms import Duty, Help, Row
from schutznetz.law.reporters import Reporter
from schutznetz.networks.models import Network
from schutznetz.web.public import numbers

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


@dataclass(frozen=True, slots=True)
class Way:
    """One way that stands open: what it is, where it leads, and whom to call."""

    title: Any
    text: Any
    url: str
    numbers: list[numbers.HelpNumber]


def duty_of(reporter: Reporter, row: Row) -> Any:
    if reporter is Reporter.CHILD:
        return _("Du darfst")
    return DUTIES[row.duty]


def tone_of(row: Row) -> str:
    return "danger" if row.at_once else TONES.get(row.duty, "info")


def ways_of(reporter: Reporter, row: Row, network: Network, role: str) -> Iterator[Way]:
    """Yield what helps in this situation, in the order of the table."""
    for each in guide.helps_of(reporter, row):
        yield Way(TITLES[each], TEXTS.get(each, ""), _url(each, network), _numbers(each, network, role))


def _url(each: Help, network: Network) -> str:
    views = {Help.YOUTH_OFFICE: "reporting:report", Help.EARLY_HELP: "offers:index"}
    return reverse(views[each], args=[network.slug]) if each in views else ""


def _numbers(each: Help, network: Network, role: str) -> list[numbers.HelpNumber]:
    match each:
        case Help.EMERGENCY:
            return list(numbers.EMERGENCY)
        case Help.YOUTH_OFFICE:
            return numbers.local_numbers(network, role)
        case Help.MEDICAL_HOTLINE:
            return [numbers.PROFESSIONAL]
        case Help.HELPLINE:
            return list(numbers.NATIONAL[:2])
        case Help.PERSON | Help.ISEF if network.office_phone:
            return [_office(network)]
        case _:
            return []


def _office(network: Network) -> numbers.HelpNumber:
    return numbers.HelpNumber(
        network.office_phone,
        network.office_name or _("Koordinierungsstelle"),
        network.office_hours,
        _("Vermittelt Beratung und Ansprechpersonen."),
    )
