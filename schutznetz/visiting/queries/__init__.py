"""Reads of visiting: the question for the plan, the lists of the coordination, a plan with its reasons."""

from schutznetz.visiting.queries.asking import ahead, candidates, in_function, question, spot
from schutznetz.visiting.queries.lists import (
    Line,
    MidwifeRow,
    Overview,
    Possible,
    overview,
    own,
    possible,
    register,
)
from schutznetz.visiting.queries.plans import FamilyLine, PlanPage, Proposal, job_of

__all__ = [
    "FamilyLine",
    "Line",
    "MidwifeRow",
    "Overview",
    "PlanPage",
    "Possible",
    "Proposal",
    "ahead",
    "candidates",
    "in_function",
    "job_of",
    "overview",
    "own",
    "possible",
    "question",
    "register",
    "spot",
]
