"""How long what is kept: class, start event and standard period (DIN 66398), versioned as a whole.

Few statutes name a number. Every row that is ``to_confirm`` is our proposal, and an office may set its
own period for the classes that are ``settable``; it says why. Nothing is ever deleted by a clock: from
the day on which a period is over, two people may delete.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from schutznetz.law.measures import add_months
from schutznetz.law.norm import Norm

VERSION = "2026-11"
LONGEST = 100 * 12  # months; § 9b SGB VIII asks for seventy years after the thirtieth birthday

STORAGE = Norm("SGB VIII", "63", 1)
ERASURE = Norm("SGB X", "84", 2)
LIMITS = Norm("DSGVO", "17", 1)
RIGHTS = Norm("DSGVO", "5", 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One class: what it holds, the event from which the period runs, and how long it is.

    ``filed`` means that the records were handed to the office's own file first.
    """

    code: str
    what: str
    start: str
    months: int = 0
    days: int = 0
    norm: Norm = ERASURE
    to_confirm: bool = True
    settable: bool = False
    filed: bool = False


RULES = (
    Rule(code="L0", what="Hilfe finden ohne Anmeldung", start="nichts wird gespeichert", norm=LIMITS),
    Rule(code="L1", what="Entwurf", start="letzte Änderung", days=3, norm=LIMITS),
    Rule(
        code="L2",
        what="Meldung, die ins Fachverfahren übernommen ist",
        start="Aktenzeichen eingetragen",
        days=30,
        settable=True,
    ),
    Rule(
        code="L3",
        what="Meldung, für die das Amt nicht zuständig ist",
        start="Entscheidung zu zweit",
        months=6,
        settable=True,
    ),
    Rule(code="L4", what="Rückfragen mit der meldenden Person", start="Abschluss", days=90),
    Rule(code="L5", what="Fachberatung ohne Namen", start="letztes Wort", months=12, norm=LIMITS),
    Rule(code="L6", what="Frühe Hilfe mit Einwilligung", start="Ende der Hilfe", months=12),
    Rule(code="L7", what="Schutzverfahren", start="Abschluss des Verfahrens", months=6, norm=STORAGE),
    Rule(code="L8", what="Aufgaben und Termine", start="wie ihr Fall, höchstens", months=12),
    Rule(
        code="L9",
        what="Nachweise: Einwilligungen, Auskünfte, Löschungen",
        start="Ende des Jahres",
        months=36,
        norm=RIGHTS,
    ),
    Rule(code="L10", what="Aufenthaltsorte", start="Wegfall des Grundes", norm=LIMITS),
    Rule(code="L11", what="Wer gemeldet hat", start="Ende der Einschätzung", months=12),
    Rule(code="L12", what="Zugänge", start="Ende der Zuständigkeit", months=12, norm=LIMITS),
    Rule(code="L13", what="Wer was getan hat", start="Eintrag im Protokoll", months=24, norm=RIGHTS),
    Rule(code="L14", what="Anträge von Betroffenen", start="Erledigung", months=36, norm=RIGHTS),
    Rule(code="L15", what="Sicherungen", start="Herstellung", days=35, norm=LIMITS),
    Rule(code="L16", what="Hinweise ohne Inhalt", start="Versand", days=30, norm=LIMITS),
    Rule(
        code="L17",
        what="Akten nach § 9b SGB VIII: nicht hier, sondern im Archiv des Amts",
        start="30. Geburtstag",
        months=70 * 12,
        norm=Norm("SGB VIII", "9b", 2, None, "1"),
        to_confirm=False,
    ),
    Rule(
        code="R1",
        what="Meldung ohne gewichtige Anhaltspunkte",
        start="Entscheidung zu zweit",
        months=24,
        norm=STORAGE,
        settable=True,
    ),
    Rule(
        code="R2",
        what="Schutzverfahren ohne Gefährdung und ohne Hilfebedarf",
        start="Abschluss des Verfahrens",
        months=6,
        norm=STORAGE,
        settable=True,
        filed=True,
    ),
    Rule(
        code="R3",
        what="Schutzverfahren mit Gefährdung oder Hilfebedarf",
        start="Abschluss des Verfahrens",
        months=6,
        norm=STORAGE,
        settable=True,
        filed=True,
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}
SETTABLE = tuple(rule.code for rule in RULES if rule.settable)


ADOPTED = "L2"


def of_report(*, competent: bool) -> str:
    """Return the class of a report on which no case rests and that stayed here."""
    return "R1" if competent else "L3"


def of_case(outcome: str) -> str:
    """Return the class of a closed case by its result; history without danger is the shorter one."""
    return "R2" if outcome == "none" else "R3"


def earliest(code: str, started_on: date, months: int | None = None) -> date:
    """Return the first day on which this may be deleted: the period is over with its last day.

    ``months`` is what the office has set instead of the standard.
    """
    rule = BY_CODE[code]
    if months is not None:
        return add_months(started_on, months) + timedelta(days=1)
    return add_months(started_on, rule.months) + timedelta(days=rule.days + 1)
