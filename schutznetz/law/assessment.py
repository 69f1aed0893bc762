"""What must be known before several professionals set the result of a risk assessment (§ 8a Abs. 1 SGB VIII).

Eleven guards, one row each: what is asked, what is missing, what helps, on which norm. A case is put before
them as a ``Assessment``; the guards look at nothing else. The result itself is given in the words of the
courts, never as a number: ``fits`` says whether words and result go together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from schutznetz.law.decision import YES, Decision, no
from schutznetz.law.norm import Norm
from schutznetz.law.reporters import CHANNELS, KKG_INFORM
from schutznetz.law.text import gettext_noop

SEVERAL = Norm("SGB VIII", "8a", 1, 1)
FAMILY = Norm("SGB VIII", "8a", 1, 2)
IMPRESSION = Norm("SGB VIII", "8a", 1, 2, "1")
REPORTER = Norm("SGB VIII", "8a", 1, 2, "2")
HELP = Norm("SGB VIII", "8a", 1, 3)
CHILD = Norm("SGB VIII", "8", 1)
OFFICES = Norm("SGB VIII", "8a", 6)
EX_OFFICIO = Norm("SGB X", "20", 1)
BOTH_SIDES = Norm("SGB X", "20", 2)
LANGUAGE = Norm("SGB I", "17", 2)
THIRD_PARTIES = Norm("SGB VIII", "62", 3)
WELFARE = Norm("BGB", "1666", 1)

# Who informed the office under § 4 Abs. 3 KKG, and may therefore be involved in the assessment.
SECRECY_HOLDERS = frozenset(row.reporter.value for row in CHANNELS if row.ground == KKG_INFORM)
SEVERAL_MEANS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is known about a case, as far as the guards ask; "left out" means: with a reason."""

    professionals: int
    guardians_talked_to: bool
    guardians_left_out: bool
    child_heard: bool
    child_left_out: bool
    impression_needed: bool | None
    impression_gained: bool
    reported_under_secrecy: bool
    reporter_decided: bool
    children_listed: bool
    children_without_assessment: int
    history_checked: bool
    former_offices_checked: bool
    adults_listed: bool
    adults_unclear: int
    dated_facts: int
    exonerating_considered: bool
    needs_unclear: int
    third_party_without_ground: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """One row: it holds or it says what is missing and what helps."""

    code: str
    title: str
    missing: str
    helps: str
    norm: Norm
    holds: Callable[[Assessment], bool]


def _impression(at: Assessment) -> bool:
    if at.impression_needed is None:
        return False
    return at.impression_gained or not at.impression_needed


GUARDS = (
    Guard(
        code="G1",
        title=gettext_noop("Mehrere Fachkräfte"),
        missing=gettext_noop("Bisher hat nur eine Fachkraft mitgewirkt."),
        helps=gettext_noop("Beraten Sie sich zu zweit und tragen Sie ein, wer dabei war."),
        norm=SEVERAL,
        holds=lambda at: at.professionals >= SEVERAL_MEANS,
    ),
    Guard(
        code="G2",
        title=gettext_noop("Erziehungsberechtigte einbezogen"),
        missing=gettext_noop("Mit den Erziehungsberechtigten ist noch nicht gesprochen worden."),
        helps=gettext_noop("Tragen Sie ein Gespräch ein oder warum es den wirksamen Schutz gefährdet."),
        norm=FAMILY,
        holds=lambda at: at.guardians_talked_to or at.guardians_left_out,
    ),
    Guard(
        code="G3",
        title=gettext_noop("Kind gesehen und gehört"),
        missing=gettext_noop("Das Kind ist noch nicht gesehen oder gehört worden."),
        helps=gettext_noop("Tragen Sie ein Gespräch oder einen Besuch ein, bei dem das Kind gesehen wurde."),
        norm=CHILD,
        holds=lambda at: at.child_heard or at.child_left_out,
    ),
    Guard(
        code="G4",
        title=gettext_noop("Unmittelbarer Eindruck"),
        missing=gettext_noop("Der unmittelbare Eindruck vom Kind und seiner Umgebung fehlt."),
        helps=gettext_noop("Entscheiden Sie, ob er nötig ist; wenn ja, tragen Sie den Besuch ein."),
        norm=IMPRESSION,
        holds=_impression,
    ),
    Guard(
        code="G5",
        title=gettext_noop("Meldende Fachkraft beteiligt"),
        missing=gettext_noop("Es fehlt die Entscheidung, ob die meldende Fachkraft beteiligt wird."),
        helps=gettext_noop("Entscheiden Sie mit Ja oder Nein und nennen Sie die Art oder den Grund."),
        norm=REPORTER,
        holds=lambda at: at.reporter_decided or not at.reported_under_secrecy,
    ),
    Guard(
        code="G6",
        title=gettext_noop("Jedes Kind im Haushalt"),
        missing=gettext_noop("Nicht für jedes Kind im Haushalt gibt es eine Einschätzung oder einen Grund."),
        helps=gettext_noop("Tragen Sie alle Kinder ein, jedes mit eigenem Fall oder dem Grund, warum nicht."),
        norm=SEVERAL,
        holds=lambda at: at.children_listed and at.children_without_assessment == 0,
    ),
    Guard(
        code="G7",
        title=gettext_noop("Vorgeschichte"),
        missing=gettext_noop("Vorgeschichte und frühere Jugendämter sind nicht geprüft."),
        helps=gettext_noop("Suchen Sie frühere Meldungen, auch folgenlose, und klären Sie frühere Wohnorte."),
        norm=OFFICES,
        holds=lambda at: at.history_checked and at.former_offices_checked,
    ),
    Guard(
        code="G8",
        title=gettext_noop("Erwachsene mit Zugang"),
        missing=gettext_noop("Nicht für alle Erwachsenen mit Zugang sind Verbote und Auflagen geklärt."),
        helps=gettext_noop("Tragen Sie ein, wer Zugang hat, mit Verboten, Auflagen und der Quelle dafür."),
        norm=EX_OFFICIO,
        holds=lambda at: at.adults_listed and at.adults_unclear == 0,
    ),
    Guard(
        code="G9",
        title=gettext_noop("Tatsachen und Entlastendes"),
        missing=gettext_noop("Es fehlt eine Tatsache mit Datum, oder Entlastendes ist nicht geprüft."),
        helps=gettext_noop("Trennen Sie Tatsachen von Vermutungen und schreiben Sie auf, was entlastet."),
        norm=BOTH_SIDES,
        holds=lambda at: at.dated_facts > 0 and at.exonerating_considered,
    ),
    Guard(
        code="G10",
        title=gettext_noop("Sprache und Behinderung"),
        missing=gettext_noop("Es ist offen, was Kind und Erziehungsberechtigte zur Verständigung brauchen."),
        helps=gettext_noop("Klären Sie Dolmetschen und Hilfen. Angehörige dolmetschen nie."),
        norm=LANGUAGE,
        holds=lambda at: at.needs_unclear == 0,
    ),
    Guard(
        code="G11",
        title=gettext_noop("Angaben Dritter"),
        missing=gettext_noop("Eine Angabe von Dritten steht ohne Rechtsgrund in der Akte."),
        helps=gettext_noop("Tragen Sie den Rechtsgrund an der Angabe nach."),
        norm=THIRD_PARTIES,
        holds=lambda at: at.third_party_without_ground == 0,
    ),
)


