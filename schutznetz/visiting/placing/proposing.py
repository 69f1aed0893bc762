"""From the question to proposals, one for each aim; the only way to the solver."""

from collections.abc import Sequence
from dataclasses import replace

from schutznetz.visiting.placing import rules
from schutznetz.visiting.placing.plan import Plan
from schutznetz.visiting.placing.problem import WEIGHTS, Aim, Problem
from schutznetz.visiting.placing.search import search
from schutznetz.visiting.placing.table import NOBODY, table


def propose(problem: Problem, aims: Sequence[Aim] = tuple(Aim)) -> dict[Aim, Plan]:
    """Make a proposal for each aim; refuse pins that break a rule before anything is counted."""
    rules.check_pins(problem)
    return {aim: _plan(replace(problem, weights=WEIGHTS[aim])) for aim in aims}


def _plan(problem: Problem) -> Plan:
    found = search(table(problem))
    ids = [midwife.id for midwife in problem.midwives]
    return Plan(
        problem=problem,
        places={
            request.id: None if whom == NOBODY else ids[whom]
            for request, whom in zip(problem.requests, found.places, strict=True)
        },
        points=found.value,
        bound=found.bound,
        proven=found.proven,
    )
