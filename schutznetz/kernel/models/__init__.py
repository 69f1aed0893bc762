"""The kernel's own tables, each private to the module that speaks for it."""

from schutznetz.kernel.keystore import Envelope, IntakeKey, KeyRow, NetworkKey
from schutznetz.kernel.models.audit import AuditEvent
from schutznetz.kernel.models.counter import Counter
from schutznetz.kernel.models.draft import Draft
from schutznetz.kernel.models.job import Job
from schutznetz.kernel.models.letter import Letter
from schutznetz.kernel.models.submission import Submission

__all__ = [
    "AuditEvent",
    "Counter",
    "Draft",
    "Envelope",
    "IntakeKey",
    "Job",
    "KeyRow",
    "Letter",
    "NetworkKey",
    "Submission",
]
