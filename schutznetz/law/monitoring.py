"""Every figure of early help with its definition, in the order of the Logisches Modell Frühe Hilfen.

Each row of a register is counted in exactly one row of a figure, so that every figure adds up.
"""

from schutznetz.law.monitoring_guides import ARRIVALS, GUIDES
from schutznetz.law.monitoring_terms import (
    ACTIVITIES,
    CONCEPT,
    FRAME,
    GUIDANCE,
    HOURS,
    IN_SPAN,
    IN_YEAR,
    NETWORK,
    OFFERS,
    ON_DAY,
    POSTS,
    RESULTS,
    TODAY,
    Figure,
)
from schutznetz.law.text import gettext_noop

FIGURES = (
    Figure(
        name="partners",
        part=FRAME,
        area=NETWORK,
        label=gettext_noop("Mitglieder im Netzwerk"),
        by=gettext_noop("Art der Einrichtung"),
        when=TODAY,
        definition=gettext_noop(
            "Träger und Einrichtungen, die als Mitglied im Verzeichnis der Partner stehen, jede einmal."
        ),
        guarded=False,
    ),
    Figure(
        name="partners_open",
        part=FRAME,
        area=NETWORK,
        label=gettext_noop("Noch nicht im Netzwerk"),
        by=gettext_noop("Stand"),
        when=TODAY,
        definition=gettext_noop(
            "Träger und Einrichtungen im Verzeichnis der Partner, die nicht Mitglied sind, jede einmal."
        ),
        guarded=False,
    ),
    Figure(
        name="midwives",
        part=FRAME,
        area=OFFERS,
        label=gettext_noop("Gesundheitsfachkräfte"),
        by=gettext_noop("Beruf"),
        when=TODAY,
        definition=gettext_noop(
            "Familienhebammen und Fachkräfte vergleichbarer Berufe im Register, jede einmal,"
            " auch wenn sie gerade niemanden aufnimmt."
        ),
        guarded=False,
    ),
    Figure(
        name="midwife_posts",
        part=FRAME,
        area=OFFERS,
        label=gettext_noop("Stellen der Gesundheitsfachkräfte"),
        by=gettext_noop("Vertrag"),
        when=TODAY,
        definition=gettext_noop(
            "Wochenstunden für Familien aus dem Register, geteilt durch 39 Stunden für eine volle Stelle."
        ),
        guarded=False,
        unit=POSTS,
    ),
    Figure(
        name="volunteers",
        part=FRAME,
        area=OFFERS,
        label=gettext_noop("Ehrenamtliche"),
        by=gettext_noop("Stand"),
        when=TODAY,
        definition=gettext_noop("Menschen im Register der Ehrenamtlichen, die nicht ausgeschieden sind."),
    ),
    Figure(
        name="funding",
        part=FRAME,
        area=OFFERS,
        label=gettext_noop("Wie lange Angebote finanziert sind"),
        by=gettext_noop("Ende der Finanzierung"),
        when=TODAY,
        definition=gettext_noop(
            "Veröffentlichte Angebote, jedes einmal, nach dem eingetragenen Ende der Finanzierung."
        ),
        guarded=False,
    ),
    Figure(
        name="contact_topics",
        part=CONCEPT,
        area=NETWORK,
        label=gettext_noop("Feste Ansprechpersonen"),
        by=gettext_noop("Thema"),
        when=ON_DAY,
        definition=gettext_noop(
            "Zuständigkeiten, die am Stichtag gelten: eine Einrichtung, ein Thema, eine Person."
            " Wer zwei Themen hat, zählt bei beiden."
        ),
        guarded=False,
    ),
    Figure(
        name="offer_languages",
        part=CONCEPT,
        area=GUIDANCE,
        label=gettext_noop("Sprachen der Angebote"),
        by=gettext_noop("Sprachen"),
        when=TODAY,
        definition=gettext_noop("Veröffentlichte Angebote, jedes einmal, nach der Zahl ihrer Sprachen."),
        guarded=False,
    ),
    Figure(
        name="offers",
        part=CONCEPT,
        area=OFFERS,
        label=gettext_noop("Angebote"),
        by=gettext_noop("Thema"),
        when=TODAY,
        definition=gettext_noop(
            "Veröffentlichte Angebote, jedes einmal, unter seinem ersten Thema."
            " Weitere Themen eines Angebots zählen nicht noch einmal."
        ),
        guarded=False,
    ),
    Figure(
        name="offer_ages",
        part=CONCEPT,
        area=OFFERS,
        label=gettext_noop("Ab wann Angebote da sind"),
        by=gettext_noop("Alter des Kindes, ab dem es gilt"),
        when=TODAY,
        definition=gettext_noop("Veröffentlichte Angebote, jedes einmal, nach dem jüngsten Alter."),
        guarded=False,
    ),
    Figure(
        name="meetings",
        part=ACTIVITIES,
        area=NETWORK,
        label=gettext_noop("Treffen des Netzwerks"),
        by=gettext_noop("Vierteljahr"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Treffen, zu denen eingeladen wurde und die nicht abgesagt sind, am Tag ihres Beginns."
        ),
        guarded=False,
    ),
    Figure(
        name="invitations",
        part=ACTIVITIES,
        area=NETWORK,
        label=gettext_noop("Einladungen zu Treffen"),
        by=gettext_noop("Art der Einrichtung"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Einladungen zu diesen Treffen. Wer zu zwei Treffen eingeladen war, zählt zweimal."
        ),
        guarded=False,
    ),
    Figure(
        name="advice",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Beratungen der Koordinierungsstelle"),
        by=gettext_noop("Thema"),
        when=IN_SPAN,
        definition=gettext_noop("Beratungen, die ohne Namen gezählt wurden, jede unter einem Thema."),
    ),
    Figure(
        name="confirmed",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Bestätigte Angebote"),
        by=gettext_noop("Bestätigung"),
        when=TODAY,
        definition=gettext_noop(
            "Veröffentlichte Angebote, jedes einmal: bestätigt, überfällig oder nie bestätigt."
        ),
        guarded=False,
    ),
    Figure(
        name="families_new",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Neue Familien"),
        by=gettext_noop("Sprache"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Familien, die im Zeitraum aufgenommen wurden, jede einmal, unter der Sprache des Gesprächs."
        ),
    ),
    *GUIDES,
    Figure(
        name="referrals",
        part=ACTIVITIES,
        area=GUIDANCE,
        label=gettext_noop("Vermittlungen"),
        by=gettext_noop("Stand"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Anfragen für eine Familie bei einer Hilfe, im Zeitraum gestellt, jede einmal, nach ihrem Stand"
            " am Tag der Zählung. Eine Familie kann mehrere haben."
        ),
    ),
    Figure(
        name="visits_asked",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Wünsche nach Hausbesuchen"),
        by=gettext_noop("Stand"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Wünsche nach einer Familienhebamme, im Zeitraum geäußert, jeder einmal, nach dem Stand"
            " am Tag der Zählung."
        ),
    ),
    Figure(
        name="visit_contacts",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Kontakte der Gesundheitsfachkräfte"),
        by=gettext_noop("Art des Kontakts"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Eingetragene Kontakte am Tag, an dem sie waren. Was berichtigt wurde, zählt nur"
            " in seiner letzten Fassung."
        ),
    ),
    Figure(
        name="visit_hours",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Stunden der Gesundheitsfachkräfte in Familien"),
        by=gettext_noop("Vierteljahr"),
        when=IN_SPAN,
        definition=gettext_noop("Dauer dieser Kontakte, ohne Wege."),
        unit=HOURS,
    ),
    Figure(
        name="welcome_letters",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Willkommensbriefe"),
        by=gettext_noop("Ortsteil"),
        when=IN_YEAR,
        definition=gettext_noop("Angeschriebene Familien, jede einmal im Jahr des Briefes."),
    ),
    Figure(
        name="given_hours",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Geschenkte Zeit"),
        by=gettext_noop("Vierteljahr"),
        when=IN_SPAN,
        definition=gettext_noop("Zeit, die Ehrenamtliche bei Familien waren, am Tag des Besuchs."),
        unit=HOURS,
    ),
    Figure(
        name="group_meetings",
        part=ACTIVITIES,
        area=OFFERS,
        label=gettext_noop("Treffen der Reflexionsgruppe"),
        by=gettext_noop("Vierteljahr"),
        when=IN_SPAN,
        definition=gettext_noop("Treffen der Gruppe der Ehrenamtlichen, jedes an seinem Tag."),
        guarded=False,
    ),
    *ARRIVALS,
    Figure(
        name="answer_time",
        part=RESULTS,
        area=GUIDANCE,
        label=gettext_noop("Wie schnell Anfragen beantwortet werden"),
        by=gettext_noop("Tage bis zur Antwort"),
        when=IN_SPAN,
        definition=gettext_noop("Anfragen, die im Zeitraum beantwortet wurden, jede einmal."),
    ),
    Figure(
        name="declined",
        part=RESULTS,
        area=GUIDANCE,
        label=gettext_noop("Warum abgelehnt wurde"),
        by=gettext_noop("Grund"),
        when=IN_SPAN,
        definition=gettext_noop("Vermittlungen mit dem Stand „Abgelehnt“, jede einmal."),
        within=("referrals", "declined"),
    ),
    Figure(
        name="referrals_ended",
        part=RESULTS,
        area=GUIDANCE,
        label=gettext_noop("Wie vermittelte Hilfen endeten"),
        by=gettext_noop("Grund"),
        when=IN_SPAN,
        definition=gettext_noop("Vermittlungen mit dem Stand „Beendet“, jede einmal."),
        within=("referrals", "ended"),
    ),
    Figure(
        name="families_helped",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Familien und ihre Hilfen"),
        by=gettext_noop("Hilfe, die im Zeitraum lief"),
        when=IN_SPAN,
        definition=gettext_noop(
            "Familien, die im Zeitraum in Begleitung waren, jede einmal: mit genau einer Art von Hilfe,"
            " mit mehreren oder noch ohne. Wer Hebamme und Familienpatin hat, zählt nur unter „mehrere“."
        ),
    ),
    Figure(
        name="visits_running",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Laufende Begleitungen durch Gesundheitsfachkräfte"),
        by=gettext_noop("Beruf der Fachkraft"),
        when=ON_DAY,
        definition=gettext_noop(
            "Wünsche, die vor oder am Stichtag zugeteilt und nicht vor ihm beendet waren, jeder einmal."
        ),
    ),
    Figure(
        name="visits_waiting",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Wer auf eine Gesundheitsfachkraft wartet"),
        by=gettext_noop("Wartezeit"),
        when=ON_DAY,
        definition=gettext_noop(
            "Wünsche, die am Stichtag geäußert, aber weder zugeteilt noch beendet waren, jeder einmal."
        ),
    ),
    Figure(
        name="visits_wait",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Wie lange gewartet wurde"),
        by=gettext_noop("Wartezeit"),
        when=IN_SPAN,
        definition=gettext_noop("Wünsche, die im Zeitraum zugeteilt wurden, jeder einmal."),
    ),
    Figure(
        name="visits_ended",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Wie Begleitungen durch Gesundheitsfachkräfte endeten"),
        by=gettext_noop("Grund"),
        when=IN_SPAN,
        definition=gettext_noop("Begleitungen, die im Zeitraum endeten, jede einmal."),
    ),
    Figure(
        name="matches_running",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Laufende Begleitungen durch Ehrenamtliche"),
        by=gettext_noop("Dauer bis zum Stichtag"),
        when=ON_DAY,
        definition=gettext_noop(
            "Vereinbarte Begleitungen, die am Stichtag begonnen und nicht beendet waren, jede einmal."
        ),
    ),
    Figure(
        name="matches_ended",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Wie Begleitungen durch Ehrenamtliche endeten"),
        by=gettext_noop("Grund"),
        when=IN_SPAN,
        definition=gettext_noop("Begleitungen, die im Zeitraum endeten, jede einmal."),
    ),
    Figure(
        name="welcome_results",
        part=RESULTS,
        area=OFFERS,
        label=gettext_noop("Was aus den Willkommensbriefen wurde"),
        by=gettext_noop("Ergebnis"),
        when=IN_YEAR,
        definition=gettext_noop(
            "Dieselben angeschriebenen Familien, jede einmal, unter dem letzten Ergebnis."
        ),
    ),
)
BY_NAME = {figure.name: figure for figure in FIGURES}
