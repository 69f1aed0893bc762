"""The periods that no statute names: an office may set its own, never longer than the house allows.

What a statute fixes (hearing, appeal, end of a confinement) stands in ``law.measures`` and is no setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schutznetz.law import assessment, certificates, measures, statistics, visits, welcome
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Period:
    """One period in days: the default of the house, and what no office may go beyond.

    ``early`` ones belong to early help: whoever runs it sets them, and nobody of the protection part.
    """

    name: str
    label: str
    days: int
    most: int
    serves: Norm
    early: bool = False


PERIODS = (
    Period(
        "child_seen_acute",
        gettext_noop("Kind wieder sehen: akute Gefahr oder noch kein Ergebnis"),
        measures.CHILD_SEEN_EVERY["acute"].days,
        7,
        assessment.IMPRESSION,
    ),
    Period(
        "child_seen_latent",
        gettext_noop("Kind wieder sehen: latente Gefahr"),
        measures.CHILD_SEEN_EVERY["latent"].days,
        28,
        assessment.IMPRESSION,
    ),
    Period(
        "assessed",
        gettext_noop("Einschätzung abschließen"),
        assessment.ASSESSED_WITHIN.days,
        56,
        assessment.SEVERAL,
    ),
    Period(
        "review_acute",
        gettext_noop("Ergebnis überprüfen: akute Gefahr"),
        assessment.REVIEW_WITHIN[assessment.ACUTE].days,
        28,
        assessment.SEVERAL,
    ),
    Period(
        "review_latent",
        gettext_noop("Ergebnis überprüfen: latente Gefahr"),
        assessment.REVIEW_WITHIN[assessment.LATENT].days,
        28,
        assessment.SEVERAL,
    ),
    Period(
        "plan_review",
        gettext_noop("Schutzplan überprüfen"),
        measures.PLAN_REVIEWED_WITHIN.days,
        28,
        measures.PLAN,
    ),
    Period(
        "check",
        gettext_noop("Absprache, Anordnung oder Auflage kontrollieren"),
        measures.CHECKED_WITHIN.days,
        28,
        measures.PLAN,
    ),
    Period(
        "help_answer",
        gettext_noop("Antwort der Familie auf ein Hilfeangebot"),
        measures.ANSWER_TO_HELP_WITHIN.days,
        28,
        assessment.HELP,
    ),
    Period(
        "closing_decided",
        gettext_noop("Über einen Abschluss entscheiden"),
        measures.CLOSING_DECIDED_WITHIN.days,
        14,
        assessment.SEVERAL,
    ),
    Period(
        "statistics_closed",
        gettext_noop("Amtliche Statistik: Tage nach Jahresende, bis das Jahr geliefert ist (sonst 1. März)"),
        60,
        181,
        statistics.GROUND,
    ),
    Period(
        "certificate",
        gettext_noop("Führungszeugnis von Ehrenamtlichen neu zeigen lassen"),
        certificates.SHOWN_AGAIN_AFTER.days,
        certificates.SHOWN_AGAIN_AFTER.days,
        certificates.SHOWN,
        early=True,
    ),
    Period(
        "welcome_closed",
        gettext_noop("Willkommensbesuch: löschen nach dem Ergebnis"),
        welcome.AFTER_CLOSING.days,
        welcome.AFTER_CLOSING.days,
        welcome.GROUND,
        early=True,
    ),
    Period(
        "welcome_at_most",
        gettext_noop("Willkommensbesuch: löschen nach dem Einlesen der Liste, was auch daraus wurde"),
        welcome.AT_MOST.days,
        welcome.AT_MOST.days,
        welcome.GROUND,
        early=True,
    ),
    Period(
        "visits_wait",
        gettext_noop("Familienhebamme: Aufgabe, wenn eine Familie so lange wartet"),
        visits.WAITS_LONG.days,
        visits.AT_MOST.days,
        visits.GROUND,
        early=True,
    ),
)
BY_NAME: Mapping[str, Period] = {period.name: period for period in PERIODS}


def allowed(period: Period, days: int) -> bool:
    """Say whether an office may set this many days."""
    return 1 <= days <= period.most
