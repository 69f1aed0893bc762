"""Who works together, where, in which function, and who is there when one is away."""

from schutznetz.networks.models.network import Jurisdiction, Network
from schutznetz.networks.models.organisation import Contact, ContactPerson, Organisation, Unit
from schutznetz.networks.models.people import Absence, Assignment

__all__ = [
    "Absence",
    "Assignment",
    "Contact",
    "ContactPerson",
    "Jurisdiction",
    "Network",
    "Organisation",
    "Unit",
]
