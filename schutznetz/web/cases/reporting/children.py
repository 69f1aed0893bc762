"""The children of one report: the same few questions for each, as many blocks as there are children."""

import re
from collections.abc import Sequence

from django.http import QueryDict

from schutznetz.law.report_fields import Field
from schutznetz.law.reporters import Reporter
from schutznetz.web.cases.reporting.questions import Questions, Section

MOST = 12


class Children:
    """Blocks of questions; how many there are travels in the hidden field ``children``."""

    def __init__(self, specs: Sequence[Field], reporter: Reporter, typed: QueryDict, *, urgent: bool) -> None:
        self.specs, self.reporter, self.typed, self.urgent = specs, reporter, typed, urgent
        number = typed.get("children", "")
        self.count = min(max(int(number), 1), MOST) if re.fullmatch("[0-9]{1,3}", number) else 1
        self.forms = [self._block(number) for number in range(self.count)]

    def _block(self, number: int) -> Questions:
        return Questions(self.specs, self.reporter, self.typed, urgent=self.urgent, prefix=f"child{number}")

    def change(self, verb: str) -> None:
        """Add an empty block at the end, or take the last one away."""
        if verb == "more" and self.count < MOST:
            self.forms.append(self._block(self.count))
        elif verb == "fewer" and self.count > 1:
            self.forms.pop()
        self.count = len(self.forms)

    @property
    def shown(self) -> list[Section]:
        """Return the blocks filled in and without complaints."""
        return [form.fresh() for form in self.forms]

    @property
    def may_grow(self) -> bool:
        return self.count < MOST

    def answers(self) -> list[dict[str, str]]:
        """Return what is known of each child, without the blocks that stayed empty."""
        return [form.answers() for form in self.forms if form.is_valid() and form.answers()]
