"""The vocabularies of measures that somebody watches, and of closing."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class HelpAnswer(Code):
    """What the family said to an offer of help; refusing help is by itself no danger."""

    OPEN = "open", _("Antwort steht aus")
    ACCEPTED = "accepted", _("Angenommen")
    REFUSED = "refused", _("Abgelehnt")


class PlanState(Code):
    """A plan is never changed: the next version takes its place."""

    ACTIVE = "active", _("Gilt")
    SUPERSEDED = "superseded", _("Durch neue Fassung ersetzt")
    ENDED = "ended", _("Beendet")


class Consent(Code):
    """How the guardians stand to the plan."""

    AGREED = "agreed", _("Zugestimmt")
    PARTLY = "partly", _("Teilweise zugestimmt")
    REFUSED = "refused", _("Nicht zugestimmt")


class ChildTold(Code):
    """Whether the child knows of what was agreed about it."""

    TOLD = "told", _("Das Kind ist informiert")
    LATER = "later", _("Das Kind wird noch informiert")
    TOO_YOUNG = "too_young", _("Das Kind ist noch zu klein")
    NOT_SAFE = "not_safe", _("Noch nicht: Es würde den Schutz gefährden")


class WatchedKind(Code):
    """What somebody looks after until it is done."""

    PLAN = "plan", _("Absprache im Schutzplan")
    ORDER = "order", _("Anordnung des Gerichts")
    CONDITION = "condition", _("Auflage des Gerichts")
    FINDING = "finding", _("Befund von außen")


class WatchedState(Code):
    OPEN = "open", _("Wird überwacht")
    BROKEN = "broken", _("Nicht eingehalten")
    DONE = "done", _("Erledigt")
    SUPERSEDED = "superseded", _("In neuer Fassung geregelt")
    HANDED_OVER = "handed_over", _("An ein anderes Jugendamt übergeben")


class CheckFinding(Code):
    """What a look at one watched item showed."""

    KEPT = "kept", _("Eingehalten")
    BROKEN = "broken", _("Gebrochen")
    UNCLEAR = "unclear", _("Ließ sich nicht feststellen")


class CourtState(Code):
    WEIGHED = "weighed", _("Anrufung wird abgewogen")
    NOT_CALLED = "not_called", _("Gericht wird nicht angerufen")
    CALLED = "called", _("Anrufung beschlossen")
    SENT = "sent", _("Gericht ist angerufen")
    ORDERED = "ordered", _("Gericht hat angeordnet")
    DECLINED = "declined", _("Gericht hat von Maßnahmen abgesehen")
    ENDED = "ended", _("Gerichtsverfahren beendet")


class Remedy(Code):
    """What the office does about a ruling it does not share (§ 162 Abs. 3 FamFG)."""

    UNDECIDED = "undecided", _("Beschwerde wird geprüft")
    LODGED = "lodged", _("Beschwerde eingelegt")
    WAIVED = "waived", _("Keine Beschwerde")


class TakingGround(Code):
    """Why a child is taken into care (§ 42 Abs. 1 Satz 1 SGB VIII)."""

    CHILD_ASKS = "child_asks", _("Das Kind bittet um Obhut")
    URGENT_DANGER = "urgent_danger", _("Dringende Gefahr für das Kind")
    UNACCOMPANIED = "unaccompanied", _("Unbegleitet aus dem Ausland eingereist")


class GuardianPosition(Code):
    """What the guardians say to the taking into care; each answer has its own legal consequence."""

    AGREES = "agrees", _("Sie widersprechen nicht")
    OBJECTS = "objects", _("Sie widersprechen")
    UNREACHABLE = "unreachable", _("Sie sind nicht erreichbar")


class Guardian(Code):
    """Who of those with custody gave an answer; one of them never answers for the other."""

    ALL = "all", _("Alle Sorgeberechtigten")
    MOTHER = "mother", _("Die Mutter")
    FATHER = "father", _("Der Vater")
    OTHER = "other", _("Vormund oder andere Sorgeberechtigte")


class TakingFollowUp(Code):
    """What § 42 Abs. 3 SGB VIII demands after the guardians' answer."""

    HAND_BACK = "hand_back", _("Das Kind wird übergeben")
    COURT = "court", _("Das Familiengericht entscheidet")
    HELP_PLAN = "help_plan", _("Das Hilfeplanverfahren beginnt")


class TakingState(Code):
    RUNNING = "running", _("Inobhutnahme läuft")
    ENDED = "ended", _("Inobhutnahme beendet")


class TakingEnd(Code):
    """How a taking into care ended (§ 42 Abs. 4 SGB VIII)."""

    HANDED_BACK = "handed_back", _("Übergabe an die Berechtigten")
    HELP_DECIDED = "help_decided", _("Entscheidung über Hilfen")
    OTHER_OFFICE = "other_office", _("Anderes Jugendamt hat übernommen")
    LEFT = "left", _("Das Kind ist weggegangen")
    ADULT = "adult", _("Volljährig geworden")


class ClosingReason(Code):
    """Why the procedure of a child ends."""

    AVERTED = "averted", _("Die Gefahr ist abgewendet")
    HELP_GOES_ON = "help_goes_on", _("Es geht als Hilfe weiter")
    NO_DANGER = "no_danger", _("Keine Gefährdung")
    HANDED_OVER = "handed_over", _("Ein anderes Jugendamt hat angenommen")
    ADULT = "adult", _("Volljährig")
