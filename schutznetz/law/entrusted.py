"""On which grounds entrusted data may be handed on (§ 65 Abs. 1 SGB VIII), and to whom; no other opens it."""

from dataclasses import dataclass
from enum import StrEnum

from schutznetz.law.norm import Norm


class Recipient(StrEnum):
    """Whom a ground reaches inside the office; ``NOBODY`` means that it leads outside only."""

    COLLEAGUE = "colleague"
    RESPONSIBLE = "responsible"
    TEAM = "team"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Row:
    """One ground: where it stands, whom it reaches inside, and whether it leads outside at all."""

    norm: Norm
    inside: Recipient
    outside: bool


GROUNDS = {
    "consent": Row(Norm("SGB VIII", "65", 1, 1, "1"), Recipient.COLLEAGUE, outside=True),
    "court": Row(Norm("SGB VIII", "65", 1, 1, "2"), Recipient.NOBODY, outside=True),
    "change": Row(Norm("SGB VIII", "65", 1, 1, "3"), Recipient.RESPONSIBLE, outside=True),
    "assessment": Row(Norm("SGB VIII", "65", 1, 1, "4"), Recipient.TEAM, outside=True),
    "secrecy": Row(Norm("SGB VIII", "65", 1, 1, "5"), Recipient.COLLEAGUE, outside=True),
}
