"""What to look at, by age: our own neutral prompts, to be refined with practitioners; never a score.

``SEVERE`` names for some of them what asks for protection at once. An institution that works with a licensed
instrument attaches its own sheet instead.
"""

from schutznetz.concerns.choices import AgeBand, Indicator
from schutznetz.law.text import gettext_noop

S, B = Indicator, AgeBand

_CARERS = gettext_noop("Sucht, seelische Krise, Erschöpfung? Ist verlässlich jemand da, der nüchtern ist?")
_HOME = gettext_noop("Ist die Wohnung sicher, warm, sauber genug? Reicht das Geld für das Nötigste?")
_COOPERATION = gettext_noop("Sehen die Eltern das Problem? Nehmen sie Hilfe an, und ändert sich etwas?")
_VIOLENCE = gettext_noop("Streit, Drohungen oder Schläge zwischen Erwachsenen, die das Kind miterlebt?")

PROMPTS: dict[AgeBand, dict[Indicator, str]] = {
    B.UNBORN: {
        S.CARE: gettext_noop(
            "Ist für die Zeit nach der Geburt gesorgt: Schlafplatz, Kleidung, Nahrung? "
            "Isst und schläft die Schwangere genug?"
        ),
        S.HEALTH: gettext_noop(
            "Geht die Schwangere zur Vorsorge? Gibt es eine Hebamme? Werden Krankheiten behandelt?"
        ),
        S.SUPERVISION: gettext_noop(
            "Wer ist bei der Geburt und in den ersten Wochen da? Wer sorgt für ältere Geschwister?"
        ),
        S.PHYSICAL: gettext_noop("Schläge oder Stöße, Verletzungen der Schwangeren, besonders am Bauch?"),
        S.PSYCHOLOGICAL: gettext_noop(
            "Wie sprechen die Eltern vom Kind? Vorfreude, Angst, Ablehnung? Wird die Schwangere bedrängt?"
        ),
        S.SEXUAL: gettext_noop("Zwang oder Gewalt, auch bei der Entstehung der Schwangerschaft?"),
        S.DOMESTIC_VIOLENCE: gettext_noop(
            "Streit, Drohungen oder Schläge zwischen den Erwachsenen, mehr seit der Schwangerschaft?"
        ),
        S.DEVELOPMENT: gettext_noop(
            "Was sagen Ärztin oder Hebamme zum Wachstum? Alkohol, Nikotin, Drogen in der Schwangerschaft?"
        ),
        S.CARERS: gettext_noop(
            "Sucht, seelische Krise, sehr jung, allein? Wie ging es mit älteren Kindern, wer hilft?"
        ),
        S.HOME: _HOME,
        S.COOPERATION: gettext_noop(
            "Sieht die Schwangere das Problem? Nimmt sie Hilfe an, auch für die Zeit nach der Geburt?"
        ),
    },
    B.UNDER_1: {
        S.CARE: gettext_noop("Trinkt und gedeiht das Baby? Sauber, trocken, warm? Sicherer Schlafplatz?"),
        S.HEALTH: gettext_noop(
            "Werden U1 bis U6 wahrgenommen? Kontakt zur Hebamme? Bei Frühchen: besonderer Bedarf gedeckt?"
        ),
        S.SUPERVISION: gettext_noop(
            "Ist rund um die Uhr jemand da? Liegt das Baby je allein auf dem Wickeltisch?"
        ),
        S.PHYSICAL: gettext_noop(
            "Flecken oder Verletzungen, obwohl sich das Baby noch nicht selbst bewegt? Wird es geschüttelt?"
        ),
        S.PSYCHOLOGICAL: gettext_noop("Wie wird auf Schreien reagiert? Blick, Stimme, Trost?"),
        S.SEXUAL: gettext_noop("Verletzungen im Windelbereich, auffälliger Umgang bei der Pflege?"),
        S.DOMESTIC_VIOLENCE: _VIOLENCE,
        S.DEVELOPMENT: gettext_noop("Reagiert das Baby auf Blick und Berührung? Lässt es sich beruhigen?"),
        S.CARERS: _CARERS,
        S.HOME: _HOME,
        S.COOPERATION: _COOPERATION,
    },
    B.UNDER_3: {
        S.CARE: gettext_noop(
            "Regelmäßige Mahlzeiten, Tagesrhythmus, Kleidung zum Wetter, Windeln gewechselt?"
        ),
        S.HEALTH: gettext_noop("Wird Krankheit behandelt? U-Untersuchungen und Zähne?"),
        S.SUPERVISION: gettext_noop("Aufsicht an Wasser, Straße, Fenster? Wer sieht wann nach dem Kind?"),
        S.PHYSICAL: gettext_noop("Verletzungen an ungewöhnlichen Stellen oder mit wechselnder Erklärung?"),
        S.PSYCHOLOGICAL: gettext_noop("Wie klingt der Ton? Wird das Kind getröstet, gelobt, beschämt?"),
        S.SEXUAL: gettext_noop("Verletzungen, Schmerzen, Verhalten beim Wickeln, das nicht zum Alter passt?"),
        S.DOMESTIC_VIOLENCE: _VIOLENCE,
        S.DEVELOPMENT: gettext_noop(
            "Sprache und Bewegung; wird Förderung angenommen? Trennung und Wiedersehen?"
        ),
        S.CARERS: _CARERS,
        S.HOME: _HOME,
        S.COOPERATION: _COOPERATION,
    },
    B.UNDER_6: {
        S.CARE: gettext_noop("Essen, Kleidung, Körperpflege, Schlaf? Kommt das Kind hungrig oder müde?"),
        S.HEALTH: gettext_noop("Werden Krankheiten und Zähne behandelt? Vorsorge wahrgenommen?"),
        S.SUPERVISION: gettext_noop("Wer bringt und holt? Allein zu Hause oder draußen? Medien ohne Grenze?"),
        S.PHYSICAL: gettext_noop(
            "Verletzungen, die nicht zur Erklärung passen? Erzählt das Kind von Schlägen?"
        ),
        S.PSYCHOLOGICAL: gettext_noop(
            "Angst, nach Hause zu gehen? Wird das Kind bedroht, beschimpft, abgelehnt?"
        ),
        S.SEXUAL: gettext_noop(
            "Spiel oder Worte mit sexuellem Inhalt, der nicht zum Alter passt? Wörtlich festhalten."
        ),
        S.DOMESTIC_VIOLENCE: _VIOLENCE,
        S.DEVELOPMENT: gettext_noop("Neues Einnässen, Rückzug, Aggression? Wie geht es den Geschwistern?"),
        S.CARERS: _CARERS,
        S.HOME: _HOME,
        S.COOPERATION: _COOPERATION,
    },
    B.UNDER_14: {
        S.CARE: gettext_noop("Müde, hungrig, unversorgt? Muss sich das Kind selbst versorgen?"),
        S.HEALTH: gettext_noop(
            "Werden Krankheiten und seelische Not behandelt? Fehlen Brille, Zahnarzt, Medikamente?"
        ),
        S.SUPERVISION: gettext_noop("Weiß jemand, wo das Kind ist? Gefährliche Kontakte im Netz?"),
        S.PHYSICAL: gettext_noop("Verdeckte Verletzungen? Gewalt durch Erwachsene oder Gleichaltrige?"),
        S.PSYCHOLOGICAL: gettext_noop(
            "Wird das Kind erniedrigt, in den Streit der Eltern gezogen, zu viel belastet?"
        ),
        S.SEXUAL: gettext_noop("Grenzverletzungen, Bilder, Druck, plötzliches Meiden einer Person?"),
        S.DOMESTIC_VIOLENCE: _VIOLENCE,
        S.DEVELOPMENT: gettext_noop("Schulbesuch und Leistung eingebrochen? Hinweise auf Selbstverletzung?"),
        S.CARERS: gettext_noop(
            "Sorgt das Kind für Eltern oder Geschwister? Sucht, Krise, Erschöpfung der Eltern?"
        ),
        S.HOME: _HOME,
        S.COOPERATION: _COOPERATION,
    },
    B.UNDER_18: {
        S.CARE: gettext_noop("Ohne festen Aufenthalt, ohne Essen oder Geld? Schwangerschaft?"),
        S.HEALTH: gettext_noop("Werden Krankheit, Sucht oder seelische Not behandelt?"),
        S.SUPERVISION: gettext_noop("Weggelaufen, Aufenthalt unbekannt? Nachts allein unterwegs?"),
        S.PHYSICAL: gettext_noop("Gewalt in der Familie oder in der eigenen Beziehung?"),
        S.PSYCHOLOGICAL: gettext_noop("Bedrohung, Zwang, drohende Zwangsheirat, Einsperren, Ausgrenzen?"),
        S.SEXUAL: gettext_noop("Ausbeutung, Druck mit Bildern, Erwachsene aus dem Netz?"),
        S.DOMESTIC_VIOLENCE: _VIOLENCE,
        S.DEVELOPMENT: gettext_noop(
            "Drogen, Selbstverletzung, Schul- oder Ausbildungsabbruch? Ausbeutung zu Straftaten?"
        ),
        S.CARERS: _CARERS,
        S.HOME: _HOME,
        S.COOPERATION: gettext_noop("Was will die oder der Jugendliche selbst? Nehmen die Eltern Hilfe an?"),
    },
}

