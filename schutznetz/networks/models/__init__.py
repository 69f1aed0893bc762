"""Who works together, where, in which function, and who is there when one is away."""

from schutznetz.networks.models.coordination import AdviceCount, Invitee, Meeting
from schutznetz.networks.models.letters import LetterVersion, PrintedLetter
from schutznetz.networks.models.lists import PartnerList, StagedRows
from schutznetz.networks.models.network import Jurisdiction, Network
from schutznetz.networks.models.organisation import Contact, ContactPerson, Organisation, Unit
from schutznetz.networks.models.people import Absence, Assignment, Lock
from schutznetz.networks.models.periods import PeriodSetting
from schutznetz.networks.models.proposals import Invitation, Proposal

__all__ = [
    "Absence",
    "AdviceCount",
    "Assignment",
    "Contact",
    "ContactPerson",
    "Invitation",
    "Invitee",
    "Jurisdiction",
    "LetterVersion",
    "Lock",
    "Meeting",
    "Network",
    "Organisation",
    "PartnerList",
    "PeriodSetting",
    "PrintedLetter",
    "Proposal",
    "StagedRows",
    "Unit",
]
