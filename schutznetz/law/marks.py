"""What a mark on an entry means wherever the entry might go: one row for each kind of mark and each way out.

A mark never changes what professionals of the case read. Inside the office, and to an office that becomes
responsible, the entry goes with its mark; elsewhere it stays behind, and in its place stand reason and norm.
"""

from dataclasses import dataclass
from enum import StrEnum

from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop


class Way(StrEnum):
    """Where something of a case may go."""

    OWN_FILE = "own_file"  # the office's own file of record
    OFFICE_IN_DANGER = "office_in_danger"  # another office, because a child is in danger
    OFFICE = "office"  # another office, because it goes on with a help
    COURT = "court"
    NAMED_PARENT = "named_parent"  # the parent from whom the entry is kept
    FAMILY = "family"  # the child, another parent, whoever else it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whether it goes there, with its mark; by which norm, and in one sentence why."""

    goes: bool
    norm: Norm
    why: str


PARENT, SECRECY = "from_parent", "secrecy"  # the values of ``MarkKind``

STAYS_IN_OFFICE = gettext_noop("Der Vermerk gilt im Amt weiter.")
BINDS_RECEIVER = gettext_noop("Das andere Jugendamt ist an den Vermerk gebunden.")
PARENT_READS_COURT_FILE = gettext_noop("Eltern lesen die Akte des Gerichts mit.")
KEPT_FROM_PARENT = gettext_noop("Das berechtigte Interesse des Kindes oder eines anderen überwiegt.")
SPEAKS_TO_OTHERS = gettext_noop("Der Vermerk gilt gegenüber dem genannten Elternteil.")
AS_THEY_COULD = gettext_noop(
    "Wer zur Verschwiegenheit verpflichtet ist, dürfte es bei Gefahr selbst mitteilen."
)
NEEDS_RELEASE = gettext_noop("Es kommt aus einer Schweigepflicht: Es fehlt die Entbindung davon.")

SOCIAL_SECRECY = Norm("SGB I", "35", 1)
RECEIVER_BOUND = Norm("SGB X", "78", 1)
COURT_FILE = Norm("FamFG", "13", 1)
OTHERS_INTERESTS = Norm("SGB X", "25", 3)
LIMITED = Norm("SGB X", "76", 1)
INFORM = Norm("KKG", "4", 3)

RULES = {
    (PARENT, Way.OWN_FILE): Rule(goes=True, norm=SOCIAL_SECRECY, why=STAYS_IN_OFFICE),
    (PARENT, Way.OFFICE_IN_DANGER): Rule(goes=True, norm=RECEIVER_BOUND, why=BINDS_RECEIVER),
    (PARENT, Way.OFFICE): Rule(goes=True, norm=RECEIVER_BOUND, why=BINDS_RECEIVER),
    (PARENT, Way.COURT): Rule(goes=False, norm=COURT_FILE, why=PARENT_READS_COURT_FILE),
    (PARENT, Way.NAMED_PARENT): Rule(goes=False, norm=OTHERS_INTERESTS, why=KEPT_FROM_PARENT),
    (PARENT, Way.FAMILY): Rule(goes=True, norm=OTHERS_INTERESTS, why=SPEAKS_TO_OTHERS),
    (SECRECY, Way.OWN_FILE): Rule(goes=True, norm=SOCIAL_SECRECY, why=STAYS_IN_OFFICE),
    (SECRECY, Way.OFFICE_IN_DANGER): Rule(goes=True, norm=INFORM, why=AS_THEY_COULD),
    (SECRECY, Way.OFFICE): Rule(goes=False, norm=LIMITED, why=NEEDS_RELEASE),
    (SECRECY, Way.COURT): Rule(goes=False, norm=LIMITED, why=NEEDS_RELEASE),
    (SECRECY, Way.NAMED_PARENT): Rule(goes=False, norm=LIMITED, why=NEEDS_RELEASE),
    (SECRECY, Way.FAMILY): Rule(goes=False, norm=LIMITED, why=NEEDS_RELEASE),
}


def way_to_office(ground: str) -> Way:
    """Return which way a handover on this ground is; the grounds stand in ``law.handover``."""
    return Way.OFFICE_IN_DANGER if ground == "danger" else Way.OFFICE
