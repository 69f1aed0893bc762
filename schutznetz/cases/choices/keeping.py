"""The vocabularies of keeping and deleting."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class RetentionClass(Code):
    """Which row of ``law.retention`` something falls under; for each an office may set a period of its own.

    The last two are no classes of a report or case: the trail goes by itself, a reporter is covered.
    """

    ADOPTED = "L2", _("Ins Fachverfahren übernommen")
    NOT_COMPETENT = "L3", _("Amt nicht zuständig")
    NO_INDICATION = "R1", _("Ohne gewichtige Anhaltspunkte")
    NO_DANGER = "R2", _("Ohne Gefährdung")
    DANGER = "R3", _("Mit Gefährdung oder Hilfebedarf")
    ANALYSED = "R5", _("Nach § 79a Abs. 2 SGB VIII ausgewertet")
    TRAIL = "R6", _("Protokoll: wer was getan hat")
    REPORTER = "R8", _("Kontaktdaten der meldenden Person, bis sie verdeckt werden")


class CountedFrom(Code):
    """From when an office's own period runs; the values are those of ``law.retention.Since``."""

    EVENT = "event", _("Ab dem Ereignis, das bei der Klasse steht")
    MAJORITY = "majority", _("Ab der Volljährigkeit des jüngsten Kindes, bis zum Ende des Jahres")


class HoldGround(Code):
    """Why something must not be deleted although its time is over."""

    COURT = "court", _("Gerichtsverfahren")
    PROSECUTION = "prosecution", _("Strafverfolgung")
    ANALYSIS = "analysis", _("Auswertung nach § 79a SGB VIII")
    CLAIMS = "claims", _("Betroffene brauchen die Daten")
    OTHER = "other", _("Anderer Grund")


class Archive(Code):
    """What the archive said before something is deleted."""

    DECLINED = "declined", _("Angeboten, das Archiv will es nicht")
    TAKEN = "taken", _("Angeboten, das Archiv hat es übernommen")
    NO_DUTY = "no_duty", _("Muss nicht angeboten werden")


class Kept(Code):
    """What a line of a deletion names."""

    REPORT = "report", _("Meldung")
    CASE = "case", _("Fall")


class PackageState(Code):
    """Where the file for the office's own system stands."""

    ORDERED = "ordered", _("Wird erstellt")
    READY = "ready", _("Liegt bereit")
    FILED = "filed", _("In der Akte des Amts")
    REPLACED = "replaced", _("Durch ein neues Paket ersetzt")
