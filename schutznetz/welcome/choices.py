"""The vocabularies of welcome visits, and how long anything of a family stays."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class NewbornListState(Code):
    """How far a list of the registry has come."""

    CHECKED = "checked", _("geprüft, noch nicht übernommen")
    OPEN = "open", _("Sperrliste ist noch offen")
    CONFIRMED = "confirmed", _("Sperrliste ist bestätigt")


class VisitState(Code):
    """How far the welcome of a family has come."""

    WAITING = "waiting", _("noch kein Brief")
    STOPPED = "stopped", _("auf der Sperrliste")
    WRITTEN = "written", _("angeschrieben")
    ARRANGED = "arranged", _("Termin vereinbart")
    CLOSED = "closed", _("abgeschlossen")


class VisitResult(Code):
    """What came of a visit."""

    VISITED = "visited", _("besucht")
    POSTPONED = "postponed", _("verschoben")
    NOT_MET = "not_met", _("nicht angetroffen")
    MOVED = "moved", _("weggezogen")
    DECLINED = "declined", _("kein Besuch gewünscht")


# Proposals of the product, to be agreed with the data protection officer.
LATEST = timedelta(days=365)  # older children are no newborns: the registry's list is refused
UNTAKEN = timedelta(hours=72)  # a checked list that nobody took over
AFTER_CLOSING = timedelta(days=30)  # from the result to the deletion
AT_MOST = timedelta(days=183)  # from the list to the deletion, whatever became of it
PAPERS = timedelta(days=14)  # printed letters can be fetched for so long
