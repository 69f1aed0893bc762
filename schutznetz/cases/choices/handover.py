"""The vocabularies of handing a case to another office, and of every transfer that leaves this one."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class HandoverState(Code):
    """Where a handover stands; until it is accepted everything stays with the sender."""

    PROPOSED = "proposed", _("Wartet auf die zweite Person")
    WITHDRAWN = "withdrawn", _("Zurückgezogen")
    SENT = "sent", _("Wartet auf die Annahme")
    ACCEPTED = "accepted", _("Angenommen")
    DECLINED = "declined", _("Abgelehnt, der Fall bleibt hier")
    ENDED = "ended", _("Ohne Antwort beendet, der Fall bleibt hier")


class ArrivalState(Code):
    """Where a handover stands on the side that receives it."""

    WAITING = "waiting", _("Wartet auf Ihre Antwort")
    ACCEPTED = "accepted", _("Angenommen")
    DECLINED = "declined", _("Abgelehnt")
    TAKEN_BACK = "taken_back", _("Vom anderen Jugendamt zurückgenommen")


class HandoverGround(Code):
    """Why another office is to act; values equal the keys of ``law.handover.GROUNDS``."""

    DANGER = "danger", _("Schutzauftrag, anderes Jugendamt ist zuständig (§ 8a Abs. 6 SGB VIII)")
    RUNNING_HELP = "running_help", _("Laufende Hilfe, Zuständigkeit wechselt (§ 86c SGB VIII)")
    PROVISIONAL = "provisional", _("Wir waren nur vorläufig tätig (§ 86d SGB VIII)")


class HandoverPart(Code):
    """One part of a case that may go along; only what the other office needs does."""

    REPORT = "report", _("Was gemeldet wurde")
    PEOPLE = "people", _("Menschen um das Kind")
    ENTRIES = "entries", _("Tatsachen, Aussagen und Entlastendes")
    TALKS = "talks", _("Gespräche")
    VISITS = "visits", _("Besuche")
    RESULT = "result", _("Ergebnis der Einschätzung")
    PLAN = "plan", _("Schutzplan und was überwacht wird")
    COURT = "court", _("Familiengericht")
    TAKING = "taking", _("Inobhutnahme, ohne den Ort")
    PLACE = "place", _("Wo das Kind wohnt oder untergebracht ist")
    HELP = "help", _("Angebotene Hilfen")


class Sharing(Code):
    """How guardians or the child took part in the handover."""

    TOOK_PART = "took_part", _("Waren am Gespräch beteiligt")
    TOLD = "told", _("Wissen vorher davon")
    LEFT_OUT = "left_out", _("Nein, das würde den Schutz gefährden")
    NOT_POSSIBLE = "not_possible", _("Nein, es war nicht möglich")


class TransferKind(Code):
    """What left the office: every kind has its legal ground and its purpose."""

    COURT = "court", _("Anrufung des Familiengerichts (§ 8a Abs. 2, § 50 SGB VIII)")
    HANDOVER = "handover", _("Übergabe an ein anderes Jugendamt (§ 8a Abs. 6 SGB VIII)")
    ACCESS = "access", _("Akteneinsicht oder Auskunft an Betroffene (§ 25 SGB X, Art. 15 DSGVO)")


class PriorNotice(Code):
    """Whether those concerned were told before data about them left."""

    TOLD = "told", _("Vorher gesagt")
    NOT_TOLD = "not_told", _("Nicht vorher gesagt")
