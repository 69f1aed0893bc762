"""The vocabularies of the intake: first assessment, immediate protection, departure."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class Known(Code):
    """An answer that may honestly be "not known yet"."""

    YES = "yes", _("Ja")
    NO = "no", _("Nein")
    UNKNOWN = "unknown", _("Noch nicht bekannt")


class Competence(Code):
    """Which youth office is competent; until another one accepts, this one stays responsible."""

    HERE = "here", _("Dieses Jugendamt ist zuständig")
    ELSEWHERE = "elsewhere", _("Ein anderes Jugendamt ist zuständig")
    UNCLEAR = "unclear", _("Noch unklar")


class History(Code):
    """What the look into earlier reports and help showed, closed ones included."""

    NONE = "none", _("Familie nicht bekannt")
    EARLIER_REPORT = "earlier_report", _("Frühere Meldung")
    RUNNING_HELP = "running_help", _("Hilfe läuft")
    NOT_CHECKED = "not_checked", _("Noch nicht nachgesehen")


class TriageOutcome(Code):
    """What two professionals decide to do with a report."""

    ASSESSMENT = "assessment", _("Gefährdung einschätzen")
    HANDOVER = "handover", _("An das zuständige Jugendamt übergeben")
    NO_INDICATION = "no_indication", _("Ohne gewichtige Anhaltspunkte abschließen")


class Advice(Code):
    """Whether the reporter or the family was offered advice or another way to get help."""

    OFFERED = "offered", _("Angeboten")
    NOT_NEEDED = "not_needed", _("Nicht nötig")
    NOT_POSSIBLE = "not_possible", _("Nicht möglich")


class ReviewState(Code):
    """Where something stands that one person proposes and another one decides."""

    PROPOSED = "proposed", _("Wartet auf die zweite Fachkraft")
    CONFIRMED = "confirmed", _("Von zwei Fachkräften entschieden")
    VOIDED = "voided", _("Überholt")


class ProtectionMeasure(Code):
    """What is done at once for a child in danger."""

    ON_SITE = "on_site", _("Wir fahren hin")
    POLICE = "police", _("Polizei gerufen")
    EMERGENCY_DOCTOR = "emergency_doctor", _("Notarzt gerufen")
    CLINIC = "clinic", _("Klinik oder Kinderschutzambulanz")
    TAKEN_INTO_CARE = "taken_into_care", _("Inobhutnahme")
    SAFE_WITH_SOMEBODY = "safe_with_somebody", _("Kind ist bei einer sicheren Person")
    OTHER = "other", _("Etwas anderes")


class Manner(Code):
    """How the second person was told."""

    IN_PERSON = "in_person", _("Persönlich")
    TELEPHONE = "telephone", _("Telefon")
    RADIO = "radio", _("Funk")
    VIDEO = "video", _("Videogespräch")


class ProtectionState(Code):
    """Where immediate protection stands: acting never waits for the second signature."""

    ACTING = "acting", _("Läuft, zweite Unterschrift fehlt")
    CONFIRMED = "confirmed", _("Von der zweiten Person bestätigt")


class DepartureState(Code):
    """Where the hand-over to the office's own case software stands."""

    ORDERED = "ordered", _("Wird geschrieben")
    WRITTEN = "written", _("Im Importordner abgelegt")
    ADOPTED = "adopted", _("Vom Fachverfahren übernommen")
