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
    NOTE_PROTECTION = "note_protection", _("Sofortschutz zur Kenntnis nehmen")
    SEE_CHILD = "see_child", _("Kind sehen")
    ASSESS = "assess", _("Gefährdung einschätzen")
    READ_ADDITION = "read_addition", _("Nachtrag der meldenden Person lesen")
    GIVE_FEEDBACK = "give_feedback", _("Rückmeldung geben")
    ENTER_FILE_NUMBER = "enter_file_number", _("Aktenzeichen des Fachverfahrens eintragen")
    CONFIRM_CONTACT = "confirm_contact", _("Kontaktangaben bestätigen")
    CONFIRM_OFFER = "confirm_offer", _("Angebot bestätigen")
    CHECK_OFFER = "check_offer", _("Änderung eines Angebots prüfen")
    NOTE_DECISION = "note_decision", _("Entscheidung zur Kenntnis nehmen")
    LEAVE = "leave", _("An das Fachverfahren übergeben")
    CALL_BACK = "call_back", _("Zurückrufen")
    SEND_RECEIPT = "send_receipt", _("Eingangsbestätigung schicken")
    ANSWER_CONSULTATION = "answer_consultation", _("Anfrage zur Fachberatung beantworten")
    WORRY_ENDS = "worry_ends", _("Eine Sorge wird bald gelöscht: länger aufbewahren?")
    CONFIRM_RESULT = "confirm_result", _("Ergebnis als zweite Fachkraft prüfen")
    COUNTERSIGN_RESULT = "countersign_result", _("Ergebnis als Leitung gegenzeichnen")
    READ_SIBLING = "read_sibling", _("Neues bei einem Geschwister lesen und prüfen")
    REVIEW_RESULT = "review_result", _("Ergebnis überprüfen")
    # measures that somebody watches, and closing
    CHECK_ITEM = "check_item", _("Kontrolle machen")
    ORDER_BROKEN = "order_broken", _("Auf den Bruch einer gerichtlichen Anordnung reagieren")
    AGREEMENT_BROKEN = "agreement_broken", _("Auf den Bruch einer Absprache reagieren")
    REVIEW_PLAN = "review_plan", _("Schutzplan überprüfen")
    TELL_CHILD_OF_PLAN = "tell_child_of_plan", _("Kind über den Schutzplan informieren")
    GET_ANSWER = "get_answer", _("Antwort auf ein Hilfeangebot einholen")
    CALL_COURT = "call_court", _("Familiengericht anrufen")
    SEND_COURT_LETTER = "send_court_letter", _("Schreiben an das Familiengericht absenden")
    NOTE_HEARING = "note_hearing", _("Gerichtstermin erfragen und eintragen")
    ATTEND_HEARING = "attend_hearing", _("Gerichtstermin wahrnehmen und Ergebnis eintragen")
    ENTER_ORDERS = "enter_orders", _("Anordnungen des Gerichts eintragen")
    COURT_REVIEW = "court_review", _("Überprüfung durch das Gericht nach drei Monaten verfolgen")
    DECIDE_REMEDY = "decide_remedy", _("Über eine Beschwerde entscheiden")
    TAKING_GROUND = "taking_ground", _("Grund der Inobhutnahme nachtragen")
    TAKING_PLACE = "taking_place", _("Ort der Unterbringung nachtragen")
    TAKING_TELL_CHILD = "taking_tell_child", _("Kind über die Inobhutnahme aufklären")
    TAKING_TRUST = "taking_trust", _("Kind eine Vertrauensperson benachrichtigen lassen")
    TAKING_TELL_GUARDIANS = "taking_tell_guardians", _("Sorgeberechtigte über die Inobhutnahme unterrichten")
    TAKING_ANSWER = "taking_answer", _("Antwort der Sorgeberechtigten eintragen")
    TAKING_GUARDIAN = "taking_guardian", _("Bestellung eines Vormunds veranlassen")
    HAND_BACK = "hand_back", _("Kind übergeben und Ende der Inobhutnahme eintragen")
    START_HELP_PLAN = "start_help_plan", _("Hilfeplanverfahren einleiten")
    END_CONFINEMENT = "end_confinement", _("Freiheitsentziehung beenden oder Gericht entscheiden lassen")
    FIND_CHILD = "find_child", _("Kind suchen")
    REASSESS = "reassess", _("Nach versäumten Terminen neu einschätzen")
    PROTECT_ANEW = "protect_anew", _("Akute Gefahr: neuen Schutz einrichten")
    NAME_OTHER_HANDS = "name_other_hands", _("Neu zuteilen: Jemand ist befangen")
    ANSWER_DOUBT = "answer_doubt", _("Sagen, ob Ihnen eine Familie zu nahe steht")
    DECIDE_DOUBT = "decide_doubt", _("Entscheiden, ob jemand befangen ist")
    NAME_LEAD = "name_lead", _("Leitung benennen: Über eine Befangenheit muss jemand anderes entscheiden")
    NOTE_ORDER = "note_order", _("Anordnung der Leitung: Aus einer Familie halten Sie sich heraus")
    CONFIRM_CLEARANCE = "confirm_clearance", _("Freigabe als zweite Person prüfen")
    PROPOSE_ANEW = "propose_anew", _("Neu vorschlagen: Wer es vorgeschlagen hat, ist befangen")
    REVIEW_EMERGENCY = "review_emergency", _("Notzugriff als Leitung prüfen")
    REVIEW_EMERGENCY_PRIVACY = "review_emergency_privacy", _("Notzugriff im Datenschutz prüfen")
    CONFIRM_CLOSING = "confirm_closing", _("Abschluss als zweite Person prüfen")
    CONFIRM_DELETION = "confirm_deletion", _("Löschung als zweite Person prüfen")
    # a case on its way to other hands
    PROPOSE_HANDOVER = "propose_handover", _("Übergabe an das zuständige Jugendamt vorbereiten")
    SEND_HANDOVER = "send_handover", _("Übergabe als zweite Person prüfen und freigeben")
    AWAIT_ACCEPTANCE = "await_acceptance", _("Annahme einer Übergabe verfolgen")
    READ_REFUSAL = "read_refusal", _("Abgelehnte Übergabe lesen")
    ANSWER_HANDOVER = "answer_handover", _("Übergabe eines anderen Jugendamts beantworten")
    TELL_OTHER_OFFICE = "tell_other_office", _("Neues dem anderen Jugendamt mitteilen")
    SORT_OUT_TAKING = "sort_out_taking", _("Klären, ob dieses Kind in Obhut ist")
    NAME_HANDS = "name_hands", _("Zuständigkeit neu vergeben")
    # correction and restriction
    TELL_RECIPIENTS = "tell_recipients", _("Empfängern sagen, dass etwas bestritten oder berichtigt ist")
    REVIEW_RESTRICTION = "review_restriction", _("Einschränkung der Verarbeitung überprüfen")
    REVIEW_DEFERRAL = "review_deferral", _("Prüfen, ob jemand jetzt informiert werden kann")
    INFORM_PERSON = "inform_person", _("Informieren: Der Grund für den Aufschub ist weggefallen")
    # somebody asks to see a file
    ANSWER_ACCESS = "answer_access", _("Antrag auf Akteneinsicht oder Auskunft beantworten")
    RELEASE_ACCESS = "release_access", _("Akteneinsicht als zweite Person prüfen und freigeben")
    # volunteers
    RENEW_CERTIFICATE = "renew_certificate", _("Neues Führungszeugnis zeigen lassen")
    CLEAR_CERTIFICATE = "clear_certificate", _("Führungszeugnis klären: Eine Begleitung läuft")
    CERTIFICATE_FORGOTTEN = (
        "certificate_forgotten",
        _("Vermerk zum Führungszeugnis gelöscht: neu zeigen lassen oder verabschieden"),
    )
    MATCH_ENDS = "match_ends", _("Eine Begleitung endet bald: verlängern oder verabschieden")
    # family midwives
    FIRST_CONTACT = "first_contact", _("Neue Familie: ersten Kontakt aufnehmen")
    REVIEW_VISITS = "review_visits", _("Mit einer Familie zurückblicken")
    VISITS_END = "visits_end", _("Eine Begleitung endet bald: abschließen oder weitergeben")
    # the office of family midwives
    ASK_CONSENT = (
        "ask_consent",
        _("Einwilligung einer begleiteten Familie gilt nicht mehr: neu fragen oder beenden"),
    )
    NOTE_WITHDRAWAL = "note_withdrawal", _("Einwilligung widerrufen: Eine Begleitung ist beendet")
    LONG_WAIT = "long_wait", _("Eine Familie wartet lange auf eine Familienhebamme")
    RENEW_PROOF = "renew_proof", _("Nachweis einer Familienhebamme neu ansehen")
    # early help
    CALL_FAMILY = "call_family", _("Eine Familie zurückrufen")
    ANSWER_REFERRAL = "answer_referral", _("Anfrage einer Familie beantworten")
    FOLLOW_OUTSIDE = "follow_outside", _("Nachfragen: Eine Stelle ohne Zugang hat nicht geantwortet")
    GIVE_FAMILY_DATA = "give_family_data", _("Einer Familie Auskunft geben")


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
