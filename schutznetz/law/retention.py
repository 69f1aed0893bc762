"""How long what is kept: class, start event and standard period (DIN 66398), versioned as a whole.

Few statutes name a number. Every row that is ``to_confirm`` is our proposal, and an office may set its
own period where a row has ``limits``, within these; it says why. No procedure is deleted by a clock: from
the day on which a period is over, two people may delete. What never became one here goes by itself, and so
does the trail, but for what a hold keeps.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schutznetz.law.measures import add_months
from schutznetz.law.norm import Norm

VERSION = "2026-11"
ADULT = 18 * 12  # months

STORAGE = Norm("SGB VIII", "63", 1)
ERASURE = Norm("SGB X", "84", 2)
LIMITS = Norm("DSGVO", "17", 1)
RIGHTS = Norm("DSGVO", "5", 2)

OURS = "Vorschlag des Hauses"
HISTORY = "Vorschlag des Hauses: drei bis fünf Jahre, abgewogen mit dem Wert der Vorgeschichte"
APPROPRIATE = "§ 79a Abs. 2 SGB VIII: für einen angemessenen Zeitraum, ohne Zahl; Vorschlag des Hauses"
KGST = "KGSt, 30 Jahre (nicht nachgeprüft)"
BW = (
    "Empfehlung aus Baden-Württemberg, zehn Jahre nach der Volljährigkeit des jüngsten Kindes (vor der DSGVO)"
)


class Since(StrEnum):
    """From when an office's own period runs: from the event of the class, or from majority."""

    EVENT = "event"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Limits:
    """Between how many months an office may choose, and who says so."""

    since: Since
    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class Own:
    """What an office has set for a class."""

    months: int
    since: Since = Since.EVENT


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
    since: Since = Since.EVENT
    norm: Norm = ERASURE
    to_confirm: bool = True
    filed: bool = False
    limits: tuple[Limits, ...] = ()

    def period(self, own: Own | None) -> Own:
        """Return what counts: what the office has set, else the standard."""
        return own or Own(self.months, self.since)


