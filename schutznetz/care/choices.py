"""The vocabularies of early help, and how long what is kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.care.calling import CallState, CallWay, DayPart
from schutznetz.care.consenting import ConsentForm, ConsentKind, ConsentPurpose, DataItem
from schutznetz.kernel.fields import Code

__all__ = [
    "CallState",
    "CallWay",
    "ConsentForm",
    "ConsentKind",
    "ConsentPurpose",
    "DataItem",
    "DayPart",
]

UNTAKEN_KEPT = timedelta(days=30)  # class L6: what was sent in and came to nothing, or was withdrawn
LONGEST = timedelta(days=365)  # so long a consent holds at most; then the family is asked anew
ANSWER = timedelta(days=7)  # so long a request waits before its sender hears of it
LINK_OPEN = timedelta(days=7)  # so long a link to a body without an account opens
LINK_SHOWN = timedelta(minutes=30)  # so long the page on which it was opened can be read and answered
LINK_TRIES = 5  # wrong codes before a link is shut for good
CALL_WITHIN = timedelta(days=2)  # so long a family waits for a call at most
CALL_KEPT = timedelta(days=30)  # after the call; who wants help is noted as a family by then
DATA_WITHIN = timedelta(days=30)  # Art. 12 Abs. 3 DSGVO: one month


class DeclaredBy(Code):
    """Who consents, for whom."""

    SELF = "self", _("eine erwachsene Person, nur für sich")
    ONE_PARENT = "one_parent", _("ein Elternteil")
    BOTH_PARENTS = "both_parents", _("beide Eltern")
    YOUNG_PERSON = "young_person", _("ein junger Mensch selbst")
    GUARDIAN = "guardian", _("Vormund oder Pflegeperson")


class Custody(Code):
    NO_CHILD = "no_child", _("es geht um kein Kind")
    SOLE = "sole", _("ein Elternteil allein")
    JOINT = "joint", _("beide Eltern gemeinsam")
    OTHER = "other", _("jemand anderes")


class Standing(Code):
    """Whether a family agrees today that this person helps it, and what became of it if it did once."""

    STANDS = "stands", _("Einwilligung gilt")
    MISSING = "missing", _("Einwilligung fehlt")
    EXPIRED = "expired", _("Einwilligung abgelaufen")
    WITHDRAWN = "withdrawn", _("Einwilligung widerrufen")
    FOLLOWED = "followed", _("Einwilligung nennt sie nur für ein anderes Haus")


class WithdrawalWay(Code):
    SPOKEN = "spoken", _("mündlich")
    WRITTEN = "written", _("schriftlich")
    CODE = "code", _("mit dem eigenen Code")


class PassingBasis(Code):
    """On what a passing on rests; without one of them nothing leaves."""

    CONSENT = "consent", _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO, § 67b Abs. 2 SGB X)")
    RELEASE = "release", _("Einwilligung und Entbindung (§ 203 StGB, § 65 Abs. 1 SGB VIII)")


class ReferralState(Code):
    REQUESTED = "requested", _("Angefragt")
    WAITING = "waiting", _("Auf der Warteliste")
    ACCEPTED = "accepted", _("Angenommen")
    DECLINED = "declined", _("Abgelehnt")
    BEGUN = "begun", _("Begonnen")
    ENDED = "ended", _("Beendet")
    REVOKED = "revoked", _("Zurückgezogen")


class DeclineReason(Code):
    NO_PLACE = "no_place", _("kein Platz frei")
    NOT_FITTING = "not_fitting", _("das Angebot passt nicht")
    LANGUAGE = "language", _("die Sprache fehlt")
    AREA = "area", _("außerhalb des Gebiets")
    NOT_REACHED = "not_reached", _("Familie nicht erreicht")
    FAMILY_SAID_NO = "family_said_no", _("die Familie möchte nicht")


class HelpEnd(Code):
    GOAL_REACHED = "goal_reached", _("wie vereinbart abgeschlossen")
    AGE_LIMIT = "age_limit", _("Altersgrenze erreicht")
    MOVED = "moved", _("umgezogen")
    OTHER_HELP = "other_help", _("andere Hilfe hat übernommen")
    FAMILY_ENDED = "family_ended", _("auf Wunsch der Familie")
    NEVER_ARRIVED = "never_arrived", _("nicht zustande gekommen")


class Gone(Code):
    """What is counted of a wish to be called, of a family that was sent on and its request, when it goes."""

    CALLED = "called", _("Rückruf: gesprochen")
    NOT_REACHED = "not_reached", _("Rückruf: nicht erreicht")
    WITHDRAWN = "withdrawn", _("Rückruf: zurückgezogen")
    GUIDE_ARRIVED = "guide_arrived", _("von einem Lotsendienst, angekommen")
    GUIDE_NOT_ARRIVED = "guide_not_arrived", _("von einem Lotsendienst, nicht angekommen")
    HOUSE_ARRIVED = "house_arrived", _("von einer anderen Stelle, angekommen")
    HOUSE_NOT_ARRIVED = "house_not_arrived", _("von einer anderen Stelle, nicht angekommen")
    # the one request of a family that nobody took over
    REVOKED = "revoked", _("Anfrage zurückgezogen")
    DECLINED_NO_PLACE = "declined_no_place", _("Anfrage abgelehnt: kein Platz frei")
    DECLINED_NOT_FITTING = "declined_not_fitting", _("Anfrage abgelehnt: das Angebot passt nicht")
    DECLINED_LANGUAGE = "declined_language", _("Anfrage abgelehnt: die Sprache fehlt")
    DECLINED_AREA = "declined_area", _("Anfrage abgelehnt: außerhalb des Gebiets")
    DECLINED_NOT_REACHED = "declined_not_reached", _("Anfrage abgelehnt: Familie nicht erreicht")
    DECLINED_FAMILY_SAID_NO = "declined_family_said_no", _("Anfrage abgelehnt: die Familie möchte nicht")
    ENDED_GOAL_REACHED = "ended_goal_reached", _("Hilfe beendet: wie vereinbart abgeschlossen")
    ENDED_AGE_LIMIT = "ended_age_limit", _("Hilfe beendet: Altersgrenze erreicht")
    ENDED_MOVED = "ended_moved", _("Hilfe beendet: umgezogen")
    ENDED_OTHER_HELP = "ended_other_help", _("Hilfe beendet: andere Hilfe hat übernommen")
    ENDED_FAMILY_ENDED = "ended_family_ended", _("Hilfe beendet: auf Wunsch der Familie")
    ENDED_NEVER_ARRIVED = "ended_never_arrived", _("Hilfe beendet: nicht zustande gekommen")
    ANSWERED_SOON = "answered_soon", _("Anfrage beantwortet: bis zu 2 Tage")
    ANSWERED_IN_TIME = "answered_in_time", _("Anfrage beantwortet: 3 bis 7 Tage")
    ANSWERED_LATE = "answered_late", _("Anfrage beantwortet: mehr als 7 Tage")
