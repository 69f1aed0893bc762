"""How early help is counted: the four parts of the Logisches Modell Frühe Hilfen, its areas, and a figure.

The model describes conditions, concept, activities and results, each for the network, for information and
referral, and for the offers themselves. Its own list of indicators is a proposal for municipalities; the
figures here are those that the registers hold. A definition says of whom or what one row is counted, and
that it is counted once.
"""

from dataclasses import dataclass

from schutznetz.law.text import gettext_noop

SOURCE = (
    "NZFH, Monitoring von Frühen Hilfen in Kommunen. Ein Logisches Modell und Indikatoren für die Praxis,"
    " Materialien zu Frühen Hilfen 17 (2024)"
)
FULL_TIME = 39  # hours a week that are counted as one post

FRAME, CONCEPT, ACTIVITIES, RESULTS = "frame", "concept", "activities", "results"
NETWORK, GUIDANCE, OFFERS = "network", "guidance", "offers"
PARTS = {
    FRAME: gettext_noop("Rahmenbedingungen"),
    CONCEPT: gettext_noop("Konzept"),
    ACTIVITIES: gettext_noop("Aktivitäten"),
    RESULTS: gettext_noop("Ergebnisse"),
}
AREAS = {
    NETWORK: gettext_noop("Netzwerkarbeit"),
    GUIDANCE: gettext_noop("Information und Vermittlung"),
    OFFERS: gettext_noop("Angebote"),
}
TODAY, ON_DAY, IN_SPAN, IN_YEAR = "today", "on_day", "in_span", "in_year"
TIMES = {
    TODAY: gettext_noop("am Tag der Zählung"),
    ON_DAY: gettext_noop("am Stichtag"),
    IN_SPAN: gettext_noop("im Zeitraum"),
    IN_YEAR: gettext_noop("im Kalenderjahr"),
}
NUMBER, HOURS, POSTS = "number", "hours", "posts"
UNITS = {
    NUMBER: gettext_noop("Anzahl"),
    HOURS: gettext_noop("Stunden"),
    POSTS: gettext_noop("Vollzeitstellen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with what it is divided by; its rows add up to its total.

    ``guarded``: the rows stand for families or volunteers, so small numbers do not leave the house; what is
    counted of institutions, offers, meetings and posts is public anyway. ``within`` names the row of another
    figure whose people are these: its total would give that row away, and the other way round.
    """

    name: str
    part: str
    area: str
    label: str
    by: str
    when: str
    definition: str
    guarded: bool = True
    unit: str = NUMBER
    within: tuple[str, str] | None = None