RULES = (
    Rule(code="L0", what="Hilfe finden ohne Anmeldung", start="nichts wird gespeichert", norm=LIMITS),
    Rule(code="L1", what="Entwurf", start="letzte Änderung", days=3, norm=LIMITS),
    Rule(
        code="L2",
        what="Meldung, die ins Fachverfahren übernommen ist",
        start="Aktenzeichen eingetragen",
        days=30,
        limits=(Limits(Since.EVENT, 1, 12, OURS),),
    ),
    Rule(
        code="L3",
        what="Meldung oder Übergabe, für die das Amt nicht zuständig ist",
        start="Entscheidung",
        months=6,
        limits=(Limits(Since.EVENT, 1, 24, OURS),),
    ),
    Rule(code="L4", what="Rückfragen mit der meldenden Person", start="Abschluss", days=90),
    Rule(code="L5", what="Fachberatung ohne Namen", start="letztes Wort", months=12, norm=LIMITS),
    Rule(code="L6", what="Frühe Hilfe mit Einwilligung", start="Ende der Hilfe", months=12),
    Rule(
        code="L7",
        what="Was zu einem Schutzverfahren gehört",
        start="wie das Verfahren (R1 bis R3), höchstens",
        months=30 * 12,
        norm=STORAGE,
    ),
    Rule(code="L8", what="Aufgaben und Termine", start="wie ihr Fall, höchstens", months=12),
    Rule(
        code="L9",
        what="Nachweise: Einwilligungen, Auskünfte, Löschungen",
        start="Ende des Jahres",
        months=36,
        norm=RIGHTS,
    ),
    Rule(code="L10", what="Aufenthaltsorte", start="Wegfall des Grundes", norm=LIMITS),
    Rule(
        code="L11",
        what="Wer gemeldet hat",
        start="wie das Verfahren, verdeckt nach R8, höchstens",
        months=30 * 12,
    ),
    Rule(code="L12", what="Zugänge", start="Ende der Zuständigkeit", months=12, norm=LIMITS),
    Rule(code="L13", what="Wer was getan hat", start="wie R6, höchstens", months=10 * 12, norm=RIGHTS),
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
        code="R6",
        what="Protokoll: wer was getan hat",
        start="Ende des Monats, in dem es geschah",
        months=36,
        norm=RIGHTS,
        limits=(Limits(Since.EVENT, 24, 10 * 12, OURS),),
    ),
    Rule(
        code="R8",
        what="Wer gemeldet hat: danach verdeckt, gelöscht mit dem Verfahren",
        start="Rückmeldung gegeben; wo keine geschuldet ist, Ergebnis für jedes Kind",
        limits=(Limits(Since.EVENT, 0, 12, OURS),),
    ),
    Rule(
        code="L18",
        what="Ehrenamtliche, mit dem Vermerk der Einsicht in ihr Führungszeugnis",
        start="letzte Tätigkeit, höchstens; nicht aufgenommen: sofort",
        months=6,
        norm=Norm("SGB VIII", "72a", 5),
        to_confirm=False,
    ),
    Rule(
        code="R1",
        what="Meldung ohne gewichtige Anhaltspunkte",
        start="Entscheidung zu zweit",
        months=24,
        norm=STORAGE,
        limits=(Limits(Since.EVENT, 12, 24, OURS),),
    ),
    Rule(
        code="R2",
        what="Schutzverfahren ohne Gefährdung und ohne Hilfebedarf",
        start="Abschluss des Verfahrens",
        months=36,
        norm=STORAGE,
        limits=(Limits(Since.EVENT, 1, 60, HISTORY),),
        filed=True,
    ),
    Rule(
        code="R3",
        what="Schutzverfahren mit Gefährdung oder Hilfebedarf",
        start="Volljährigkeit des jüngsten Kindes",
        months=120,
        since=Since.MAJORITY,
        norm=STORAGE,
        limits=(Limits(Since.EVENT, 1, 30 * 12, KGST), Limits(Since.MAJORITY, 0, 10 * 12, BW)),
        filed=True,
    ),
    Rule(
        code="R5",
        what="Was für eine Auswertung nach § 79a Abs. 2 SGB VIII ausgewählt war",
        start="Ende der Auswertung (Löschsperre zu zweit aufgehoben)",
        months=36,
        norm=Norm("SGB VIII", "79a", 2),
        limits=(Limits(Since.EVENT, 1, 10 * 12, APPROPRIATE),),
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}
SETTABLE = tuple(rule.code for rule in RULES if rule.limits)
ADOPTED = "L2"
NOT_OURS = "L3"
TRAIL = "R6"
REPORTER = "R8"
ANALYSED = "R5"  # beside the class of its own: the longer one counts


def of_report(*, competent: bool) -> str:
    """Return the class of a report on which no case rests and that stayed here."""
    return "R1" if competent else NOT_OURS


def of_case(outcome: str) -> str:
    """Return the class of a closed case by its result; history without danger is the shorter one."""
    return "R2" if outcome == "none" else "R3"


def limits_of(code: str, since: Since) -> Limits | None:
    """Return what an office may choose between for this class, counted from there."""
    return next((each for each in BY_CODE[code].limits if each.since == since), None)


def allows(code: str, own: Own) -> bool:
    found = limits_of(code, own.since)
    return found is not None and found.least <= own.months <= found.most


def earliest(code: str, started_on: date, own: Own | None = None, born_on: date | None = None) -> date:
    """Return the first day on which this may be deleted: the period is over with its last day.

    ``own`` is what the office has set instead of the standard. From majority it lasts to the end of the
    year, so that the day tells nobody a birthday; a child whose day of birth is not known is taken for the
    youngest it can be.
    """
    rule = BY_CODE[code]
    period = rule.period(own)
    if period.since is Since.EVENT:
        return add_months(started_on, period.months) + timedelta(days=1 + (0 if own else rule.days))
    end = add_months(born_on or started_on, ADULT + period.months)
    return max(started_on + timedelta(days=1), date(end.year + 1, 1, 1))


def latest_start(code: str, today: date, own: Own | None = None) -> date:
    """Return the last day from which a period is over today; the other way round of ``earliest``.

    For classes that count from their event; from majority it depends on the birthday as well.
    """
    months = BY_CODE[code].period(own).months
    day = add_months(today, -months) - timedelta(days=BY_CODE[code].days + 7)
    while earliest(code, day + timedelta(days=1), own) <= today:  # months differ in length
        day += timedelta(days=1)
    return day
