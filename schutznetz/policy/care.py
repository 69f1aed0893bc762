"""Who may do what in early help: rows of the table in ``policy``. No role of the protection part is named."""

from schutznetz.care.actions import CareAction
from schutznetz.care.conditions import (
    addressed_to_me,
    alive,
    called_long_ago,
    names_me,
    not_withdrawn,
    noted_by_me,
    of_taken,
    outlived,
    promised,
    running,
    sent_by_me,
    taken,
    to_outside,
    unanswered,
    uncalled,
    uncovered,
)
from schutznetz.care.queries.consents import RECEIVING, SENDING
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

NAMED = (*RECEIVING, Role.COORDINATOR)  # who may be asked: who helps, and whoever finds help

EARLY_HELP = (
    allow(CareAction.LIST,             Role.COORDINATOR),
    allow(CareAction.OPEN,             Role.COORDINATOR),
    allow(CareAction.READ,             Role.COORDINATOR, where=[taken]),
    allow(CareAction.CHANGE,           Role.COORDINATOR, where=[taken, running]),
    allow(CareAction.END,              Role.COORDINATOR, where=[taken, running]),
    allow(CareAction.ERASE,            SYSTEM,           where=[outlived]),
    allow(CareAction.NOTE_CONSENT,     Role.COORDINATOR, where=[taken, running]),
    allow(CareAction.PRINT_CONSENT,    Role.COORDINATOR, where=[taken, running]),
    allow(CareAction.WITHDRAW_CONSENT, Role.COORDINATOR, where=[of_taken, not_withdrawn]),
    allow(CareAction.WITHDRAW_CONSENT, *NAMED,           where=[names_me, not_withdrawn]),
    allow(CareAction.WITHDRAW_CONSENT, *SENDING,         where=[noted_by_me, not_withdrawn]),
    allow(CareAction.COPY_CONSENT,     Role.COORDINATOR, where=[of_taken]),
    allow(CareAction.TAKE_LOG,         Role.COORDINATOR, where=[taken]),
    allow(CareAction.REFER,            Role.COORDINATOR, where=[taken, running]),
    allow(CareAction.READ_REFERRAL,    Role.COORDINATOR),
    allow(CareAction.READ_REFERRAL,    *RECEIVING,       where=[addressed_to_me]),
    allow(CareAction.ANSWER_REFERRAL,  *NAMED,           where=[addressed_to_me, unanswered]),
    allow(CareAction.ANSWER_REFERRAL,  Role.COORDINATOR, where=[to_outside, unanswered]),
    allow(CareAction.CARRY_ON,         *NAMED,           where=[addressed_to_me, promised]),
    allow(CareAction.CARRY_ON,         Role.COORDINATOR, where=[to_outside, promised]),
    allow(CareAction.REVOKE_REFERRAL,  Role.COORDINATOR, where=[of_taken, alive]),
    allow(CareAction.REVOKE_REFERRAL,  *SENDING,         where=[sent_by_me]),
    allow(CareAction.REVOKE_REFERRAL,  SYSTEM,           where=[uncovered]),
    allow(CareAction.LIST_SENT,        *SENDING),
    allow(CareAction.SEND,             *SENDING),
    allow(CareAction.READ_SENT,        *SENDING,         where=[sent_by_me]),
    allow(CareAction.RENEW_LINK,       Role.COORDINATOR, where=[to_outside, unanswered]),
    allow(CareAction.OPEN_LINK,        PUBLIC, *Role),
    allow(CareAction.NOTE_COUNTS,      Role.GUIDE),
    allow(CareAction.READ_COUNTS,      Role.COORDINATOR, Role.GUIDE),
    allow(CareAction.ASK_CALL,         PUBLIC, *Role),
    allow(CareAction.NOTE_CALL,        Role.COORDINATOR, where=[uncalled]),
    allow(CareAction.TAKE_OVER_CALL,   Role.COORDINATOR, where=[uncalled]),
    allow(CareAction.FORGET_CALL,      SYSTEM,           where=[called_long_ago]),
    allow(CareAction.RETURN,           PUBLIC, *Role),
)  # fmt: skip
