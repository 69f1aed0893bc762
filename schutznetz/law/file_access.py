"""Who may see a child's file, on which basis and until when, and what in it is kept from whom: as tables.

File access (§ 25 SGB X) and access to one's own data (Art. 15 DSGVO, § 83 SGB X) are two requests with
the same limit: what others may rightly keep secret. The table only proposes; people decide. Three grounds
leave nothing to decide, for them a mistake cannot be taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schutznetz.law.measures import add_months
from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

ANSWER = Norm("DSGVO", "12", 3, 1)
EXTEND = Norm("DSGVO", "12", 3, 2)
IDENTITY = Norm("DSGVO", "12", 6)
RECORD = Norm("SGB X", "83", 3)
TWO_PEOPLE = Norm("SGB X", "67d", 1)
MONTHS = 1  # no statute names a period for file access: there it is our rule
EXTENDED_BY = 2
VALID_FOR = timedelta(days=30)  # our rule: what was released then may have to be kept back by now

FILE, SUBJECT, REAPPRAISAL = "file_access", "subject_access", "reappraisal"
# On which basis somebody asks; the keys are the values of ``AccessBasis``.
BASES: Mapping[str, Norm] = {
    FILE: Norm("SGB X", "25", 1, 1),
    SUBJECT: Norm("DSGVO", "15", 1),
    REAPPRAISAL: Norm("SGB VIII", "9b", 1),
}
# What stands beside a black mark, when another person's secret is the reason.
SECRETS_OF_OTHERS: Mapping[str, Norm] = {
    FILE: Norm("SGB X", "25", 3),
    SUBJECT: Norm("SGB X", "83", 1),
    REAPPRAISAL: Norm("SGB X", "25", 3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """On which bases somebody may ask, and whether the whole file is looked through or only what is hers."""

    bases: tuple[str, ...]
    whole_file: bool


# Who asks; the keys are the values of ``Asker``.
ASKERS: Mapping[str, Standing] = {
    "child": Standing(bases=(SUBJECT, FILE), whole_file=True),
    "young_person": Standing(bases=(SUBJECT, FILE), whole_file=True),
    "grown_up": Standing(bases=(REAPPRAISAL, SUBJECT), whole_file=True),
    "custodian": Standing(bases=(FILE, SUBJECT), whole_file=True),
    "guardian": Standing(bases=(FILE, SUBJECT), whole_file=True),
    "other_parent": Standing(bases=(SUBJECT,), whole_file=False),
    "third_person": Standing(bases=(SUBJECT,), whole_file=False),
    "reporter": Standing(bases=(SUBJECT,), whole_file=False),
}
EVERYBODY = frozenset(ASKERS)
THE_CHILD = frozenset({"child", "young_person", "grown_up"})


class Trait(StrEnum):
    """What a passage of the file is, seen from who asks; the grounds below look at nothing else."""

    PLACE = "place"
    ENTRUSTED = "entrusted"
    REPORTER = "reporter"
    CONFIDENTIAL = "confidential"
    REPORTED = "reported"
    SECRECY = "secrecy"
    CHILDS_WORDS = "childs_words"
    HEALTH = "health"
    OTHER_PARENT = "other_parent"
    OTHER_PERSON = "other_person"
    SOURCE = "source"
    ATTACHMENT = "attachment"
    DEFERRED = "deferred"
    RESTRICTED = "restricted"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason to keep a passage back: what it rests on, from whom, and whether a person may decide else.

    ``bases`` are those on which it counts. ``own_words`` are printed beside the black mark; without them
    it carries the sentence that all secrets of others share, so that no mark tells what kind of secret it is.
    """

    trait: Trait
    norm: Norm
    kept_from: frozenset[str] = EVERYBODY
    bases: frozenset[str] = frozenset(BASES)
    absolute: bool = False
    own_words: str = ""


# The strongest first: where several hold, the first is named.
GROUNDS = (
    Ground(
        trait=Trait.PLACE,
        norm=Norm("SGB I", "35", 1, 1),
        absolute=True,
    ),
    Ground(
        trait=Trait.ENTRUSTED,
        norm=Norm("SGB VIII", "65", 1),
        absolute=True,
    ),
    Ground(
        trait=Trait.REPORTER,
        norm=Norm("SGB VIII", "65", 1),
        kept_from=EVERYBODY - {"reporter"},
        absolute=True,
    ),
    Ground(
        trait=Trait.CONFIDENTIAL,
        norm=Norm("SGB VIII", "8", 3),
        kept_from=EVERYBODY - THE_CHILD,
        absolute=True,
    ),
    Ground(
        trait=Trait.REPORTED,
        norm=Norm("SGB VIII", "65", 1),
        kept_from=EVERYBODY - {"reporter"},
    ),
    Ground(
        trait=Trait.SECRECY,
        norm=Norm("SGB X", "76", 1),
        kept_from=EVERYBODY - THE_CHILD,
    ),
    Ground(
        trait=Trait.CHILDS_WORDS,
        norm=Norm("SGB VIII", "8", 3),
        kept_from=EVERYBODY - THE_CHILD,
    ),
    Ground(
        trait=Trait.HEALTH,
        norm=Norm("DSGVO", "9", 1),
    ),
    Ground(
        trait=Trait.OTHER_PARENT,
        norm=Norm("SGB X", "25", 3),
        kept_from=EVERYBODY - THE_CHILD - {"guardian"},
    ),
    Ground(
        trait=Trait.OTHER_PERSON,
        norm=Norm("SGB X", "25", 3),
    ),
    Ground(
        trait=Trait.SOURCE,
        norm=Norm("SGB X", "25", 3),
    ),
    # No machine sees what is on a picture.
    Ground(trait=Trait.ATTACHMENT, norm=Norm("SGB X", "25", 3)),
    Ground(trait=Trait.DEFERRED, norm=Norm("SGB X", "83", 1, None, "1")),
    Ground(trait=Trait.RESTRICTED, norm=Norm("DSGVO", "18", 2)),
    Ground(
        trait=Trait.DRAFT,
        norm=Norm("SGB X", "25", 1, 2),
        bases=frozenset({FILE}),
        own_words=gettext_noop("Vorarbeit zu einer Entscheidung, die noch aussteht"),
    ),
)
BY_TRAIT: Mapping[str, Ground] = {ground.trait: ground for ground in GROUNDS}
ABSOLUTE = tuple(str(ground.trait) for ground in GROUNDS if ground.absolute)
# A person keeps back what no row proposes; she says why.
BY_HAND = "by_hand"
SHARED_WORDS = gettext_noop("berechtigte Interessen anderer Menschen")


def may_ask(asker: str, basis: str) -> bool:
    """Say whether this person may ask on this basis."""
    return basis in ASKERS[asker].bases


def proposed(traits: Iterable[str], *, asker: str, basis: str) -> tuple[Ground, ...]:
    """Return every ground that speaks for keeping a passage back, the strongest first."""
    has = frozenset(traits)
    return tuple(
        ground
        for ground in GROUNDS
        if ground.trait in has and asker in ground.kept_from and basis in ground.bases
    )


def mark(ground: str, basis: str) -> tuple[str, Norm]:
    """Return the words and the norm of a black mark; most grounds share both."""
    row = BY_TRAIT.get(ground)
    if row and row.own_words:
        return row.own_words, row.norm
    return SHARED_WORDS, SECRETS_OF_OTHERS[basis]


def due_on(received_on: date, *, extended: bool = False) -> date:
    """Return the last day for the answer: one month, with reasons two more."""
    return add_months(received_on, MONTHS + (EXTENDED_BY if extended else 0))
