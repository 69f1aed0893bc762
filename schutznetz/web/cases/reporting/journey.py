"""The public form in short steps, without session, script or storage.

Every page carries what was typed on the other pages in hidden fields, so going back, sending again after
hours and a restarted server lose nothing, and nothing stays on the device.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.services import Statement
from schutznetz.files.uploads import Cleaned
from schutznetz.kernel.submissions import new_key
from schutznetz.law.bars import EXITS, Exit, bar_of_child, bar_of_report, is_unborn
from schutznetz.law.feedback import matters
from schutznetz.law.guide_questions import WHICH_SCHOOL
from schutznetz.law.norm import Norm
from schutznetz.law.report_fields import PROFESSION, Field, Group, asked, tells_something
from schutznetz.law.reporters import ANSWERED, Bar, Channel, Reporter, channel_of
from schutznetz.web.cases.reporting.children import Children
from schutznetz.web.cases.reporting.questions import Along, Attached, Questions, Section
from schutznetz.web.ui.parts import Problem, Row, in_words
from schutznetz.web.ui.templatetags.ui import anchor

SHEETS = "sheets"
PRIVATE_KINDS = (ReporterKind.PRIVATE, ReporterKind.CHILD)


def _kinds() -> list[tuple[Any, Any]]:
    def row(kind: ReporterKind) -> tuple[str, Any]:
        return kind.value, kind.label

    return [
        (_("Privat"), [row(kind) for kind in PRIVATE_KINDS]),
        (_("Beruflich"), [row(kind) for kind in ReporterKind if kind not in PRIVATE_KINDS]),
    ]


class Start(Section):
    danger_now = forms.ChoiceField(
        label=_("Ist ein Kind gerade jetzt in Gefahr?"),
        choices=[("yes", _("Ja, es eilt")), ("no", _("Nein, oder ich weiß es nicht"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie aus, ob es eilt.")},
    )
    reporter_kind = forms.ChoiceField(
        label=_("Wer meldet?"),
        help_text=_(WHICH_SCHOOL),
        choices=_kinds,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie aus, wer meldet.")},
    )

    def __init__(self, typed: QueryDict, bound: ReporterKind | None = None) -> None:
        super().__init__(typed)
        if bound:
            choice = cast(forms.ChoiceField, self.fields["reporter_kind"])
            choice.choices = [(bound.value, bound.label)]


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its name, its title, and the groups of questions on it."""

    name: str
    title: Any
    groups: tuple[Group, ...] = ()
    children: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    title: Any
    rows: list[Row]


START = Step("start", _("Wer meldet?"))
FACTS = Step("facts", _("Was ist passiert?"), (Group.FACTS,))
WAYS = Step("ways", _("Dieser Weg ist zu, andere sind offen"))
CHILDREN = Step("children", _("Um welche Kinder geht es?"), (Group.FAMILY,), children=True)
STEPS = Step("steps", _("Was haben Sie schon getan?"), (Group.STEPS,))
YOU = Step("you", _("Sicherheit und Erreichbarkeit"), (Group.SAFETY, Group.REPORTER))
CHECK = Step("check", _("Prüfen und absenden"))
URGENT = Step("urgent", _("Das Wichtigste"), (Group.FACTS, Group.SAFETY, Group.REPORTER), children=True)


