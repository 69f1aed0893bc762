"""The tables of visiting: the register, requests and plans, and what a midwife does and writes down."""

from schutznetz.visiting.models.office import Meanwhile, MidwifeProof, VisitTally
from schutznetz.visiting.models.placing import FamilyMidwife, PlacingPlan, VisitRequest
from schutznetz.visiting.models.work import VisitContact, VisitGoal, VisitHandOver, VisitReview, VisitSheet

__all__ = [
    "FamilyMidwife",
    "Meanwhile",
    "MidwifeProof",
    "PlacingPlan",
    "VisitContact",
    "VisitGoal",
    "VisitHandOver",
    "VisitRequest",
    "VisitReview",
    "VisitSheet",
    "VisitTally",
]
