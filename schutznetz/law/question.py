"""What a question of the report form is: its group, its shape, who is asked, what makes it necessary."""

from dataclasses import dataclass, field
from enum import StrEnum

from schutznetz.law.norm import Norm
from schutznetz.law.professions import NUMBERED, Profession
from schutznetz.law.reporters import Reporter
from schutznetz.law.text import gettext_noop

SEX = (
    ("female", gettext_noop("Mädchen")),
    ("male", gettext_noop("Junge")),
    ("diverse", gettext_noop("divers")),
    ("unknown", gettext_noop("nicht bekannt")),
)
BORN = (
    ("born", gettext_noop("schon geboren")),
    ("unborn", gettext_noop("noch nicht geboren")),
)
YES_NO = (("yes", gettext_noop("Ja")), ("no", gettext_noop("Nein")))
CAUSE = (
    ("sign", gettext_noop("Anzeichen am Kind oder in seinem Umfeld")),
    ("appointment", gettext_noop("nur ein versäumter Termin oder eine Leistungsminderung")),
)


NONE_OF_THEM = "none"
OWN_PROFESSION = (
    *((profession.value, label) for profession, label in NUMBERED),
    (NONE_OF_THEM, gettext_noop("keiner davon")),
)
SOCIAL_WORK = (
    (Profession.SOCIAL_WORK.value, gettext_noop("Ja")),
    (NONE_OF_THEM, gettext_noop("Nein")),
)


class Group(StrEnum):
    FACTS = "facts"
    CHILD = "child"
    FAMILY = "family"
    STEPS = "steps"
    SAFETY = "safety"
    REPORTER = "reporter"


class Shape(StrEnum):
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question.

    ``urgent`` ones are asked in the urgent path too, where none of them can block; ``further`` ones wait
    behind a fold, for those who know more and have the time. What ``locates`` says where a child can be
    found: once its whereabouts are protected it is shown nowhere.
    """

    name: str
    group: Group
    label: str
    child_label: str = ""
    hint: str = ""
    shape: Shape = Shape.LINE
    choices: tuple[tuple[str, str], ...] = ()
    asked: frozenset[Reporter] = frozenset(Reporter)
    required: dict[Reporter, Norm] = field(default_factory=dict, hash=False)
    urgent: bool = False
    further: bool = False
    locates: bool = False

    def label_for(self, reporter: Reporter) -> str:
        """Return the question as it is put to adults or, in their own words, to children."""
        return self.child_label if reporter is Reporter.CHILD and self.child_label else self.label
