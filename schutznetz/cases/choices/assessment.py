"""The vocabularies of the assessment: people, entries, talks, visits, the result in words."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class PersonRole(Code):
    """What somebody is to the child."""

    CHILD = "child", _("Das Kind selbst")
    SIBLING = "sibling", _("Geschwister")
    OTHER_CHILD = "other_child", _("Anderes Kind im Haushalt")
    MOTHER = "mother", _("Mutter")
    FATHER = "father", _("Vater")
    STEP_PARENT = "step_parent", _("Stiefelternteil oder neue Partnerin, neuer Partner")
    GUARDIAN = "guardian", _("Vormund oder andere Sorgeberechtigte")
    FOSTER_PARENT = "foster_parent", _("Pflegeperson")
    GRANDPARENT = "grandparent", _("Großeltern")
    OTHER_RELATIVE = "other_relative", _("Andere Verwandte")
    OTHER_ADULT = "other_adult", _("Andere Person mit Zugang zum Kind")


class CaseEntryKind(Code):
    """What an entry is: facts, words, guesses and what exonerates stay apart."""

    FACT = "fact", _("Tatsache")
    STATEMENT = "statement", _("Aussage, wörtlich")
    HYPOTHESIS = "hypothesis", _("Vermutung")
    EXONERATING = "exonerating", _("Entlastendes")
    PROTECTIVE = "protective", _("Was das Kind schützt")
    CHILDS_VIEW = "childs_view", _("Sicht des Kindes")
    CONSULTATION = "consultation", _("Beratung mit Kolleginnen und Kollegen")


class Observation(Code):
    """How somebody knows."""

    OWN = "own", _("Selbst gesehen oder gehört")
    HEARSAY = "hearsay", _("Von anderen erfahren")


class DataSource(Code):
    """Where something comes from; what does not come from the family needs a legal ground."""

    FAMILY = "family", _("Von der Familie")
    REPORTER = "reporter", _("Aus der Meldung")
    THIRD_PARTY = "third_party", _("Von Dritten, zum Beispiel Kita, Praxis, Polizei")


class LegalGround(Code):
    """On which ground data about somebody came from third parties (§ 62 Abs. 3 SGB VIII)."""

    PROTECTION = "protection", _("Schutzauftrag (§ 62 Abs. 3 Nr. 2 Buchst. d SGB VIII)")
    COURT = "court", _("Aufgabe für das Gericht (§ 62 Abs. 3 Nr. 2 Buchst. c SGB VIII)")
    TASK = "task", _("Aufgabe verlangt es (§ 62 Abs. 3 SGB VIII)")
    CONSENT = "consent", _("Einwilligung")


class TalkWith(Code):
    GUARDIAN = "guardian", _("Erziehungsberechtigte")
    CHILD = "child", _("Kind oder Jugendliche")
    REPORTER = "reporter", _("Meldende Fachkraft")
    OTHER = "other", _("Andere")


class Interpreting(Code):
    """How a talk was understood; relatives never interpret."""

    NOT_NEEDED = "not_needed", _("Nicht nötig")
    INTERPRETER = "interpreter", _("Mit Dolmetscherin oder Dolmetscher")
    AIDS = "aids", _("Mit Hilfen, zum Beispiel Gebärden oder Bildern")
    MISSING = "missing", _("Nötig, aber nicht da: Gespräch wird wiederholt")


class VisitPlace(Code):
    HOME = "home", _("Wohnung der Familie")
    DAY_CARE = "day_care", _("Kita oder Tagespflege")
    SCHOOL = "school", _("Schule")
    OFFICE = "office", _("Im Amt")
    CLINIC = "clinic", _("Klinik oder Praxis")
    OTHER = "other", _("Anderer Ort")


class Examination(Code):
    """Bodies are examined by doctors, never by social workers."""

    NOT_NEEDED = "not_needed", _("Nicht nötig")
    ARRANGED = "arranged", _("Ärztliche Untersuchung veranlasst")
    REFUSED = "refused", _("Ärztliche Untersuchung verweigert")


class InquiryTopic(Code):
    """What is decided once with yes or no and a reason, and whom one has asked."""

    LEAVE_GUARDIANS_OUT = "leave_guardians_out", _("Erziehungsberechtigte vorerst nicht einbeziehen")
    LEAVE_CHILD_OUT = "leave_child_out", _("Kind vorerst nicht hören")
    IMPRESSION_NEEDED = "impression_needed", _("Unmittelbarer Eindruck nötig")
    INVOLVE_REPORTER = "involve_reporter", _("Meldende Fachkraft beteiligen")
    CHILDREN_COMPLETE = "children_complete", _("Alle Kinder im Haushalt sind eingetragen")
    HISTORY = "history", _("Frühere Meldungen und Hilfen gesucht")
    FORMER_OFFICES = "former_offices", _("Frühere Wohnorte und Jugendämter geklärt")
    ADULTS_COMPLETE = "adults_complete", _("Alle Erwachsenen mit Zugang sind eingetragen")
    EXONERATING = "exonerating", _("Nach Entlastendem gefragt, nichts gefunden")
    ASKED_DAY_CARE = "asked_day_care", _("Kita oder Tagespflege gefragt")
    ASKED_SCHOOL = "asked_school", _("Schule gefragt")
    ASKED_DOCTOR = "asked_doctor", _("Kinderarztpraxis oder Klinik gefragt")
    ASKED_MIDWIFE = "asked_midwife", _("Hebamme oder Frühe Hilfen gefragt")
    ASKED_POLICE = "asked_police", _("Polizei gefragt")
    ASKED_HELPERS = "asked_helpers", _("Helferinnen und Helfer in der Familie gefragt")
    ASKED_RELATIVES = "asked_relatives", _("Verwandte gefragt")


class Danger(Code):
    """Kinds of danger, as the official statistics count them."""

    NEGLECT = "neglect", _("Vernachlässigung")
    PHYSICAL = "physical", _("Körperliche Misshandlung")
    PSYCHOLOGICAL = "psychological", _("Psychische Misshandlung")
    SEXUAL = "sexual", _("Sexuelle Gewalt")


class DangerSource(Code):
    """From whom the danger mainly comes."""

    MOTHER = "mother", _("Mutter")
    FATHER = "father", _("Vater")
    BOTH_PARENTS = "both_parents", _("Beide Eltern")
    STEP_PARENT = "step_parent", _("Stiefelternteil oder neue Partnerin, neuer Partner")
    OTHER = "other", _("Andere Person")
    UNKNOWN = "unknown", _("Noch nicht bekannt")


class Present(Code):
    """Whether there is a danger now."""

    ESTABLISHED = "established", _("Gegenwärtige Gefahr steht fest")
    SUSPECTED = "suspected", _("Steht nicht fest, ernster Verdacht bleibt")
    NONE = "none", _("Keine gegenwärtige Gefahr")


class Harm(Code):
    """How heavy the harm is that threatens."""

    GRAVE = "grave", _("Leben, schwere Verletzung oder schwerer Schaden für die Entwicklung")
    CONSIDERABLE = "considerable", _("Erheblicher Schaden")
    SLIGHT = "slight", _("Nachteil, aber kein erheblicher Schaden")
    NONE = "none", _("Kein Schaden zu erwarten")


class Likelihood(Code):
    """How likely the harm is; the heavier it is, the less likely it needs to be."""

    NEAR_CERTAIN = "near_certain", _("Mit ziemlicher Sicherheit")
    SUFFICIENT = "sufficient", _("Hinreichend wahrscheinlich")
    POSSIBLE = "possible", _("Möglich, durch Tatsachen gestützt")
    REMOTE = "remote", _("Fernliegend")


class Ability(Code):
    """Whether parents want to, or can, avert a danger."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Teilweise")
    NO = "no", _("Nein")
    UNKNOWN = "unknown", _("Noch nicht bekannt")


class HelpStand(Code):
    """What became of the help that was offered."""

    NOT_OFFERED = "not_offered", _("Keine Hilfe angeboten")
    ACCEPTED = "accepted", _("Angeboten und angenommen")
    OPEN = "open", _("Angeboten, Antwort offen")
    REFUSED = "refused", _("Angeboten und abgelehnt")
