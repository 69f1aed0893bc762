"""Who may do what about family midwives: rows of the table in ``policy``. No protection role is named."""

from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.conditions import (
    for_real,
    not_over,
    placed_with_me,
    plan_outlived,
    undecided,
    waiting,
    worked_out,
)

VISITING = (
    allow(VisitingAction.KEEP_REGISTER,  Role.COORDINATOR),
    allow(VisitingAction.CHANGE_MIDWIFE, Role.COORDINATOR),
    allow(VisitingAction.LIST,           Role.COORDINATOR),
    allow(VisitingAction.LIST_OWN,       Role.FAMILY_MIDWIFE),
    allow(VisitingAction.REQUEST,        Role.COORDINATOR),
    allow(VisitingAction.READ,           Role.COORDINATOR),
    allow(VisitingAction.PLACE,          Role.COORDINATOR,    where=[waiting]),
    allow(VisitingAction.END,            Role.COORDINATOR,    where=[not_over]),
    allow(VisitingAction.END,            Role.FAMILY_MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.PLAN,           Role.COORDINATOR),
    allow(VisitingAction.READ_PLAN,      Role.COORDINATOR),
    allow(VisitingAction.NOTE_PLAN,      SYSTEM),
    allow(VisitingAction.ADOPT,          Role.COORDINATOR,    where=[worked_out, for_real, undecided]),
    allow(VisitingAction.FORGET_PLAN,    SYSTEM,              where=[plan_outlived]),
)  # fmt: skip
