"""Vocabularies of the work that somebody must do by a time."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class TaskKind(Code):
    """What must be done. The sentence is all that a list, a mail or a lock screen ever shows."""

    TAKE_REPORT = "take_report", _("Meldung übernehmen")
    TRIAGE = "triage", _("Ersteinschätzung machen")
    CONFIRM_TRIAGE = "confirm_triage", _("Ersteinschätzung als zweite Fachkraft prüfen")
    CONFIRM_LOWERING = "confirm_lowering", _("Herabstufung der Dringlichkeit prüfen")
    NAME_SECOND = "name_second", _("Zweite Person für den Sofortschutz nachtragen")
    CONFIRM_PROTECTION = "confirm_protection", _("Sofortschutz bestätigen")
    SEE_CHILD = "see_child", _("Kind sehen")
    ASSESS = "assess", _("Gefährdung einschätzen")
    READ_ADDITION = "read_addition", _("Nachtrag der meldenden Person lesen")
    GIVE_FEEDBACK = "give_feedback", _("Rückmeldung geben")
    ENTER_FILE_NUMBER = "enter_file_number", _("Aktenzeichen des Fachverfahrens eintragen")
    CONFIRM_CONTACT = "confirm_contact", _("Kontaktangaben bestätigen")
    CONFIRM_OFFER = "confirm_offer", _("Angebot bestätigen")
    NOTE_DECISION = "note_decision", _("Entscheidung zur Kenntnis nehmen")
    LEAVE = "leave", _("An das Fachverfahren übergeben")
    CALL_BACK = "call_back", _("Zurückrufen")
    ANSWER_CONSULTATION = "answer_consultation", _("Anfrage zur Fachberatung beantworten")
    CONFIRM_RESULT = "confirm_result", _("Ergebnis als zweite Fachkraft prüfen")
    COUNTERSIGN_RESULT = "countersign_result", _("Ergebnis als Leitung gegenzeichnen")
    REVIEW_RESULT = "review_result", _("Ergebnis überprüfen")


class Rung(Code):
    """Who is called when a task stays undone: one step of the escalation ladder."""

    OWNER = "owner", _("zuständige Person")
    SUBSTITUTE = "substitute", _("Vertretung")
    LINE = "line", _("alle im Team, die da sind")
    DUTY = "duty", _("Bereitschaft")
    TEAM_LEAD = "team_lead", _("Leitung")
    COORDINATOR = "coordinator", _("Netzwerkkoordination")


class LateCause(Code):
    """Why something was done after its time."""

    WORKLOAD = "workload", _("Zu viel gleichzeitig")
    ABSENCE = "absence", _("Krankheit oder Abwesenheit")
    UNREACHABLE = "unreachable", _("Beteiligte nicht erreicht")
    INFORMATION = "information", _("Angaben fehlten")
    ENTERED_LATE = "entered_late", _("Rechtzeitig getan, später eingetragen")
    TECHNICAL = "technical", _("Technische Störung")
    OTHER = "other", _("Anderer Grund")


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder: so many minutes after the task was opened, these people are woken."""

    minutes: int
    to: Rung
