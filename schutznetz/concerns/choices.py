"""The vocabularies of a worry, and how long it is kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class ConcernState(Code):
    OPEN = "open", _("Offen")
    CLOSED = "closed", _("Abgeschlossen")


class AgeBand(Code):
    """How old the child is, as far as it decides what to look at; before birth another law holds."""

    UNBORN = "unborn", _("noch nicht geboren")
    UNDER_1 = "0_1", _("unter 1 Jahr")
    UNDER_3 = "1_3", _("1 oder 2 Jahre")
    UNDER_6 = "3_6", _("3 bis 5 Jahre")
    UNDER_14 = "6_14", _("6 bis 13 Jahre")
    UNDER_18 = "14_18", _("14 bis 17 Jahre")


class EntryKind(Code):
    """What is written down; seen, heard, said and done stay apart."""

    OBSERVATION = "observation", _("Beobachtung")
    STATEMENT = "statement", _("Wörtlich vom Kind")
    PROTECTIVE = "protective", _("Was gut läuft und schützt")
    TALK_WITH_CHILD = "talk_with_child", _("Gespräch mit dem Kind")
    TALK_WITH_GUARDIANS = "talk_with_guardians", _("Gespräch mit den Erziehungsberechtigten")
    HELP_OFFERED = "help_offered", _("Angebotene Hilfe")
    ISEF = "isef", _("Beratung durch eine insoweit erfahrene Fachkraft")
    TOLD_INSIDE = "told_inside", _("In der Einrichtung informiert")


class SheetType(Code):
    """How an attached sheet is kept, after it was drawn anew."""

    PDF = "pdf", _("PDF-Dokument")
    PICTURE = "picture", _("Bild")


class Witness(Code):
    OWN = "own", _("Selbst gesehen oder gehört")
    HEARSAY = "hearsay", _("Von anderen gehört")


class Indicator(Code):
    """What is looked at, the same in every age; protective factors and the child's words are entries."""

    CARE = "care", _("Grundversorgung")
    HEALTH = "health", _("Medizinische Versorgung")
    SUPERVISION = "supervision", _("Aufsicht und Sicherheit")
    PHYSICAL = "physical", _("Körperliche Gewalt")
    PSYCHOLOGICAL = "psychological", _("Umgang mit dem Kind")
    SEXUAL = "sexual", _("Sexuelle Grenzverletzung")
    DOMESTIC_VIOLENCE = "domestic_violence", _("Gewalt zwischen Erwachsenen")
    DEVELOPMENT = "development", _("Entwicklung und Verhalten")
    CARERS = "carers", _("Lage der Eltern und Bezugspersonen")
    HOME = "home", _("Wohnen und Geld")
    COOPERATION = "cooperation", _("Bereitschaft und Fähigkeit, etwas zu ändern")


class Sign(Code):
    """What was seen; words only, never added up to a score."""

    NOT_ASSESSED = "not_assessed", _("Nicht eingeschätzt")
    NO_SIGN = "no_sign", _("Kein Anzeichen")
    UNCLEAR = "unclear", _("Unklar")
    SIGN = "sign", _("Anzeichen")
    SEVERE_SIGN = "severe_sign", _("Schweres Anzeichen")


KEPT = timedelta(days=365)  # class L5 as the default: from the last word, unless it is held for a reason
WARNED = timedelta(days=30)  # so long before it is erased whoever keeps it is told
BETWEEN_CONTRACTS = timedelta(days=14)  # so long a gap has left nothing behind
HELD = 36  # months that a worry is held at most at a time; it may be held again