class Journey:
    """What has been typed so far, on which page the reporter is, and where the pages lead."""

    def __init__(
        self,
        typed: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        bound: ReporterKind | None = None,
        sheets: Sequence[tuple[str, Any]] = (),
        *,
        answers_disputed: bool = False,
    ) -> None:
        """``bound`` is the only kind of reporter that somebody with an account can be.

        ``answers_disputed`` says whether this office answers those of whom it is disputed whether it must:
        only then they are asked about themselves. ``sheets`` are those brought from a worry, by key, as far
        as they are this person's.
        """
        self.typed = typed.copy() if typed is not None else QueryDict(mutable=True)
        self.bound = bound
        if bound:
            self.typed["reporter_kind"] = bound.value
        self.sheets = sheets
        self.answers_disputed = answers_disputed
        self.files = files if files is not None else MultiValueDict()
        self.key = self.typed.get("submission_key") or new_key()
        self.at = self.typed.get("at") or START.name
        self.complains = False

    @cached_property
    def start(self) -> Start:
        return Start(self.typed, self.bound)

    @cached_property
    def reporter(self) -> Reporter:
        kind = self.typed.get("reporter_kind", "")
        return Reporter(kind) if kind in set(Reporter) else Reporter.PRIVATE

    @property
    def urgent(self) -> bool:
        return self.typed.get("danger_now") == "yes"

    @property
    def may_be_urgent(self) -> bool:
        """Tell whether this page must say whom to call."""
        return self.urgent or self.at == START.name

    @cached_property
    def steps(self) -> list[Step]:
        """Return the pages; where the law closes the way, the page with the open ones comes in."""
        steps = self._asking
        if self.is_closed:
            last = FACTS if bar_of_report(self.reporter, self.told) and not self.urgent else CHILDREN
            return [*steps[: steps.index(last if last in steps else steps[-1]) + 1], WAYS]
        if self.kept_out and not self.urgent:
            behind = steps.index(CHILDREN) + 1
            return [*steps[:behind], WAYS, *steps[behind:]]
        return steps

    @cached_property
    def _asking(self) -> list[Step]:
        if not self.start.is_valid():
            return [START, FACTS, CHILDREN, YOU, CHECK]
        if self.urgent:
            return [START, URGENT]
        return [
            step
            for step in (START, FACTS, CHILDREN, STEPS, YOU, CHECK)
            if step is not STEPS or self.own_steps
        ]

    @property
    def own_steps(self) -> bool:
        return bool(asked(self.reporter, Group.STEPS))

    @property
    def step(self) -> Step:
        return next((step for step in self.steps if step.name == self.at), self.steps[0])

    @property
    def position(self) -> int:
        return self.steps.index(self.step) + 1

    def questions(self, step: Step) -> Questions:
        specs = [each for group in step.groups for each in self._asked(group)]
        return Questions(specs, self.reporter, self.typed, urgent=self.urgent)

    def _asked(self, group: Group) -> Iterator[Field]:
        """Yield the questions of a group; about her profession nobody is asked for nothing."""
        for each in asked(self.reporter, group, urgent=self.urgent):
            if each.name != "own_social_work" or self.answers_disputed:
                yield each

    @cached_property
    def sections(self) -> dict[str, Questions]:
        return {step.name: self.questions(step) for step in self._asking if step.groups}

    @cached_property
    def told(self) -> dict[str, str]:
        """Return what was said outside the blocks of the children, as far as it is sound."""
        sound = [form for form in self.sections.values() if form.is_valid() or form.cleaned_data]
        return {name: text for form in sound for name, text in form.answers().items()}

    @cached_property
    def kept_out(self) -> dict[int, Bar]:
        """Return which children may not be in the report, by the number of their block."""
        known = {
            number: form.answers()
            for number, form in enumerate(self.children.forms)
            if form.is_valid() and form.answers()
        }
        shared = self.urgent or sum(not is_unborn(child) for child in known.values()) == 1
        found = {
            number: bar_of_child(self.reporter, child, self.told, shared=shared)
            for number, child in known.items()
        }
        return {number: bar for number, bar in found.items() if bar}

    @cached_property
    def is_closed(self) -> bool:
        """Tell whether nothing may be sent: the law of the reporter leaves no child, or no ground."""
        nobody = self.kept_out and not self._children()
        return bool(bar_of_report(self.reporter, self.told) or nobody)

    @property
    def exits(self) -> list[Exit]:
        """Return what closes the way, each reason once, with what is open instead."""
        bars = [bar_of_report(self.reporter, self.told), *self.kept_out.values()]
        return [EXITS[bar] for bar in dict.fromkeys(bars) if bar]

    def _children(self) -> list[dict[str, str]]:
        forms = [form for number, form in enumerate(self.children.forms) if number not in self.kept_out]
        return [form.answers() for form in forms if form.is_valid() and form.answers()]

    @cached_property
    def children(self) -> Children:
        specs = asked(self.reporter, Group.CHILD, urgent=self.urgent)
        return Children(specs, self.reporter, self.typed, urgent=self.urgent)

    @cached_property
    def attached(self) -> Attached:
        return Attached(self.typed, self.files)

    def parts(self, step: Step) -> Iterator[Section]:
        if self.sheets and step in {CHECK, URGENT}:
            yield Along(self.sheets, self.typed)
        if step is CHECK:
            yield self.attached
        if step is START:
            yield self.start
        if step.children:
            yield from self.children.forms
        if step.groups:
            yield self.sections[step.name]

    def _shown(self, parts: Iterable[Section]) -> list[Section]:
        """Nothing is complained about before somebody pressed a button."""
        return [part if self.complains else part.fresh() for part in parts]

    @property
    def shown_children(self) -> list[Section]:
        return self._shown(self.children.forms)

    @property
    def shown_sections(self) -> list[Section]:
        return self._shown(part for part in self.parts(self.step) if part not in self.children.forms)

    @property
    def all_optional(self) -> bool:
        """Tell whether nothing on this page must be filled in."""
        return not any(field.required for part in self.parts(self.step) for field in part.fields.values())

    @property
    def problems(self) -> list[Problem]:
        """Return all complaints of the page for the list at its top."""
        return [
            Problem(anchor(field), str(field.label), str(text))
            for part in self.parts(self.step)
            for field in part
            for text in field.errors
        ]

    def is_valid(self, step: Step) -> bool:
        """Check one page, so that the error is shown where it was typed."""
        wrong = [form for form in self.parts(step) if not form.is_valid()]
        return self._tells_something(step) and not wrong

    def _tells_something(self, step: Step) -> bool:
        section = self.sections.get(step.name)
        if step not in {FACTS, URGENT} or section is None or not section.is_valid():
            return True
        if tells_something(section.answers()) or (step is URGENT and self._anything()):
            return True
        section.add_error("observed", _("Bitte schreiben Sie, was Ihnen Sorge macht. Ein Satz genügt."))
        return False

    def _anything(self) -> bool:
        return any(
            form.is_valid() and form.answers() for form in [*self.sections.values(), *self.children.forms]
        )

    def first_wrong(self) -> Step | None:
        """Return the first page with something missing, if any."""
        return next((step for step in self.steps if not self.is_valid(step)), None)

    def may_be_sent(self) -> bool:
        """Tell whether nothing is missing; otherwise turn to the first page where something is."""
        wrong = self.first_wrong()
        if wrong:
            self.at, self.complains = wrong.name, True
        elif self.is_closed:
            self.at = WAYS.name
        return wrong is None and not self.is_closed

    def go(self, where: str) -> None:
        """Follow the button that was pressed: forwards only when this page is complete."""
        verb, _colon, target = where.partition(":")
        if verb in {"more", "fewer"}:
            self.children.change(verb)
        if verb == "next":
            self.complains = not self.is_valid(self.step)
        if verb == "next" and not self.complains:
            self.at = self.steps[min(self.position, len(self.steps) - 1)].name
        elif verb == "back":
            self.at = self.steps[max(self.position - 2, 0)].name
        elif verb == "edit" and target in {step.name for step in self.steps}:
            self.at = target

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Return what the other pages hold, for the hidden fields of this one."""
        shown = {form.add_prefix(name) for form in self.parts(self.step) for name in form.fields}
        return [(name, value) for name, value in self._everything() if name not in shown]

    def _everything(self) -> Iterator[tuple[str, str]]:
        for name, values in self.typed.lists():
            if name not in {"csrfmiddlewaretoken", "go", "at", "submission_key", "children"}:
                several = values if name == SHEETS else values[-1:]
                yield from ((name, str(value)) for value in several if value)

    def statement(self) -> Statement:
        """Return what was said; call when no page is wrong."""
        told = {name: text for form in self.sections.values() for name, text in form.answers().items()}
        own = [said for name in PROFESSION if (said := told.pop(name, ""))]
        about_me = {each.name for each in asked(self.reporter, Group.REPORTER)}
        return Statement(
            reporter_kind=ReporterKind(self.reporter),
            danger_now=self.urgent,
            facts={name: text for name, text in told.items() if name not in about_me},
            contact={name: text for name, text in told.items() if name in about_me},
            children=self._children(),
            profession=own[0] if own else "",
        )

    def files_kept(self) -> list[Cleaned]:
        return self.attached.kept() if self.attached.is_valid() else []

    @property
    def channel(self) -> Channel:
        return channel_of(self.reporter)

    @property
    def heard_later(self) -> str:
        """Return what this reporter hears later: the answer where it is owed, or what her row says."""
        said = self.statement().profession
        yes = matters(self.reporter, said, office_says_yes=self.answers_disputed)
        return ANSWERED if yes else self.channel.receipt

    @property
    def only_needed(self) -> Norm | None:
        """Return the norm that keeps the report to what is needed, where there is one."""
        return self.channel.bars.get(Bar.MORE_THAN_NEEDED)

    @property
    def is_event(self) -> bool:
        """Tell whether it happened in an institution with a licence (§ 47 SGB VIII)."""
        return self.told.get("institution_event") == "yes"

    @property
    def summary(self) -> list[Chapter]:
        """Return everything that was answered, by page, for a last look before sending."""
        return [chapter for step in self.steps if step is not CHECK for chapter in self._chapters(step)]

    def _chapters(self, step: Step) -> Iterator[Chapter]:
        if step.children:
            for number, form in enumerate(self.children.forms, start=1):
                title = _("Das Kind") if self.children.count == 1 else _("Kind %(n)s") % {"n": number}
                if number - 1 in self.kept_out:
                    title = _("%(child)s: wird nicht gesendet") % {"child": title}
                yield Chapter(step.name, title, _rows(form))
        if section := self.start if step is START else self.sections.get(step.name):
            yield Chapter(step.name, _("Familie") if step.children else step.title, _rows(section))


def _rows(section: Section) -> list[Row]:
    section.is_valid()
    return [Row(field.label, in_words(field)) for field in section if in_words(field)]
