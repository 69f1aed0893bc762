"""What a consent can say: families read these words themselves, in their language once they are checked."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class ConsentKind(Code):
    """Two different things, each said by itself."""

    DATA = "data", _("Einwilligung in die Weitergabe")
    RELEASE = "release", _("Einwilligung und Entbindung von der Schweigepflicht")


class ConsentPurpose(Code):
    FIND_HELP = "find_help", _("Passende Hilfe anfragen")
    GIVE_HELP = "give_help", _("Bei der Hilfe zusammenarbeiten")
    JOINT_TALK = "joint_talk", _("Gemeinsames Gespräch")
    HAND_OVER = "hand_over", _("Die Hilfe an eine Kollegin übergeben")
    FEEDBACK = "feedback", _("Sagen, ob eine Hilfe begonnen hat")


class ConsentForm(Code):
    PAPER = "paper", _("auf Papier unterschrieben")
    SCREEN = "screen", _("am Bildschirm erklärt")


class DataItem(Code):
    """What may be passed on, thing by thing; there is no entry for everything."""

    NAME = "name", _("Name")
    CONTACT = "contact", _("Telefon und E-Mail")
    ADDRESS = "address", _("Adresse")
    REACH = "reach", _("Wann und wie Sie erreichbar sind")
    LANGUAGE = "language", _("Sprache")
    CHILDREN = "children", _("Kinder: Vorname, Geburtsmonat oder Termin")
    NEED = "need", _("Anliegen")
    OUTCOME = "outcome", _("Ob die Hilfe begonnen hat")
    COURSE = "course", _("Wie die Hilfe bisher verlaufen ist")
