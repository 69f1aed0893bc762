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


class WelcomeTopic(Code):
    """What a visitor brought along or talked about: it is counted, and noted at no family."""

    GUIDE = "guide", _("Wegweiser: Angebote für Familien hier")
    GROUPS = "groups", _("Gruppen und Treffs")
    HEALTH = "health", _("Vorsorge, Impfen, Kinderarztpraxis")
    SLEEP = "sleep", _("sicherer Schlaf")
    CRYING = "crying", _("Schreien und Beruhigen, nie schütteln")
    FEEDING = "feeding", _("Stillen und Ernährung")
    SAFETY = "safety", _("Unfälle vermeiden")
    MONEY = "money", _("Elterngeld, Kindergeld, Anträge")
    DAY_CARE = "day_care", _("Kita und Kindertagespflege")
    HELP = "help", _("Hilfe im Alltag: Hebamme, Familienpaten, Beratung")


# Proposals of the product, to be agreed with the data protection officer.
LATEST = timedelta(days=365)  # older children are no newborns: the registry's list is refused
UNTAKEN = timedelta(hours=72)  # a checked list that nobody took over
PAPERS = timedelta(days=14)  # printed letters can be fetched for so long