def missing(at: Assessment) -> list[Guard]:
    """Return the guards that do not hold, in their order."""
    return [guard for guard in GUARDS if not guard.holds(at)]


def ready(at: Assessment) -> Decision:
    """Say whether the result may be set; the first thing that is missing gives the reason."""
    found = missing(at)
    return no(found[0].missing, found[0].norm) if found else YES


# --- the result ---------------------------------------------------------------------------------------

ACUTE, LATENT, NEED, NONE = "acute", "latent", "need_for_support", "none"
SEVERITY = {ACUTE: 3, LATENT: 2, NEED: 1, NONE: 0}  # an order, to know what is a downgrade; never shown
DANGER = frozenset({ACUTE, LATENT})
ASSESSED_WITHIN = timedelta(weeks=4)  # from the report to the result: no statute names a period
# By when a result under danger is looked at anew: no statute names a period, these are the house's defaults.
REVIEW_WITHIN = {ACUTE: timedelta(weeks=2), LATENT: timedelta(weeks=4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A result in the words of the courts (BGH XII ZB 149/16, XII ZB 408/18)."""

    outcome: str
    dangers: int
    present: str  # established, suspected, none
    harm: str  # grave, considerable, slight, none
    likelihood: str  # near_certain, sufficient, possible, remote
    willing: str  # yes, partly, no, unknown
    able: str
    help_offered: bool


def is_downgrade(before: str, after: str) -> bool:
    """Say whether a result is milder than the one before it."""
    return bool(before) and SEVERITY[after] < SEVERITY[before]


def leader_signs(before: str, after: str) -> bool:
    """Acute and latent danger, and every milder result than before, need the leader's signature too."""
    return after in DANGER or is_downgrade(before, after)


def fits(words: Words) -> Decision:
    """Say whether a result goes together with the words that are to carry it."""
    if words.outcome in DANGER and not words.dangers:
        return no(gettext_noop("Bitte nennen Sie die Art der Gefährdung."), WELFARE)
    if words.outcome not in DANGER and (words.dangers or words.present != "none"):
        return no(gettext_noop("Wo eine Gefahr genannt ist, passt dieses Ergebnis nicht."), WELFARE)
    if words.outcome == LATENT and words.present == "none":
        return no(gettext_noop("Latent heißt: Ein ernster Verdacht bleibt."), WELFARE)
    if words.outcome == NEED and not words.help_offered:
        return no(gettext_noop("Bei Hilfebedarf gehört dazu, welche Hilfe angeboten ist."), HELP)
    return _is_acute(words) if words.outcome == ACUTE else YES


def _is_acute(words: Words) -> Decision:
    if words.present != "established" or words.harm not in {"grave", "considerable"}:
        return no(gettext_noop("Akut heißt: Gegenwärtige Gefahr erheblicher Schäden steht fest."), WELFARE)
    enough = {"near_certain", "sufficient"} | ({"possible"} if words.harm == "grave" else set())
    if words.likelihood not in enough:
        return no(gettext_noop("Dafür ist der Schaden nicht wahrscheinlich genug."), WELFARE)
    if words.willing == words.able == "yes":
        return no(gettext_noop("Akut heißt auch: Die Eltern wollen oder können nicht abwenden."), WELFARE)
    return YES
