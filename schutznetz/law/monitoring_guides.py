"""What is counted of guide services (Lotsendienste), of wishes to be called, and of families sent on."""

from schutznetz.law.monitoring_terms import ACTIVITIES, GUIDANCE, IN_SPAN, RESULTS, Figure
from schutznetz.law.text import gettext_noop

GUIDES = (
    Figure(
        name="calls",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Wünsche nach einem Rückruf"),
        by=gettext_noop("Stand"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Wünsche von Familien, angerufen zu werden, jeder einmal, nach dem Stand am Tag der Zählung."
            " Gezählt wird der Monat des Wunsches, wenn sein erster Tag im Zeitraum liegt. Von einem"
            " gelöschten Wunsch bleibt nur diese Zahl."
        ),
    ),
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
ARRIVALS = (
    Figure(
        name="sent_on",
        part=RESULTS,
        area=GUIDANCE,
        label=gettext_noop("Weitergeleitete und angekommene Familien"),
        by=gettext_noop("Woher, und ob eine Hilfe begann"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Familien, die ein Lotsendienst oder eine andere Stelle weitergeleitet hat, jede einmal."
            " Angekommen ist sie, sobald eine ihrer Vermittlungen begonnen hat. Gezählt wird der Monat"
            " der Weiterleitung, wenn sein erster Tag im Zeitraum liegt."
        ),
    ),
)
