"""A table of rights restated by hand: for each action whose rows it is about, and who may, in words."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from typing import TypeAlias, TypeVar

from django.db import models

from schutznetz.accounts.models import User
from schutznetz.cases.choices import Outcome
from schutznetz.cases.models import Case
from schutznetz.kernel.context import PUBLIC, SYSTEM, Context
from schutznetz.kernel.policy import Action
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Shift
from tests import make
from tests.conftest import NOON, context, every_role_of, member
from tests.spoiling import Rows, asked, unnoticed

ROLES = sorted({*(str(role) for role in Role), PUBLIC, SYSTEM})
OFFICE, LINE, LEAD = {"intake", "case_worker", "team_lead"}, {"intake", "case_worker"}, "team_lead"
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One situation: in which role Dora looks, whether she is on duty, and what the row is, in words."""

    role: str
    duty: bool
    words: AbstractSet[str]

    def is_(self, *words: str) -> bool:
        return bool(self.words & set(words))

    @property
    def mine(self) -> bool:
        return self.role in OFFICE and self.is_("lead", "substitute", "member")

    @property
    def open(self) -> bool:
        return not self.is_("closed", "handed over")


Rule: TypeAlias = Callable[[At], bool]
Rules: TypeAlias = Mapping[Action, tuple[type[models.Model], Rule]]


@dataclass
class Desk:
    """Dora holds every role; Bert and Carl are others. Each row is described by a few words."""

    network: Network
    dora: User
    bert: User
    carl: User
    rows: dict[type[models.Model], dict[object, AbstractSet[str]]] = field(default_factory=dict)

    def say(self, row: M, *words: str) -> M:
        self.rows.setdefault(type(row), {})[row.pk] = set(words)
        return row

    def case(self, *words: str, state: str = "assessment") -> Case:
        """A case of Dora's, by the words, or of Bert's."""
        lead, substitute = self.dora if "lead" in words else self.bert, self.carl
        case = Case.objects.create(
            number=len(self.rows.get(Case, ())) + 1,
            state=state,
            child_name="Mia",
            report="x",
            lead=lead,
            substitute=self.dora if "substitute" in words else substitute,
            reported_at=NOON,
        )
        case.team.set([self.dora] if "member" in words else [])
        if "closed" in words:
            make.with_result(case, Outcome.NONE)
            Case.objects.filter(pk=case.pk).update(state="closed", closed_at=NOON)
        return self.say(case, *words)

    def ctx(self, role: str, *, duty: bool) -> Context:
        now = NOON if duty else NOON + timedelta(minutes=30)
        acting = replace(context(self.network, self.dora, Role.PARTNER), role=role, now=now)
        return acting if role in set(Role) else replace(acting, actor_id=None)


def desk(network: Network) -> Desk:
    """Dora's shift ends a quarter past noon."""
    dora, bert, carl = (member(network, name, Role.CASE_WORKER) for name in ("dora", "bert", "carl"))
    every_role_of(dora, Role.CASE_WORKER)
    begun, over = NOON - timedelta(hours=1), NOON + timedelta(minutes=15)
    Shift.objects.create(person=dora, substitute=bert, starts_at=begun, ends_at=over)
    made = Desk(network, dora, bert, carl)
    made.say(network)
    return made


def differing(at: Desk, rules: Rules, action: Action, rows: Rows = asked) -> Iterator[str]:
    """Yield the situations in which the product's table and the restatement differ."""
    model, rule = rules[action]
    for role, duty in product(ROLES, (True, False)):
        found = rows(at.ctx(role, duty=duty), action, model)
        for pk, words in at.rows[model].items():
            situation = At(role=role, duty=duty, words=words)
            if (pk in found) is not rule(situation):
                yield f"{action}: {situation}"


def deviations(at: Desk, rules: Rules) -> list[str]:
    return [each for action in rules for each in differing(at, rules, action)]


def unnoticed_in(at: Desk, rules: Rules) -> list[str]:
    """Return the spoilt tables with which the restatement still agrees."""

    def agrees(action: Action, rows: Rows) -> bool:
        return next(differing(at, rules, action, rows), None) is None

    return unnoticed(rules, agrees)
