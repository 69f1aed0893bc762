"""How an answer is headed where it is read: the short form of the question that was asked."""

from collections.abc import Mapping

from schutznetz.law.report_fields import TELLING
from schutznetz.law.text import gettext_noop

HEADINGS = {
    "observed": gettext_noop("Selbst gesehen oder gehört"),
    "hearsay": gettext_noop("Von anderen gehört"),
    "verbatim": gettext_noop("Wörtlich vom Kind"),
    "suspicion": gettext_noop("Vermutung"),
    "cause": gettext_noop("Worauf sich die Sorge stützt"),
    "institution_event": gettext_noop("In einer Einrichtung mit Betriebserlaubnis"),
    "injuries": gettext_noop("Verletzungen"),
    "why_now": gettext_noop("Warum gerade jetzt"),
    "judgement": gettext_noop("Einschätzung der Gefahr"),
    "resources": gettext_noop("Was gut läuft"),
    "child_name": gettext_noop("Name oder Beschreibung"),
    "child_born": gettext_noop("Schon geboren?"),
    "child_sign": gettext_noop("Anhaltspunkt bei diesem Kind"),
    "child_age": gettext_noop("Alter"),
    "child_whereabouts": gettext_noop("Wo ist das Kind jetzt?"),
    "child_address": gettext_noop("Anschrift"),
    "child_institution": gettext_noop("Kita oder Schule"),
    "child_needs": gettext_noop("Behinderung, Krankheit, Sprache"),
    "lives_with": gettext_noop("Lebt bei, Sorgerecht"),
    "parents": gettext_noop("Eltern und Partner"),
    "siblings": gettext_noop("Weitere Kinder im Haushalt"),
    "others": gettext_noop("Wer sonst Zugang hat"),
    "talk_with_guardians": gettext_noop("Gespräch mit den Erziehungsberechtigten"),
    "talk_with_child": gettext_noop("Gespräch mit dem Kind"),
    "prior_notice": gettext_noop("Wissen die Erziehungsberechtigten davon?"),
    "isef": gettext_noop("Beratung durch eine insoweit erfahrene Fachkraft"),
    "help_offered": gettext_noop("Angebotene Hilfen"),
    "other_services": gettext_noop("Weitere beteiligte Stellen"),
    "lead_informed": gettext_noop("Leitung informiert"),
    "ordered_by": gettext_noop("Mitteilung angeordnet von, Aktenzeichen"),
    "danger_for_workers": gettext_noop("Gefahren für Menschen, die hingehen"),
    "risk_if_known": gettext_noop("Gefahr, wenn die Familie davon erfährt"),
    "reporter_name": gettext_noop("Name"),
    "reporter_institution": gettext_noop("Einrichtung und Aufgabe"),
    "reporter_phone": gettext_noop("Telefon"),
    "own_profession": gettext_noop("Informiert als"),
    "own_social_work": gettext_noop("Staatlich anerkannte Soziale Arbeit"),
    "reporter_reachable": gettext_noop("Erreichbar"),
    "reporter_relation": gettext_noop("Kennt die Familie"),
    "observed_by": gettext_noop("Beobachtet von"),
    "decided_by": gettext_noop("Entschieden von"),
}


def told_in(answers: Mapping[str, str]) -> str:
    """Return what somebody told as one text: hearsay and suspicion stay marked as such."""
    seen, *others = TELLING
    headed = [f"{HEADINGS[name]}: {answers[name]}" for name in others if answers.get(name)]
    return "\n".join(text for text in (answers.get(seen, ""), *headed) if text)
