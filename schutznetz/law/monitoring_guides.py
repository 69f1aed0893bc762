"""What is counted of guide services (Lotsendienste) in clinics and practices."""

from schutznetz.law.monitoring_terms import ACTIVITIES, GUIDANCE, IN_SPAN, Figure
from schutznetz.law.text import gettext_noop

GUIDES = (
    Figure(
        name="guide_screened",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Geburten, auf die ein Lotsendienst gesehen hat"),
        by=gettext_noop("Anzeichen"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Was die Lotsendienste je Monat gemeldet haben, jede Geburt einmal. Gezählt wird der Monat,"
            " wenn sein erster Tag im Zeitraum liegt."
        ),
    ),
    Figure(
        name="guide_talks",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Gespräche der Lotsendienste"),
        by=gettext_noop("Vierteljahr"),
        when=IN_SPAN,
        definition=gettext_noop("Gespräche mit Familien, auch mit solchen, die von sich aus fragten."),
    ),
)
