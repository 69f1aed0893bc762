"""Who keeps, holds and deletes: the rows of the table of rights for the end of a procedure."""

from schutznetz.cases.actions import KeepingAction
from schutznetz.cases.conditions import by_another, closed, holding, of_my_case, on_team, proposed, ready
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

OFFICE = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)
DELETING = (Role.RECORDS_OFFICER, Role.TEAM_LEAD)
WATCHING = (*DELETING, Role.DATA_PROTECTION)  # numbers and days, never a content

KEEPING = (
    allow(KeepingAction.LIST,            *WATCHING),
    allow(KeepingAction.READ,            *WATCHING),
    allow(KeepingAction.READ_DELETION,   *WATCHING),
    allow(KeepingAction.HOLD,            *DELETING),
    allow(KeepingAction.PROPOSE_LIFTING, *DELETING, where=[holding]),
    allow(KeepingAction.CONFIRM_LIFTING, *DELETING, where=[proposed, by_another]),
    allow(KeepingAction.PROPOSE,         *DELETING),
    allow(KeepingAction.DECIDE,          *DELETING, where=[proposed, by_another]),
    allow(KeepingAction.WITHDRAW,        *DELETING, where=[proposed]),
    allow(KeepingAction.REAPPLY,         SYSTEM),
    allow(KeepingAction.ERASE_TRACES,    SYSTEM),
    allow(KeepingAction.ERASE_TRAIL,     SYSTEM),
    allow(KeepingAction.READ_PERIODS,    *WATCHING, Role.ADMINISTRATOR),
    allow(KeepingAction.PROPOSE_PERIOD,  Role.ADMINISTRATOR, Role.RECORDS_OFFICER),
    allow(KeepingAction.CONFIRM_PERIOD,  Role.DATA_PROTECTION, Role.TEAM_LEAD, where=[proposed, by_another]),
    allow(KeepingAction.ORDER_PACKAGE,   *OFFICE,   where=[on_team, closed]),
    allow(KeepingAction.ORDER_PACKAGE,   *DELETING, where=[closed]),
    allow(KeepingAction.READ_PACKAGE,    *OFFICE,   where=[of_my_case]),
    allow(KeepingAction.READ_PACKAGE,    *DELETING),
    allow(KeepingAction.MAKE_PACKAGE,    SYSTEM),
    allow(KeepingAction.FETCH_PACKAGE,   *OFFICE,   where=[of_my_case, ready]),
    allow(KeepingAction.FETCH_PACKAGE,   *DELETING, where=[ready]),
    allow(KeepingAction.FILE_PACKAGE,    *OFFICE,   where=[of_my_case, ready]),
    allow(KeepingAction.FILE_PACKAGE,    *DELETING, where=[ready]),
)  # fmt: skip
