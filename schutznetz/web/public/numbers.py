"""Telephone numbers that help at once: national ones as facts, the network's own as it allows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel import policy
from schutznetz.networks.choices import OnCallAudience, Role
from schutznetz.networks.models import Network

YOUTH_OFFICE = {Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD, Role.COORDINATOR, Role.RECORDS_OFFICER}


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """``when`` says when somebody answers, empty if no source says so; ``dial`` is for the telephone.

    A shipped number names its ``source`` and in ``as_of`` its year, or the month in which somebody looked
    at a page without a date. A network's own numbers come from the office itself.
    """

    number: str
    who: Any
    when: Any
    what_for: Any
    source: str = ""
    as_of: str = ""

    @property
    def dial(self) -> str:
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


ALWAYS = _("Tag und Nacht")

EMERGENCY = (
    HelpNumber(
        "110",
        _("Polizei"),
        ALWAYS,
        _("Ein Kind ist jetzt in Gefahr, jemand ist gewalttätig."),
        source="§ 164 TKG",
        as_of="2026",
    ),
    HelpNumber(
        "112",
        _("Rettungsdienst und Feuerwehr"),
        ALWAYS,
        _("Ein Kind ist verletzt oder krank."),
        source="§ 164 TKG",
        as_of="2026",
    ),
)
NUMMER_GEGEN_KUMMER = (
    "https://www.bmfsfj.de/bmfsfj/aktuelles/presse/pressemitteilungen/"
    "bundesfamilienministerin-giffey-erweitert-beratung-der--nummer-gegen-kummer--/154604"
)
PARENTS = HelpNumber(
    "0800 111 0 550",
    _("Elterntelefon"),
    _("Montag bis Freitag, 9 bis 17 Uhr; Dienstag und Donnerstag bis 19 Uhr"),
    _("Eltern, denen es zu viel wird, kostenlos und ohne Namen."),
    source=NUMMER_GEGEN_KUMMER,
    as_of="2020",
)
VIOLENCE = HelpNumber(
    "116 016",
    _("Hilfetelefon Gewalt gegen Frauen"),
    ALWAYS,
    _("Frauen, die bedroht oder geschlagen werden, in vielen Sprachen."),
    source="https://utopia.de/news/116-016-hilfetelefon-gewalt-gegen-frauen-neue-nummer-kurz",
    as_of="2023",
)
NATIONAL = (
    HelpNumber(
        "116 111",
        _("Kinder- und Jugendtelefon"),
        _("Montag bis Samstag, 14 bis 20 Uhr"),
        _("Kinder und Jugendliche reden mit jemandem, kostenlos und ohne Namen."),
        source=NUMMER_GEGEN_KUMMER,
        as_of="2020",
    ),
    PARENTS,
    VIOLENCE,
    HelpNumber(
        "0800 40 40 020",
        _("Schwangere in Not"),
        ALWAYS,
        _("Ungewollt oder heimlich schwanger."),
        source="https://www.sozialticker.com/schwangere-not/",
        as_of="2018",
    ),
    HelpNumber(
        "0800 22 55 530",
        _("Hilfe-Telefon Sexueller Missbrauch"),
        "",
        _("Verdacht, Fragen, eigene Erlebnisse, kostenlos und ohne Namen."),
        source="https://www.bundesregierung.de/breg-de/aktuelles/hilfetelefon-sexueller-kindesmissbrauch-2275784",
        as_of="2024",
    ),
    HelpNumber(
        "116 117",
        _("Ärztlicher Bereitschaftsdienst"),
        ALWAYS,
        _("Krank, wenn die Praxis zu hat, aber kein Notfall."),
        source="https://laekbw-portal.justrelate.io/aerztlicher-bereitschaftsdienst-3c3998e11de6c0b8",
        as_of="2026-11",
    ),
    HelpNumber(
        "116 123",
        _("Telefonseelsorge"),
        ALWAYS,
        _("Wenn Sie nicht mehr weiterwissen, kostenlos und ohne Namen."),
        source="http://ansbach-evangelisch.de/jeder-braucht-mal-hilfe/",
        as_of="2026-11",
    ),
)
KINDERSCHUTZHOTLINE = (
    "https://uniklinik-ulm.de/en/child-and-adolescent-psychiatry-psychotherapy/sections-and-working-groups/"
    "working-group-health-services-research-in-child-and-adolescent-psychiatry/medical-child-protection-hotline.html"
)
PROFESSIONAL = HelpNumber(
    "0800 19 210 00",
    _("Medizinische Kinderschutzhotline"),
    ALWAYS,
    _("Für Fachkräfte aus Gesundheitswesen, Jugendhilfe und Familiengerichten."),
    source=KINDERSCHUTZHOTLINE,
    as_of="2024",
)


def shows_on_call(network: Network, role: str) -> bool:
    """Say whether the network lets this role see the number that is answered outside office hours."""
    if role in YOUTH_OFFICE or network.on_call_audience == OnCallAudience.PUBLIC:
        return True
    return network.on_call_audience == OnCallAudience.PARTNERS and role != policy.PUBLIC


def local_numbers(network: Network, role: str) -> list[HelpNumber]:
    """Return the network's own numbers that this role may see, the youth office first."""
    numbers = []
    if network.intake_number:
        numbers.append(
            HelpNumber(
                network.intake_number,
                _("Jugendamt"),
                network.intake_hours or _("zu den Dienstzeiten"),
                _("Sie machen sich Sorgen um ein Kind."),
            )
        )
    if network.on_call_number and shows_on_call(network, role):
        numbers.append(
            HelpNumber(
                network.on_call_number,
                _("Rufbereitschaft des Jugendamts"),
                _("nachts, am Wochenende und an Feiertagen"),
                _("Ein Kind braucht Schutz und das Amt hat geschlossen."),
            )
        )
    return numbers
