"""Vocabularies of the directory; the category codes are those of German directories of Frühe Hilfen."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class OfferCategory(Code):
    """What an offer is, in the classification that German directories share."""

    COORDINATION = "koordination", _("Koordinierungsstelle")
    PREGNANCY_ADVICE = "beratung_schwangerschaft", _("Schwangerschaftsberatung")
    FAMILY_ADVICE = "beratung_familie", _("Familien- und Erziehungsberatung")
    HEALTH_PROFESSIONAL = "gesundheitsfachkraft", _("Familienhebamme und Gesundheitsfachkraft")
    GUIDE = "lotsendienst", _("Babylotsen und Lotsendienst")
    WELCOME_VISIT = "willkommensbesuch", _("Willkommensbesuch")
    VOLUNTEERS = "ehrenamt", _("Familienpaten und Ehrenamt")
    OPEN_MEETING = "offener_treff", _("Offener Treff")
    PARENT_CHILD_GROUP = "eltern_kind_gruppe", _("Eltern-Kind-Gruppe")
    PARENT_EDUCATION = "elternbildung", _("Kurse für Eltern")
    CRYING_BABIES = "schreiambulanz", _("Schreiambulanz")
    EARLY_SUPPORT = "fruehfoerderung", _("Frühförderung")
    DAY_CARE = "kita", _("Kita und Kindertagespflege")
    FAMILY_CENTRE = "kita_familienzentrum", _("Familienzentrum")
    DAY_CARE_ADVICE = "kita_beratung", _("Beratung zur Kinderbetreuung")
    CLINIC = "klinik", _("Klinik und Geburtshilfe")
    VIOLENCE_PROTECTION = "gewaltschutz", _("Schutz vor Gewalt")
    GOODS = "sachhilfe", _("Kleidung und Ausstattung")
    AUTHORITY = "behoerde", _("Amt und Leistungen")
    EVENT = "infoveranstaltung", _("Informationsveranstaltung")
    INFORMATION = "information", _("Wegweiser und Information")
    PROFESSIONAL_ADVICE = "fachberatung", _("Fachberatung")
    TRAINING = "fortbildung", _("Fortbildung")


FOR_PROFESSIONALS = frozenset({OfferCategory.PROFESSIONAL_ADVICE, OfferCategory.TRAINING})


class OfferState(Code):
    DRAFT = "draft", _("Entwurf")
    PUBLISHED = "published", _("veröffentlicht")
    PAUSED = "paused", _("pausiert")
    ENDED = "ended", _("beendet")


class Visibility(Code):
    PUBLIC = "public", _("für alle")
    PROFESSIONALS = "professionals", _("nur für Fachkräfte im Netzwerk")


class Origin(Code):
    """Where the facts of an offer come from."""

    PROVIDER = "provider", _("Angaben des Anbieters")
    IMPORT = "import", _("aus einer Datei übernommen")
    PUBLIC_SOURCE = "public_source", _("aus öffentlichen Quellen, nicht bestätigt")


class OfferForm(Code):
    ADVICE = "advice", _("Einzelberatung")
    GROUP = "group", _("Gruppe oder Treff")
    COURSE = "course", _("Kurs")
    HOME_VISIT = "home_visit", _("Hausbesuch")
    PHONE = "phone", _("Telefon")
    ONLINE = "online", _("Online")
    CARE = "care", _("Betreuung des Kindes")


class TargetGroup(Code):
    EXPECTING = "expecting", _("Schwangere und werdende Eltern")
    FATHERS = "fathers", _("Väter")
    SINGLE_PARENTS = "single_parents", _("Alleinerziehende")
    YOUNG_MOTHERS = "young_mothers", _("minderjährige Mütter")
    MULTIPLES = "multiples", _("Zwillinge und Mehrlinge")
    PREMATURE = "premature", _("Familien mit Frühgeborenen")
    MENTAL_ILLNESS = "mental_illness", _("psychisch belastete Eltern")
    ADDICTION = "addiction", _("Eltern mit Suchtproblemen")
    DISABILITY = "disability", _("Kinder oder Eltern mit Behinderung")
    MIGRATION = "migration", _("zugewanderte Familien")
    REFUGEES = "refugees", _("geflüchtete Familien")
    LOW_INCOME = "low_income", _("Familien mit Bürgergeld oder wenig Geld")


class Weekday(Code):
    MONDAY = "mo", _("Montag")
    TUESDAY = "di", _("Dienstag")
    WEDNESDAY = "mi", _("Mittwoch")
    THURSDAY = "do", _("Donnerstag")
    FRIDAY = "fr", _("Freitag")
    SATURDAY = "sa", _("Samstag")
    SUNDAY = "so", _("Sonntag")


class Rhythm(Code):
    WEEKLY = "weekly", _("jede Woche")
    FORTNIGHTLY = "fortnightly", _("alle 14 Tage")
    MONTHLY = "monthly", _("einmal im Monat")


class HolidayCustom(Code):
    """Whether an offer with fixed times goes on while schools are closed."""

    UNKNOWN = "unknown", _("keine Angabe")
    RUNS = "runs", _("auch in den Schulferien")
    PAUSES = "pauses", _("nicht in den Schulferien")


class Language(Code):
    """Languages that families in Germany ask for, by their ISO 639 code."""

    GERMAN = "de", _("Deutsch")
    SIMPLE = "de-simple", _("Leichte Sprache")
    SIGN = "gsg", _("Deutsche Gebärdensprache")
    ENGLISH = "en", _("Englisch")
    TURKISH = "tr", _("Türkisch")
    ARABIC = "ar", _("Arabisch")
    UKRAINIAN = "uk", _("Ukrainisch")
    RUSSIAN = "ru", _("Russisch")
    POLISH = "pl", _("Polnisch")
    ROMANIAN = "ro", _("Rumänisch")
    BULGARIAN = "bg", _("Bulgarisch")
    FRENCH = "fr", _("Französisch")
    SPANISH = "es", _("Spanisch")
    ITALIAN = "it", _("Italienisch")
    PERSIAN = "fa", _("Persisch (Farsi, Dari)")
    PASHTO = "ps", _("Paschtu")
    KURDISH = "ku", _("Kurdisch")
    TIGRINYA = "ti", _("Tigrinya")
    SOMALI = "so", _("Somali")
    ALBANIAN = "sq", _("Albanisch")
    SERBIAN = "sr", _("Serbisch, Kroatisch, Bosnisch")
    GREEK = "el", _("Griechisch")
    VIETNAMESE = "vi", _("Vietnamesisch")
    ROMANI = "rom", _("Romanes")


class Cost(Code):
    UNKNOWN = "unknown", _("keine Angabe")
    FREE = "free", _("kostenlos")
    FEE = "fee", _("kostet etwas")
    INSURANCE = "insurance", _("zahlt die Krankenkasse")


class Access(Code):
    """Whether one gets in with a pram or a wheelchair."""

    UNKNOWN = "unknown", _("keine Angabe")
    BARRIER_FREE = "barrier_free", _("barrierefrei")
    PARTLY = "partly", _("teilweise barrierefrei")
    NOT = "not", _("nicht barrierefrei")


class Registration(Code):
    UNKNOWN = "unknown", _("keine Angabe")
    DROP_IN = "drop_in", _("einfach vorbeikommen")
    REQUIRED = "required", _("vorher anmelden")
    REFERRAL = "referral", _("nur über eine Fachstelle")


class ImportState(Code):
    """How far a file of offers has come."""

    UPLOADED = "uploaded", _("hochgeladen")
    CHECKED = "checked", _("geprüft, ohne Fehler")
    REFUSED = "refused", _("geprüft, mit Fehlern")
    DONE = "done", _("übernommen")


class FeedbackKind(Code):
    """What families may say about an entry: whole sentences, so that nobody writes down a name."""

    GONE = "gone", _("Das gibt es nicht mehr.")
    TIMES = "times", _("Die Zeiten stimmen nicht.")
    PLACE = "place", _("Der Ort stimmt nicht.")
    CONTACT = "contact", _("Telefon, E-Mail oder Internetseite stimmen nicht.")
    PLACES = "places", _("Es gibt keinen freien Platz.")
    COST = "cost", _("Es kostet etwas anderes.")
    UNCLEAR = "unclear", _("Ich verstehe die Beschreibung nicht.")
    HELPFUL = "helpful", _("Alles stimmt, das Angebot hat mir geholfen.")
