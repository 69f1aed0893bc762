"""The questions of the Kommunalbefragung of the NZFH, and which figure answers each.

Its four blocks are published, its questionnaire is not: the questions are those whose results the NZFH has
published, in words of our own. What no register here holds is listed with where to look it up.
"""

from dataclasses import dataclass

from schutznetz.law.text import gettext_noop

SOURCE = "NZFH, Kommunalbefragungen (seit 2013); Daten zum Stand der Frühen Hilfen in Deutschland"
YES_NO, COUNT, SPREAD, DAY = "yes_no", "count", "spread", "day"
BLOCKS = {
    "steering": gettext_noop("Steuerung, Planung, Qualität und Finanzierung"),
    "cooperation": gettext_noop("Zusammenarbeit über die Systeme hinweg"),
    "guidance": gettext_noop("Information und Vermittlung von Familien"),
    "offers": gettext_noop("Angebote für Familien"),
}
BUDGET = gettext_noop("Steht nicht in diesem Register: bitte aus dem Verwendungsnachweis übernehmen.")
FINER = gettext_noop("Das Verzeichnis der Partner unterscheidet das nicht: bitte dort nachsehen.")
NOT_HELD = gettext_noop("Steht nicht in diesem Register.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: ``figure`` with ``rows`` of it answers it, or a ``fact`` of the network; else ``hint``.

    Without ``rows`` the whole figure counts. ``kind`` says how the number is told.
    """

    number: str
    block: str
    text: str
    kind: str
    figure: str = ""
    rows: tuple[str, ...] = ()
    fact: str = ""
    definition: str = ""  # of a fact; a figure has its own
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerGroup:
    """A group of partners in the words of the NZFH, and the categories of our register that are it."""

    sector: str
    label: str
    categories: tuple[str, ...] = ()


YOUTH = gettext_noop("Kinder- und Jugendhilfe")
HEALTH = gettext_noop("Gesundheitswesen")
OTHER = gettext_noop("Weitere")

GROUPS = (
    PartnerGroup(
        sector=YOUTH,
        label=gettext_noop("Erziehungs-, Ehe-, Familien- und Lebensberatungsstellen"),
        categories=("advice_centre",),
    ),
    PartnerGroup(
        sector=YOUTH, label=gettext_noop("Allgemeiner Sozialer Dienst"), categories=("youth_office",)
    ),
    PartnerGroup(sector=YOUTH, label=gettext_noop("Kindertageseinrichtungen"), categories=("day_care",)),
    PartnerGroup(sector=YOUTH, label=gettext_noop("Fachberatung Kindertagesbetreuung")),
    PartnerGroup(sector=YOUTH, label=gettext_noop("Familienzentren")),
    PartnerGroup(
        sector=YOUTH,
        label=gettext_noop("Einrichtungen und Dienste der Hilfen zur Erziehung"),
        categories=("provider",),
    ),
    PartnerGroup(
        sector=YOUTH,
        label=gettext_noop("Familienbildungsstätten, Mehrgenerationenhäuser"),
        categories=("family_education",),
    ),
    PartnerGroup(
        sector=HEALTH,
        label=gettext_noop("Hebammen, Familienhebammen und vergleichbare Berufe"),
        categories=("midwife",),
    ),
    PartnerGroup(sector=HEALTH, label=gettext_noop("Gesundheitsamt"), categories=("health_office",)),
    PartnerGroup(
        sector=HEALTH, label=gettext_noop("Geburtskliniken, Kinderkliniken"), categories=("clinic",)
    ),
    PartnerGroup(
        sector=HEALTH,
        label=gettext_noop("Arztpraxen für Kinder und Frauen"),
        categories=("medical_practice",),
    ),
    PartnerGroup(
        sector=HEALTH,
        label=gettext_noop("Psychotherapie und andere Heilberufe"),
        categories=("health_profession",),
    ),
    PartnerGroup(sector=HEALTH, label=gettext_noop("Sozialpsychiatrische Dienste")),
    PartnerGroup(
        sector=HEALTH, label=gettext_noop("Sozialpädiatrische Zentren"), categories=("paediatric_centre",)
    ),
    PartnerGroup(sector=OTHER, label=gettext_noop("Frühförderstellen"), categories=("early_intervention",)),
    PartnerGroup(
        sector=OTHER, label=gettext_noop("Schwangerschaftsberatungsstellen"), categories=("pregnancy_advice",)
    ),
    PartnerGroup(sector=OTHER, label=gettext_noop("Jobcenter"), categories=("jobcenter",)),
    PartnerGroup(sector=OTHER, label=gettext_noop("Agentur für Arbeit"), categories=("employment_agency",)),
    PartnerGroup(sector=OTHER, label=gettext_noop("Sozialamt"), categories=("social_office",)),
    PartnerGroup(sector=OTHER, label=gettext_noop("Schulen"), categories=("school",)),
    PartnerGroup(
        sector=OTHER,
        label=gettext_noop("Schutz vor Gewalt, Frauenhäuser"),
        categories=("violence_protection",),
    ),
    PartnerGroup(sector=OTHER, label=gettext_noop("Polizei, Ordnungsbehörden"), categories=("police",)),
    PartnerGroup(sector=OTHER, label=gettext_noop("Familiengericht"), categories=("family_court",)),
    PartnerGroup(sector=OTHER, label=gettext_noop("Ehrenamtliche Initiativen"), categories=("volunteers",)),
)

QUESTIONS = (
    Question(
        number="1.1",
        block="steering",
        text=gettext_noop("Seit wann gibt es das Netzwerk?"),
        kind=DAY,
        fact="founded_on",
        definition=gettext_noop("Der Gründungstag, der beim Einrichten des Netzwerks eingetragen wurde."),
    ),
    Question(
        number="1.2",
        block="steering",
        text=gettext_noop("Gibt es eine Koordinierungsstelle?"),
        kind=YES_NO,
        fact="office_name",
        definition=gettext_noop("Ja, wenn in den Einstellungen eine Koordinierungsstelle steht."),
    ),
    Question(
        number="1.3",
        block="steering",
        text=gettext_noop("Wie viele Treffen hatte das Netzwerk in den zwölf Monaten bis zum Stichtag?"),
        kind=COUNT,
        figure="meetings",
    ),
    Question(
        number="1.4",
        block="steering",
        text=gettext_noop("Wie viele Angebote sind bestätigt?"),
        kind=SPREAD,
        figure="confirmed",
    ),
    Question(
        number="1.5",
        block="steering",
        text=gettext_noop("Wie lange sind die Angebote finanziert?"),
        kind=SPREAD,
        figure="funding",
    ),
    Question(
        number="1.6",
        block="steering",
        text=gettext_noop("Wie viel Geld kam aus der Bundesstiftung Frühe Hilfen, wie viel aus der Kommune?"),
        kind=COUNT,
        hint=BUDGET,
    ),
    Question(
        number="2.1",
        block="cooperation",
        text=gettext_noop("Wie viele Mitglieder hat das Netzwerk?"),
        kind=SPREAD,
        figure="partners",
    ),
    Question(
        number="2.2",
        block="cooperation",
        text=gettext_noop("Wie viele Einladungen zu Treffen gingen an welche Einrichtungen?"),
        kind=SPREAD,
        figure="invitations",
    ),
    Question(
        number="2.3",
        block="cooperation",
        text=gettext_noop("Für welche Themen gibt es feste Ansprechpersonen?"),
        kind=SPREAD,
        figure="contact_topics",
    ),
    Question(
        number="3.1",
        block="guidance",
        text=gettext_noop("Gibt es eine Kontakt- und Vermittlungsstelle für Familien?"),
        kind=YES_NO,
        fact="office_phone",
        definition=gettext_noop("Ja, wenn die Koordinierungsstelle eine öffentliche Telefonnummer hat."),
    ),
    Question(
        number="3.2",
        block="guidance",
        text=gettext_noop("Gibt es einen Lotsendienst?"),
        kind=YES_NO,
        figure="offers",
        rows=("lotsendienst",),
    ),
    Question(
        number="3.3",
        block="guidance",
        text=gettext_noop("Mit welchen Geburtskliniken, Kinderkliniken und Praxen arbeitet er?"),
        kind=COUNT,
        hint=NOT_HELD,
    ),
    Question(
        number="3.4",
        block="guidance",
        text=gettext_noop("Gibt es Willkommensbesuche?"),
        kind=YES_NO,
        figure="welcome_letters",
    ),
    Question(
        number="3.5",
        block="guidance",
        text=gettext_noop("Wie oft wurde beraten?"),
        kind=SPREAD,
        figure="advice",
    ),
    Question(
        number="3.6",
        block="guidance",
        text=gettext_noop("Wie viele Vermittlungen gab es, und was wurde daraus?"),
        kind=SPREAD,
        figure="referrals",
    ),
    Question(
        number="3.7",
        block="guidance",
        text=gettext_noop("In wie vielen Sprachen gibt es Angebote?"),
        kind=SPREAD,
        figure="offer_languages",
    ),
    Question(
        number="4.1",
        block="offers",
        text=gettext_noop("Gibt es längerfristige aufsuchende Betreuung durch Gesundheitsfachkräfte?"),
        kind=YES_NO,
        figure="midwives",
    ),
    Question(
        number="4.2",
        block="offers",
        text=gettext_noop("Welche Gesundheitsfachkräfte arbeiten in den Frühen Hilfen?"),
        kind=SPREAD,
        figure="midwives",
    ),
    Question(
        number="4.3",
        block="offers",
        text=gettext_noop("Wie viele Vollzeitstellen sind das, und mit welchem Vertrag?"),
        kind=SPREAD,
        figure="midwife_posts",
    ),
    Question(
        number="4.4",
        block="offers",
        text=gettext_noop("Bezahlt die Bundesstiftung diese Betreuung mit?"),
        kind=YES_NO,
        hint=BUDGET,
    ),
    Question(
        number="4.5",
        block="offers",
        text=gettext_noop("Wie viele Familien werden am Stichtag begleitet?"),
        kind=SPREAD,
        figure="visits_running",
    ),
    Question(
        number="4.6",
        block="offers",
        text=gettext_noop("Wie viele Familien warten am Stichtag?"),
        kind=SPREAD,
        figure="visits_waiting",
    ),
    Question(
        number="4.7",
        block="offers",
        text=gettext_noop("Wie viele Begleitungen durch Ehrenamtliche laufen am Stichtag?"),
        kind=SPREAD,
        figure="matches_running",
    ),
    Question(
        number="4.8",
        block="offers",
        text=gettext_noop("Wie viele Ehrenamtliche gibt es?"),
        kind=SPREAD,
        figure="volunteers",
    ),
    Question(
        number="4.9",
        block="offers",
        text=gettext_noop("Welche Angebote gibt es?"),
        kind=SPREAD,
        figure="offers",
    ),
    Question(
        number="4.10",
        block="offers",
        text=gettext_noop("Was wurde aus den Willkommensbriefen des Jahres?"),
        kind=SPREAD,
        figure="welcome_results",
    ),
)