SEVERE: dict[AgeBand, dict[Indicator, str]] = {
    B.UNBORN: {
        S.PHYSICAL: gettext_noop(
            "Schläge gegen den Bauch, Blutungen, Bewusstlosigkeit: sofort die 112 für die Schwangere rufen."
        ),
        S.CARERS: gettext_noop(
            "Spricht die Schwangere davon, nicht mehr leben zu wollen: sofort die 112 rufen."
        ),
    },
    B.UNDER_1: {
        S.PHYSICAL: gettext_noop(
            "Jede Verletzung bei einem Baby, das sich nicht selbst bewegt: sofort handeln und "
            "ärztlich ansehen lassen."
        ),
        S.SUPERVISION: gettext_noop("Ein Baby ist allein: sofort handeln."),
    },
    B.UNDER_3: {S.SUPERVISION: gettext_noop("Ein kleines Kind ist allein: sofort handeln.")},
    B.UNDER_14: {
        S.DEVELOPMENT: gettext_noop("Das Kind spricht davon, nicht mehr leben zu wollen: sofort handeln.")
    },
    B.UNDER_18: {
        S.DEVELOPMENT: gettext_noop("Äußerungen, nicht mehr leben zu wollen: sofort handeln."),
        S.COOPERATION: gettext_noop(
            "Bittet die oder der Jugendliche, woanders unterzukommen, muss das Jugendamt aufnehmen."
        ),
    },
}


def prompt(band: AgeBand, indicator: Indicator) -> str:
    return PROMPTS[band][indicator]


def severe(band: AgeBand, indicator: Indicator) -> str:
    """Return what in this field asks for protection at once, if anything does by itself."""
    return SEVERE.get(band, {}).get(indicator, "")
