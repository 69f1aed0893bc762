"""Who may do what about family midwives: rows of the table in ``policy``. No protection role is named."""

from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.conditions import (
    for_real,
    in_my_family,
    lapses_soon,
    mine,
    nobody_follows,
    not_a_strike,
    not_handed_over,
    not_over,
    placed_with_me,
    placed_with_me_once,
    plan_outlived,
    running,
    somebody_follows,
    still_open,
    told_to_me,
    unanswered,
    undecided,
    waiting,
    while_waiting,
    worked_out,
)

MIDWIFE = Role.FAMILY_MIDWIFE

VISITING = (
    allow(VisitingAction.KEEP_REGISTER,  Role.COORDINATOR),
    allow(VisitingAction.CHANGE_MIDWIFE, Role.COORDINATOR),
    allow(VisitingAction.NOTE_PROOF,     Role.COORDINATOR),
    allow(VisitingAction.RENEW_PROOF,    Role.COORDINATOR),
    allow(VisitingAction.REMIND_PROOF,   SYSTEM,              where=[lapses_soon]),
    allow(VisitingAction.LIST,           Role.COORDINATOR),
    allow(VisitingAction.SEE_HOURS,      Role.COORDINATOR),
    allow(VisitingAction.TAKE_HOURS,     Role.COORDINATOR),
    allow(VisitingAction.EVALUATE,       Role.COORDINATOR),
    allow(VisitingAction.LIST_OWN,       Role.FAMILY_MIDWIFE),
    allow(VisitingAction.REQUEST,        Role.COORDINATOR),
    allow(VisitingAction.READ,           Role.COORDINATOR),
    allow(VisitingAction.OFFER_MEANWHILE,  Role.COORDINATOR,  where=[waiting]),
    allow(VisitingAction.ANSWER_MEANWHILE, Role.COORDINATOR,  where=[unanswered, while_waiting]),
    allow(VisitingAction.ALARM,          SYSTEM,              where=[waiting]),
    allow(VisitingAction.WATCH_CONSENT,  SYSTEM,              where=[running]),
    allow(VisitingAction.PLACE,          Role.COORDINATOR,    where=[waiting]),
    allow(VisitingAction.END,            Role.COORDINATOR,    where=[not_over]),
    allow(VisitingAction.PLAN,           Role.COORDINATOR),
    allow(VisitingAction.READ_PLAN,      Role.COORDINATOR),
    allow(VisitingAction.PIN,            Role.COORDINATOR,    where=[worked_out, for_real, undecided]),
    allow(VisitingAction.NOTE_PLAN,      SYSTEM),
    allow(VisitingAction.ADOPT,          Role.COORDINATOR,    where=[worked_out, for_real, undecided]),
    allow(VisitingAction.FORGET_PLAN,    SYSTEM,              where=[plan_outlived]),
    # what she writes of a family: hers alone (§ 203 StGB)
    allow(VisitingAction.READ_OWN,        MIDWIFE, where=[placed_with_me_once]),
    allow(VisitingAction.NOTE_CONTACT,    MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.CORRECT_CONTACT, MIDWIFE, where=[mine, not_a_strike]),
    allow(VisitingAction.AGREE_GOAL,      MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.SETTLE_GOAL,     MIDWIFE, where=[in_my_family, still_open]),
    allow(VisitingAction.REVIEW,          MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.NOTE_START,      MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.CLOSE,           MIDWIFE, where=[placed_with_me]),
    allow(VisitingAction.PASS_ON,         MIDWIFE, where=[placed_with_me, nobody_follows]),
    allow(VisitingAction.HAND_OVER, MIDWIFE, where=[placed_with_me_once, somebody_follows, not_handed_over]),
    allow(VisitingAction.READ_HANDOVER,   MIDWIFE, where=[told_to_me]),
    allow(VisitingAction.REMIND,          SYSTEM,  where=[running]),
)  # fmt: skip
