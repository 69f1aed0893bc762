"""The guide as a walk of short pages: each carries the answers so far in its own form, nothing is kept."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import ReporterKind
from schutznetz.law import guide
from schutznetz.law.guide_questions import BY_ASK, WHICH_SCHOOL
from schutznetz.law.guide_terms import Ask, Row
from schutznetz.law.reporters import Reporter
from schutznetz.web.ui.parts import Row as Line

REPORTER = "reporter"
CHOOSE = _("Bitte wählen Sie eine Antwort.")
PRIVATE = (ReporterKind.PRIVATE, ReporterKind.CHILD)


def reporters() -> list[tuple[Any, Any]]:
    """Return the groups of reporters as a person finds herself among them."""

    def rows(kinds: list[ReporterKind]) -> list[tuple[str, Any]]:
        return [(kind.value, kind.label) for kind in kinds]

    professional = [kind for kind in ReporterKind if kind not in PRIVATE]
    return [(_("Beruflich"), rows(professional)), (_("Privat"), rows(list(PRIVATE)))]


class OneQuestion(forms.Form):
    """The one question of a page."""

    def __init__(self, name: str, question: forms.ChoiceField, typed: Any = None, initial: str = "") -> None:
        super().__init__(typed, initial={name: initial})
        self.fields[name] = question


def question(reporter: Reporter | None, ask: Ask | None) -> tuple[str, forms.ChoiceField]:
    """Return name and field of what is asked next; first of all who asks."""
    if reporter is None or ask is None:
        return REPORTER, _radio(gettext("Wer sind Sie?"), reporters(), gettext(WHICH_SCHOOL))
    choices = [(choice.value, gettext(choice.label)) for choice in guide.choices_of(reporter, ask)]
    hint = BY_ASK[ask].hint if reporter is not Reporter.CHILD else ""
    label = gettext(guide.text_of(reporter, ask))
    return ask.value, _radio(label, choices, gettext(hint) if hint else "")


def _radio(label: str, choices: list[tuple[Any, Any]], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


@dataclass
class Walk:
    """What was answered so far and what comes next; made anew from every form that is sent."""

    typed: QueryDict

    @cached_property
    def reporter(self) -> Reporter | None:
        kind = self.typed.get(REPORTER, "")
        return Reporter(kind) if kind in set(Reporter) else None

    @cached_property
    def answers(self) -> dict[str, str]:
        """Return what counts; one step back forgets the last answer."""
        if self.reporter is None:
            return {}
        known = guide.understood(self.reporter, {ask: self.typed.get(ask, "") for ask in Ask})
        if self.typed.get("go") == "back":
            known = dict(list(known.items())[:-1])
        return known

    @property
    def at_start(self) -> bool:
        return self.reporter is None or (self.typed.get("go") == "back" and self.typed.get("at") == "first")

    @property
    def ask(self) -> Ask | None:
        return None if self.reporter is None else guide.next_question(self.reporter, self.answers)

    @property
    def row(self) -> Row | None:
        if self.at_start or self.reporter is None:
            return None
        return guide.governing(self.reporter, self.answers)

    @property
    def where(self) -> str:
        """Name the page in its form, so that an unanswered question is noticed and "back" knows its way."""
        return "first" if not self.answers else "later"

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return what the other pages said, for the hidden fields of this one."""
        if self.at_start or self.reporter is None:
            return []
        return [(REPORTER, self.reporter.value), *self.answers.items()]

    @property
    def form(self) -> OneQuestion:
        """Return the question; it complains only when somebody went on without an answer."""
        name, field = question(None, None) if self.at_start else question(self.reporter, self.ask)
        skipped = self.typed.get("asked") == name and self.typed.get("go") == "next"
        return OneQuestion(name, field, self.typed if skipped else None, self.typed.get(name, ""))

    @property
    def norm(self) -> Any:
        if self.at_start or self.reporter is None or self.ask is None:
            return None
        return guide.ground_of(self.reporter, self.ask)


def answered(reporter: Reporter, answers: dict[str, str]) -> list[Line]:
    """Return the answers in words, for the record and for a last look."""
    lines = [Line(gettext("Wer fragt"), ReporterKind(reporter.value).label)]
    for name, value in answers.items():
        ask = Ask(name)
        words = {choice.value: choice.label for choice in guide.choices_of(reporter, ask)}
        lines.append(Line(gettext(guide.text_of(reporter, ask)), gettext(words[value])))
    return lines
