"""Who may do what in early help: rows of the table in ``policy``. No role of the protection part is named."""

from schutznetz.care.actions import CareAction
from schutznetz.care.conditions import outlived, running
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

EARLY_HELP = (
    allow(CareAction.LIST,   Role.COORDINATOR),
    allow(CareAction.OPEN,   Role.COORDINATOR),
    allow(CareAction.READ,   Role.COORDINATOR),
    allow(CareAction.CHANGE, Role.COORDINATOR, where=[running]),
    allow(CareAction.END,    Role.COORDINATOR, where=[running]),
    allow(CareAction.ERASE,  SYSTEM,           where=[outlived]),
)  # fmt: skip
