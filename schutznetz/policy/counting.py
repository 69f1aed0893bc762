"""Who reads the figures of early help: rows of the table in ``policy``; what leaves holds no small number."""

from schutznetz.counting.actions import CountingAction
from schutznetz.kernel.context import SYSTEM
from schutznetz.kernel.policy import allow
from schutznetz.networks.choices import Role

COUNTING = (
    allow(CountingAction.READ,      Role.COORDINATOR),
    allow(CountingAction.READ_ROWS, Role.COORDINATOR),
    allow(CountingAction.TAKE,      Role.COORDINATOR, Role.PLANNER),
    allow(CountingAction.FIX,       SYSTEM),
)  # fmt: skip
