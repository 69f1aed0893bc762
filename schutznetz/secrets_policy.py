"""Who may do what with secrets inside a case: a part of the table of rights with a file of its own."""

from schutznetz.cases.actions import EmergencyAction, FileAccessAction, RecusalAction, SecretAction
from schutznetz.cases.conditions import (
    access_fetchable,
    access_open,
    access_released,
    by_another,
    not_closed,
    of_my_case,
    of_my_request,
    on_duty,
    on_team,
    proposed,
    report_mine,
    report_open,
)
from schutznetz.cases.secret_conditions import (
    cleared_by_my_lead,
    confided_to_me,
    in_emergency_with_whereabouts,
    kept_for_my_lead,
    need_to_know,
    not_reviewed_by_me,
    opened_by_another,
    released_to_me,
)
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

OFFICE = (Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD)
REVIEWERS = (Role.TEAM_LEAD, Role.DATA_PROTECTION)

SECRETS = (
    allow(SecretAction.KEEP_ENTRUSTED, *OFFICE,      where=[on_team, not_closed]),
    allow(SecretAction.LIST,           *OFFICE,      where=[on_team]),
    allow(SecretAction.READ_ENTRUSTED, *OFFICE,      where=[confided_to_me]),
    allow(SecretAction.READ_ENTRUSTED, *OFFICE,      where=[released_to_me]),
    allow(SecretAction.RELEASE,        *OFFICE,      where=[confided_to_me]),
    allow(SecretAction.PROTECT_PLACE,  *OFFICE,      where=[on_team, not_closed]),
    allow(SecretAction.READ_PLACE,     *OFFICE,      where=[kept_for_my_lead]),
    allow(SecretAction.READ_PLACE,     *OFFICE,      where=[of_my_case, need_to_know]),
    allow(SecretAction.READ_PLACE, Role.INTAKE, Role.CASE_WORKER, where=[in_emergency_with_whereabouts]),
    allow(SecretAction.CLEAR,          *OFFICE,      where=[kept_for_my_lead]),
    allow(SecretAction.WITHDRAW_CLEARANCE, *OFFICE,  where=[cleared_by_my_lead]),
    allow(RecusalAction.DECLARE,           *OFFICE,  where=[on_team]),
    allow(RecusalAction.DECLARE,           Role.TEAM_LEAD),
    allow(RecusalAction.DECLARE_ON_REPORT, *OFFICE,  where=[report_mine]),
    allow(RecusalAction.DECLARE_ON_REPORT, Role.INTAKE,      where=[report_open]),
    allow(RecusalAction.DECLARE_ON_REPORT, Role.CASE_WORKER, where=[report_open, on_duty]),
    allow(RecusalAction.DECLARE_ON_REPORT, Role.TEAM_LEAD),
    allow(EmergencyAction.ASK,         Role.INTAKE, Role.CASE_WORKER),
    allow(EmergencyAction.OPEN,        Role.INTAKE),
    allow(EmergencyAction.OPEN,        Role.CASE_WORKER, where=[on_duty]),
    allow(EmergencyAction.LIST,        *REVIEWERS),
    allow(EmergencyAction.READ,        *REVIEWERS, where=[opened_by_another]),
    allow(EmergencyAction.REVIEW,      *REVIEWERS, where=[opened_by_another, not_reviewed_by_me]),

    allow(FileAccessAction.LIST,         Role.TEAM_LEAD, Role.DATA_PROTECTION),  # clocks, never a content
    allow(FileAccessAction.OPEN,         *OFFICE,        where=[on_team]),
    allow(FileAccessAction.OPEN,         Role.TEAM_LEAD),
    allow(FileAccessAction.READ,         *OFFICE,        where=[of_my_case]),
    allow(FileAccessAction.READ,         Role.TEAM_LEAD),
    allow(FileAccessAction.DECIDE,       *OFFICE,        where=[of_my_case, access_open]),
    allow(FileAccessAction.DECIDE,       Role.TEAM_LEAD, where=[access_open]),
    allow(FileAccessAction.EXTEND,       *OFFICE,        where=[of_my_case, access_open]),
    allow(FileAccessAction.EXTEND,       Role.TEAM_LEAD, where=[access_open]),
    allow(FileAccessAction.END,          *OFFICE,        where=[of_my_case, access_open]),
    allow(FileAccessAction.END,          Role.TEAM_LEAD, where=[access_open]),
    allow(FileAccessAction.PROPOSE,      *OFFICE,        where=[of_my_case, access_open]),
    allow(FileAccessAction.PROPOSE,      Role.TEAM_LEAD, where=[access_open]),
    allow(FileAccessAction.READ_PACKAGE, *OFFICE,        where=[of_my_request]),
    allow(FileAccessAction.READ_PACKAGE, Role.TEAM_LEAD),
    allow(FileAccessAction.CONFIRM,      *OFFICE,        where=[of_my_request, proposed, by_another]),
    allow(FileAccessAction.CONFIRM,      Role.TEAM_LEAD, where=[proposed, by_another]),
    allow(FileAccessAction.VOID,         *OFFICE,        where=[of_my_request, proposed]),
    allow(FileAccessAction.VOID,         Role.TEAM_LEAD, where=[proposed]),
    allow(FileAccessAction.FETCH,        *OFFICE,        where=[of_my_case, access_fetchable]),
    allow(FileAccessAction.FETCH,        Role.TEAM_LEAD, where=[access_fetchable]),
    allow(FileAccessAction.HAND_OUT,     *OFFICE,        where=[of_my_case, access_released]),
    allow(FileAccessAction.HAND_OUT,     Role.TEAM_LEAD, where=[access_released]),
)  # fmt: skip
