"""The vocabularies of volunteers in families."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class VolunteerState(Code):
    """How far somebody has come: certificate data of who never begins are deleted at once."""

    PREPARING = "preparing", _("in Vorbereitung")
    ACTIVE = "active", _("dabei")
    LEFT = "left", _("ausgeschieden")


class Training(Code):
    NONE = "none", _("noch nicht begonnen")
    RUNNING = "running", _("läuft")
    DONE = "done", _("abgeschlossen")


class Mobility(Code):
    WALK = "walk", _("zu Fuß")
    BIKE = "bike", _("mit dem Rad")
    TRANSIT = "transit", _("mit Bus und Bahn")
    CAR = "car", _("mit dem Auto")


class Interest(Code):
    """What two people like to do together; it helps a match more than any office knows."""

    OUTDOORS = "outdoors", _("Draußen sein, Spielplatz")
    SPORT = "sport", _("Bewegung und Sport")
    READING = "reading", _("Vorlesen")
    GAMES = "games", _("Spielen")
    CRAFTS = "crafts", _("Basteln und Malen")
    MUSIC = "music", _("Musik und Singen")
    COOKING = "cooking", _("Kochen und Backen")
    GARDEN = "garden", _("Garten und Natur")
    ANIMALS = "animals", _("Tiere")
    LANGUAGE = "language", _("Deutsch üben")
    PAPERS = "papers", _("Formulare und Wege zum Amt")
    COMPANY = "company", _("Zuhören und Gesellschaft")


class Circumstance(Code):
    """What holds in a home, and what not every volunteer can do with."""

    PETS = "pets", _("Haustiere")
    SMOKING = "smoking", _("Rauchen in der Wohnung")
    SIBLINGS = "siblings", _("mehrere Kinder zugleich")
    BABY = "baby", _("Säugling")


class LeavingReason(Code):
    """Why somebody stops."""

    NOT_BEGUN = "not_begun", _("hat die Tätigkeit nicht aufgenommen")
    TIME = "time", _("keine Zeit mehr")
    MOVED = "moved", _("weggezogen")
    HEALTH = "health", _("eigene Gründe")
    OTHER_WORK = "other_work", _("andere Aufgabe")
    PARTED = "parted", _("Koordination hat die Zusammenarbeit beendet")


class WishState(Code):
    WAITING = "waiting", _("wartet")
    MATCHED = "matched", _("vermittelt")
    CLOSED = "closed", _("abgeschlossen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class MatchState(Code):
    PROPOSED = "proposed", _("wird besprochen")
    RUNNING = "running", _("läuft")
    DECLINED = "declined", _("nicht zustande gekommen")
    CALLED_OFF = "called_off", _("von der Familie zurückgezogen")
    ENDED = "ended", _("beendet")


class EndReason(Code):
    """Why a match ended."""

    REACHED = "reached", _("Ziel erreicht")
    PLANNED = "planned", _("wie geplant")
    FAMILY = "family", _("Wunsch der Familie")
    VOLUNTEER = "volunteer", _("Wunsch der ehrenamtlichen Person")
    NO_FIT = "no_fit", _("es hat nicht gepasst")
    MOVED = "moved", _("Umzug")
    OTHER_HELP = "other_help", _("andere Hilfe")
    CERTIFICATE = "certificate", _("Führungszeugnis fehlt")
