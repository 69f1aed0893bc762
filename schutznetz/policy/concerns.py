"""Who may do what with a worry before anyone is told, and with advice: rows of the table in ``policy``."""

from schutznetz.advice.actions import AdviceAction
from schutznetz.advice.conditions import advising, asked_by_me, outlived, signed, unsigned
from schutznetz.concerns import conditions as of_concerns
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.conditions import (
    concern_open,
    ending,
    ending_unattended,
    kept_by_me,
    left_behind,
    shared_with_me,
)
from schutznetz.kernel.context import PUBLIC, SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

# Who opens a worry with an account of their own, and asks for advice.
REPORTING = (Role.PARTNER, Role.GUIDE, Role.JOBCENTER)
# Who may have a worry in hand, report it and read her own report again: they, and the leader of a house.
WORRYING = (*REPORTING, Role.PARTNER_LEAD)

CONCERNS = (
    allow(ConcernAction.ASK_GUIDE, PUBLIC, *Role),
    allow(ConcernAction.LIST,      *WORRYING),
    allow(ConcernAction.OPEN,      *REPORTING),
    allow(ConcernAction.READ,      *WORRYING, where=[kept_by_me]),
    allow(ConcernAction.READ,      *WORRYING, where=[shared_with_me]),
    allow(ConcernAction.WRITE,     *WORRYING, where=[kept_by_me, concern_open]),
    allow(ConcernAction.SHARE,     *WORRYING, where=[kept_by_me]),
    allow(ConcernAction.INFORM,    *WORRYING, where=[kept_by_me]),
    allow(ConcernAction.CLOSE,     *WORRYING, where=[kept_by_me, concern_open]),
    allow(ConcernAction.HOLD,      *WORRYING, where=[kept_by_me]),
    allow(ConcernAction.HOLD,      Role.PARTNER_LEAD, where=[ending_unattended]),
    allow(ConcernAction.TAKE_OVER, Role.PARTNER_LEAD, where=[left_behind]),
    allow(ConcernAction.WARN,      SYSTEM,    where=[ending]),
    allow(ConcernAction.ERASE,     SYSTEM,    where=[of_concerns.outlived]),

    allow(AdviceAction.FIND,              PUBLIC, *Role),
    allow(AdviceAction.ASK,               *REPORTING),
    allow(AdviceAction.ASK_OPENLY,        PUBLIC, *Role),
    allow(AdviceAction.RETURN,            PUBLIC, *Role),
    allow(AdviceAction.LIST,              *REPORTING, Role.ISEF),
    allow(AdviceAction.READ,              *REPORTING,       where=[asked_by_me]),
    allow(AdviceAction.READ,              Role.ISEF,        where=[advising]),
    allow(AdviceAction.ASK_FURTHER,       *REPORTING,       where=[asked_by_me, unsigned]),
    allow(AdviceAction.ANSWER,            Role.ISEF,        where=[advising, unsigned]),
    allow(AdviceAction.SIGN,              Role.ISEF,        where=[advising, unsigned]),
    allow(AdviceAction.DISSENT,           *REPORTING,       where=[asked_by_me]),
    allow(AdviceAction.DISSENT,           Role.ISEF,        where=[advising]),
    allow(AdviceAction.TAKE_RESULT,       *REPORTING,       where=[asked_by_me, signed]),
    allow(AdviceAction.TAKE_RESULT,       Role.ISEF,        where=[advising, signed]),
    allow(AdviceAction.KEEP_POOL,         Role.COORDINATOR),
    allow(AdviceAction.CHANGE_CONSULTANT, Role.COORDINATOR),
    allow(AdviceAction.READ_NUMBERS,      Role.ISEF, Role.COORDINATOR, Role.TEAM_LEAD),
    allow(AdviceAction.OVERSEE,           Role.COORDINATOR, Role.TEAM_LEAD),
    allow(AdviceAction.ASSIGN,            Role.COORDINATOR, where=[unsigned]),
    allow(AdviceAction.ERASE,             SYSTEM,           where=[outlived]),
)  # fmt: skip
