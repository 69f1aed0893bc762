"""Families who want help, and what hangs on them; every name and every word of theirs is sealed."""

from schutznetz.care.models.call import CallBack
from schutznetz.care.models.consent import (
    CodeHolder,
    ConsentItem,
    ConsentRecipient,
    Declaration,
    FamilyConsent,
    OutsidePerson,
    PassedItem,
    Passing,
)
from schutznetz.care.models.count import GoneCount, GuideCount
from schutznetz.care.models.family import Family, FamilyChild
from schutznetz.care.models.outside import OutsideLink
from schutznetz.care.models.referral import Referral

__all__ = [
    "CallBack",
    "CodeHolder",
    "ConsentItem",
    "ConsentRecipient",
    "Declaration",
    "Family",
    "FamilyChild",
    "FamilyConsent",
    "GoneCount",
    "GuideCount",
    "OutsideLink",
    "OutsidePerson",
    "PassedItem",
    "Passing",
    "Referral",
]
