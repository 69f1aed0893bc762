"""What a wish to be called can say: families choose these words themselves, in their own language."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class CallWay(Code):
    """How a family wants to be reached."""

    CALL = "call", _("anrufen")
    TEXT = "text", _("Textnachricht schreiben")
    MAIL = "mail", _("E-Mail schreiben")


class CallState(Code):
    WAITING = "waiting", _("Wartet auf Rückruf")
    CALLED = "called", _("Gesprochen")
    NOT_REACHED = "not_reached", _("Nicht erreicht")
    WITHDRAWN = "withdrawn", _("Zurückgezogen")


class DayPart(Code):
    """When somebody can speak undisturbed."""

    MORNING = "morning", _("vormittags, 8 bis 12 Uhr")
    NOON = "noon", _("mittags, 12 bis 14 Uhr")
    AFTERNOON = "afternoon", _("nachmittags, 14 bis 17 Uhr")
    EVENING = "evening", _("abends, 17 bis 19 Uhr")
