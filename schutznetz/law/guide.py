"""The guide: asks what the law's table needs, in its order, until exactly one row governs.

Pure functions over ``guide_table``; nothing is kept. What is asked follows from the rows alone: a question
is put only while rows that may still hold differ in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from schutznetz.law import guide_authorities, guide_table
from schutznetz.law.guide_questions import BY_ASK
from schutznetz.law.guide_terms import UNBORN, Ask, Help, Row
from schutznetz.law.norm import Norm
from schutznetz.law.reporters import Notice, Reporter, Step, channel_of
from schutznetz.law.text import gettext_noop

Answers = Mapping[str, str]

NOTICES = {
    Notice.UNLESS_PROTECTION_AT_RISK: gettext_noop(
        "Sagen Sie es den Betroffenen vorher, außer der Schutz des Kindes käme dadurch in Gefahr: etwa bei "
        "Verdacht auf sexuelle Gewalt in der Familie, drohender Flucht oder Gewalt. "
        "Dann halten Sie den Grund fest."
    ),
    Notice.RECOMMENDED: gettext_noop(
        "Sagen Sie es den Betroffenen möglichst vorher, außer der Schutz des Kindes käme dadurch in Gefahr."
    ),
    Notice.BY_OWN_LAW: gettext_noop("Ob die Betroffenen vorher davon erfahren, regelt Ihr eigenes Recht."),
}
ONLY_NEEDED = gettext_noop(
    "Sagen Sie nur, was das Jugendamt zum Schutz des Kindes braucht: keine ganze Akte. "
    "Was Sie nur gehört haben, nennen Sie so."
)
ANSWER_OWED = gettext_noop(
    "Das Jugendamt soll Ihnen zeitnah sagen, ob es die Anhaltspunkte bestätigt sieht und ob es tätig ist."
)
NO_ANSWER_OWED = gettext_noop(
    "Sie bekommen eine Bestätigung des Eingangs. Was in der Familie geschieht, darf das Jugendamt "
    "nicht sagen."
)
PERSONALLY = gettext_noop(
    "Gehören Sie selbst zu einem Beruf nach § 4 Abs. 1 KKG und informieren als solcher, geben Sie ihn im "
    "Formular an: Dann steht Ihnen die Rückmeldung zu."
)
# A child is a party; court and youth offices speak with each other in the procedure itself.
WITHOUT_NOTES = frozenset({Reporter.CHILD, Reporter.FAMILY_COURT, Reporter.YOUTH_OFFICE})
# Whom the telephone of medical child protection advises (§ 6 KKG); it stands in for no other advice.
MEDICAL_ADVICE = frozenset({Reporter.HEALTH, Reporter.PROVIDER, Reporter.YOUTH_OFFICE, Reporter.FAMILY_COURT})
# Whose law lets a question be put: the step of the reporter's own channel that it asks about.
STEP_BEHIND = {Ask.OWN_WAY: Step.TALK_WITH_GUARDIANS, Ask.CAUSE: Step.CONCRETE_SIGN}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


def rows() -> tuple[Row, ...]:
    """Return the whole table, for groups A to N."""
    return (*guide_table.TABLE, *guide_authorities.TABLE)


@cache
def rows_of(reporter: Reporter) -> tuple[Row, ...]:
    return tuple(row for row in rows() if reporter in row.who)


@cache
def asks_of(reporter: Reporter) -> tuple[Ask, ...]:
    """Return everything that this reporter may be asked, in its order."""
    return tuple(ask for ask in Ask if any(ask in row.when for row in rows_of(reporter)))


@cache
def choices_of(reporter: Reporter, ask: Ask) -> tuple[Choice, ...]:
    """Return the answers that make a difference to this reporter."""
    told = {value for row in rows_of(reporter) for value in row.when.get(ask, ())}
    question = BY_ASK[ask]
    own = question.child_choices if reporter is Reporter.CHILD else ()
    return tuple(Choice(*choice) for choice in own or question.choices if choice[0] in told)


def tells_births_apart(reporter: Reporter) -> bool:
    """Say whether before birth another row holds for this reporter than for a born child."""
    return any(UNBORN in row.when.get(Ask.ABOUT, ()) for row in rows_of(reporter))


def text_of(reporter: Reporter, ask: Ask) -> str:
    question = BY_ASK[ask]
    return question.child_text if reporter is Reporter.CHILD else question.text


def ground_of(reporter: Reporter, ask: Ask) -> Norm | None:
    """Return the norm because of which this reporter is asked this, where a single one says so."""
    channel = channel_of(reporter)
    if ask is Ask.ISEF:
        return channel.isef
    step = STEP_BEHIND.get(ask)
    return channel.steps.get(step) if step else None


def understood(reporter: Reporter, answers: Answers) -> dict[str, str]:
    """Return the answers that this reporter was asked for, in order; whatever else was sent says nothing."""
    kept: dict[str, str] = {}
    while (ask := _next(reporter, kept)) is not None:
        value = answers.get(ask, "")
        if value not in {choice.value for choice in choices_of(reporter, ask)}:
            break
        kept[ask] = value
    return kept


def next_question(reporter: Reporter, answers: Answers) -> Ask | None:
    """Return what must be asked next, or nothing when one row governs."""
    return _next(reporter, understood(reporter, answers))


def governing(reporter: Reporter, answers: Answers) -> Row | None:
    """Return the one row that governs, or nothing while a question is open."""
    known = understood(reporter, answers)
    if _next(reporter, known) is not None:
        return None
    (row,) = _standing(reporter, known)
    return row


def _standing(reporter: Reporter, known: Answers) -> list[Row]:
    """Return the rows that may still hold."""
    return [
        row
        for row in rows_of(reporter)
        if all(known[ask] in values for ask, values in row.when.items() if ask in known)
    ]


def _next(reporter: Reporter, known: Answers) -> Ask | None:
    standing = _standing(reporter, known)
    asked = {ask for row in standing for ask in row.when}
    return next((ask for ask in asks_of(reporter) if ask in asked and ask not in known), None)


def notes_of(reporter: Reporter, row: Row) -> list[str]:
    """Return what else holds when the youth office is informed: prior notice, content, answer."""
    if not row.informs:
        return []
    channel = channel_of(reporter)
    told = [NOTICES[channel.notice]] if channel.notice in NOTICES else []
    if reporter in WITHOUT_NOTES:
        return told
    needed = [ONLY_NEEDED] if channel.named else []
    answer = [ANSWER_OWED] if channel.feedback else [NO_ANSWER_OWED]
    return [*told, *needed, *answer, *([PERSONALLY] if channel.personally else [])]


def helps_of(reporter: Reporter, row: Row) -> tuple[Help, ...]:
    """Return the ways that stand open to this reporter in this situation."""
    return (*row.helps, Help.MEDICAL_HOTLINE) if reporter in MEDICAL_ADVICE else row.helps
