"""What happens after a procedure has ended: holding, filing, deleting, one module for each."""

from schutznetz.cases.services.keeping.deleting import (
    confirm_deletion,
    propose_deletion,
    reapply_deletions,
    withdraw_deletion,
)
from schutznetz.cases.services.keeping.holding import (
    confirm_lifting,
    hold,
    propose_lifting,
    refuse_lifting,
)
from schutznetz.cases.services.keeping.packing import (
    fetch_package,
    file_package,
    make_package,
    order_package,
)
from schutznetz.cases.services.keeping.periods import confirm_period, propose_period, refuse_period
from schutznetz.cases.services.keeping.traces import erase_traces, unlink_statistics
from schutznetz.cases.services.keeping.trail import erase_trail, reapply_trail

__all__ = [
    "confirm_deletion",
    "confirm_lifting",
    "confirm_period",
    "erase_traces",
    "erase_trail",
    "fetch_package",
    "file_package",
    "hold",
    "make_package",
    "order_package",
    "propose_deletion",
    "propose_lifting",
    "propose_period",
    "reapply_deletions",
    "reapply_trail",
    "refuse_lifting",
    "refuse_period",
    "unlink_statistics",
    "withdraw_deletion",
]
