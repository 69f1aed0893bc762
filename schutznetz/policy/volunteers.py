"""Who may do what with volunteers: rows of the table in ``policy``; no role of protection is named."""

from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role
from schutznetz.volunteers.actions import VolunteerAction as A
from schutznetz.volunteers.conditions import (
    being_discussed,
    here,
    left,
    of_told,
    preparing,
    running,
    told,
    waiting,
)

OURS = Role.VOLUNTEER_COORDINATOR

VOLUNTEERS = (
    allow(A.LIST,               OURS),
    allow(A.ADD,                OURS),
    allow(A.READ,               OURS),
    allow(A.CHANGE,             OURS, where=[here]),
    allow(A.NOTE_CERTIFICATE,   OURS, where=[here]),
    allow(A.TAKE_UP,            OURS, where=[preparing]),
    allow(A.LEAVE,              OURS, where=[here]),
    allow(A.REMIND,             SYSTEM, where=[here]),
    allow(A.FORGET_CERTIFICATE, SYSTEM),
    allow(A.ERASE,              SYSTEM, where=[left]),
    allow(A.HOLD_GROUP,         OURS),
    allow(A.ASK,                Role.COORDINATOR),
    allow(A.READ_WISH,          OURS, where=[told]),
    allow(A.WITHDRAW,           OURS, where=[waiting, told]),
    allow(A.PROPOSE,            OURS, where=[waiting, told]),
    allow(A.READ_MATCH,         OURS, where=[of_told]),
    allow(A.NOTE_TALKS,         OURS, where=[being_discussed, of_told]),
    allow(A.DECIDE,             OURS, where=[being_discussed, of_told]),
    allow(A.NOTE_VISIT,         OURS, where=[running, of_told]),
    allow(A.ASK_END,            SYSTEM, where=[running]),
    allow(A.EXTEND,             OURS, where=[running, of_told]),
    allow(A.END_MATCH,          OURS, where=[running]),
    allow(A.PAY,                OURS),
)  # fmt: skip
