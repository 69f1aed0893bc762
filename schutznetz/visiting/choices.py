"""The vocabularies of visiting, and what a week, a wait and a plan are measured by."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code

PLAN_KEPT = timedelta(days=7)  # a plan holds what families asked for; afterwards only what was decided stays
FIRST_CONTACT = 5  # working days after somebody was found
REVIEW_AFTER = timedelta(days=91)  # three months between two looks back
REVIEW_NOTICE = timedelta(days=14)
END_NOTICE = timedelta(weeks=6)  # so long before the planned end it is asked who goes on
COMMON_STANDARDS = date(2019, 1, 1)  # the Länder recognise each other's certificates since then
PROOF_NOTICE = timedelta(weeks=6)  # so long before a proof lapses it is asked for anew


class VisitingProfession(Code):
    FAMILY_MIDWIFE = "family_midwife", _("Familienhebamme")
    FAMILY_NURSE = "family_nurse", _("Familien-Gesundheits- und Kinderkrankenpflege")
    COMPARABLE = "comparable", _("vergleichbarer Beruf")


class Contract(Code):
    EMPLOYED = "employed", _("angestellt")
    FREELANCE = "freelance", _("freiberuflich")
    CARRIER = "carrier", _("bei einem freien Träger")


class ProofKind(Code):
    """What the office wants to have seen; no paper is kept."""

    PROFESSION = "profession", _("Berufsurkunde")
    CONDUCT = "conduct", _("erweitertes Führungszeugnis (§ 72a SGB VIII)")
    SECRECY = "secrecy", _("Verpflichtung auf Verschwiegenheit und Datenschutz")
    LIABILITY = "liability", _("Berufshaftpflicht")
    FIRST_AID = "first_aid", _("Erste Hilfe am Kind")
    TRAINING = "training", _("Fortbildung")


class MeanwhileKind(Code):
    """What may help until somebody comes."""

    OFFER = "offer", _("ein Angebot aus dem Verzeichnis")
    CALLS = "calls", _("regelmäßige Anrufe der Koordination")
    MIDWIFE = "midwife", _("eine Hebamme der Nachsorge")
    VOLUNTEER = "volunteer", _("Familienpaten")
    OTHER = "other", _("etwas anderes")


class MeanwhileAnswer(Code):
    OPEN = "open", _("noch offen")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")


class SpecialTopic(Code):
    """What a family may need somebody for who knows it well."""

    PRETERM = "preterm", _("Frühgeborene")
    MULTIPLES = "multiples", _("Zwillinge und Drillinge")
    SETTLING = "settling", _("Schreien, Schlafen, Füttern")
    LOW_SPIRITS = "low_spirits", _("seelische Belastung nach der Geburt")
    ADDICTION = "addiction", _("Sucht")
    YOUNG_PARENTS = "young_parents", _("sehr junge Eltern")
    DISABILITY = "disability", _("Behinderung, chronische Krankheit")


class VisitUrgency(Code):
    TIME = "time", _("hat Zeit")
    SOON = "soon", _("bald")
    URGENT = "urgent", _("dringend")


class VisitingState(Code):
    WAITING = "waiting", _("wartet")
    PLACED = "placed", _("zugeteilt")
    ENDED = "ended", _("beendet")


class VisitEnd(Code):
    PLANNED = "planned", _("wie geplant")
    AGE_LIMIT = "age_limit", _("Altersgrenze erreicht")
    MOVED = "moved", _("weggezogen")
    FAMILY = "family", _("die Familie möchte nicht mehr")
    OTHER_HELP = "other_help", _("eine andere Hilfe hat begonnen")
    HANDED_OVER = "handed_over", _("an eine Kollegin weitergegeben")
    NO_CONSENT = "no_consent", _("Einwilligung fehlt")


class ContactKind(Code):
    HOME = "home", _("zu Hause")
    PHONE = "phone", _("am Telefon")
    ESCORT = "escort", _("Begleitung zu einem Termin")
    ELSEWHERE = "elsewhere", _("an einem anderen Ort")
    GROUP = "group", _("in einer Gruppe")
    NO_SHOW = "no_show", _("niemanden angetroffen")


class VisitTopic(Code):
    """What a contact was about, to be ticked on the stairs."""

    FEEDING = "feeding", _("Stillen, Essen")
    SLEEP = "sleep", _("Schlafen, Schreien")
    CARE = "care", _("Pflege, Gesundheit")
    GROWING = "growing", _("Entwicklung, Spielen")
    BOND = "bond", _("Eltern und Kind")
    PARENTS = "parents", _("wie es den Eltern geht")
    EVERYDAY = "everyday", _("Alltag, Geld, Wohnen")
    OTHER_HELP = "other_help", _("weitere Hilfen")


class GoalState(Code):
    OPEN = "open", _("offen")
    REACHED = "reached", _("erreicht")
    PARTLY = "partly", _("zum Teil erreicht")
    DROPPED = "dropped", _("nicht mehr wichtig")


class SheetMoment(Code):
    START = "start", _("am Anfang")
    END = "end", _("am Ende")


class Burden(Code):
    """What weighs on a family: the same list at the start and at the end."""

    ALONE = "alone", _("mit dem Kind allein")
    YOUNG = "young", _("sehr junge Eltern")
    MANY = "many", _("mehrere kleine Kinder, Zwillinge")
    EXHAUSTED = "exhausted", _("erschöpft")
    LOW_SPIRITS = "low_spirits", _("seelisch belastet")
    ILL = "ill", _("Eltern körperlich krank")
    ADDICTION = "addiction", _("Sucht")
    CONFLICT = "conflict", _("Streit oder Gewalt in der Partnerschaft")
    MONEY = "money", _("Geldsorgen")
    HOUSING = "housing", _("Wohnung eng oder unsicher")
    LANGUAGE = "language", _("Deutsch fällt schwer")
    CHILD_ILL = "child_ill", _("Kind zu früh geboren, krank oder behindert")
    UNSETTLED = "unsettled", _("Kind schreit viel, schläft oder trinkt schlecht")
    DISTANT = "distant", _("schwer, zum Kind zu finden")


class Mainstay(Code):
    """What carries a family."""

    PARTNER = "partner", _("gute Partnerschaft")
    RELATIVES = "relatives", _("Familie hilft")
    FRIENDS = "friends", _("Freunde, Nachbarn")
    TENDER = "tender", _("liebevoll mit dem Kind")
    ASKS = "asks", _("holt sich Hilfe")
    EVERYDAY = "everyday", _("Alltag gelingt")
    SECURE = "secure", _("Arbeit, Geld und Wohnung sicher")


class NeedAfter(Code):
    NONE = "none", _("kein Bedarf mehr")
    SETTLED = "settled", _("weiterer Bedarf, andere Hilfe ist da")
    OPEN = "open", _("weiterer Bedarf, noch ohne Hilfe")


class Content(Code):
    """What the family says of the help."""

    VERY = "very", _("sehr zufrieden")
    CONTENT = "content", _("zufrieden")
    PARTLY = "partly", _("teils, teils")
    NOT = "not", _("unzufrieden")
    UNASKED = "unasked", _("nicht gefragt")


class Tallied(Code):
    """What is counted when a help is over."""

    HELP = "help", _("beendete Begleitungen")
    END = "end", _("wie es endete")
    LENGTH = "length", _("wie lange es dauerte")
    CONTACTS = "contacts", _("wie viele Kontakte")
    SHEETS = "sheets", _("Bögen von Anfang und Ende")
    AT_START = "at_start", _("Belastungen am Anfang")
    AT_END = "at_end", _("Belastungen am Ende")
    GONE = "gone", _("Belastungen, die nicht mehr da sind")


WEIGHT = {VisitUrgency.TIME: 1, VisitUrgency.SOON: 2, VisitUrgency.URGENT: 3}
NEEDED = {
    Contract.EMPLOYED: (ProofKind.PROFESSION, ProofKind.CONDUCT, ProofKind.SECRECY),
    Contract.FREELANCE: (ProofKind.PROFESSION, ProofKind.CONDUCT, ProofKind.SECRECY, ProofKind.LIABILITY),
    Contract.CARRIER: (ProofKind.PROFESSION, ProofKind.CONDUCT, ProofKind.SECRECY),
}
