"""Who may do what in early help: rows of the table in ``policy``. No role of the protection part is named."""

from schutznetz.care.actions import CareAction
from schutznetz.care.conditions import (
    addressed_to_me,
    alive,
    called_long_ago,
    names_me,
    not_withdrawn,
    outlived,
    promised,
    running,
    unanswered,
    uncalled,
    uncovered,
)
from schutznetz.care.queries.consents import RECEIVING
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

EARLY_HELP = (
    allow(CareAction.LIST,             Role.COORDINATOR),
    allow(CareAction.OPEN,             Role.COORDINATOR),
    allow(CareAction.READ,             Role.COORDINATOR),
    allow(CareAction.CHANGE,           Role.COORDINATOR, where=[running]),
    allow(CareAction.END,              Role.COORDINATOR, where=[running]),
    allow(CareAction.ERASE,            SYSTEM,           where=[outlived]),
    allow(CareAction.NOTE_CONSENT,     Role.COORDINATOR, where=[running]),
    allow(CareAction.WITHDRAW_CONSENT, Role.COORDINATOR, where=[not_withdrawn]),
    allow(CareAction.WITHDRAW_CONSENT, *RECEIVING,       where=[names_me, not_withdrawn]),
    allow(CareAction.COPY_CONSENT,     Role.COORDINATOR),
    allow(CareAction.TAKE_LOG,         Role.COORDINATOR),
    allow(CareAction.REFER,            Role.COORDINATOR, where=[running]),
    allow(CareAction.READ_REFERRAL,    Role.COORDINATOR),
    allow(CareAction.READ_REFERRAL,    *RECEIVING,       where=[addressed_to_me]),
    allow(CareAction.ANSWER_REFERRAL,  *RECEIVING,       where=[addressed_to_me, unanswered]),
    allow(CareAction.CARRY_ON,         *RECEIVING,       where=[addressed_to_me, promised]),
    allow(CareAction.REVOKE_REFERRAL,  Role.COORDINATOR, where=[alive]),
    allow(CareAction.REVOKE_REFERRAL,  SYSTEM,           where=[uncovered]),
    allow(CareAction.ASK_CALL,         PUBLIC, *Role),
    allow(CareAction.NOTE_CALL,        Role.COORDINATOR, where=[uncalled]),
    allow(CareAction.TAKE_OVER_CALL,   Role.COORDINATOR, where=[uncalled]),
    allow(CareAction.FORGET_CALL,      SYSTEM,           where=[called_long_ago]),
    allow(CareAction.RETURN,           PUBLIC, *Role),
)  # fmt: skip
