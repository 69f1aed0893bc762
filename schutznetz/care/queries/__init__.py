"""What is read of early help, by what it is about."""

from schutznetz.care.queries.calls import calls_waiting, safe_times
from schutznetz.care.queries.codes import HolderPage, agreed_by, code_of_call, code_of_consent, codes_of
from schutznetz.care.queries.consents import (
    HELP,
    ConsentLine,
    PassingLine,
    Withdrawn,
    called,
    holders_of,
    may_be_asked,
    may_receive,
    named_in,
    passed,
    released_to,
    said_in,
    standing,
    still_agreed,
    wanted_by,
)
from schutznetz.care.queries.families import Child, FamilyLine, children_of, families, family
from schutznetz.care.queries.referrals import (
    FamilyPage,
    ReferralLine,
    ReferralPage,
    family_page,
    referral_page,
)

__all__ = [
    "HELP",
    "Child",
    "ConsentLine",
    "FamilyLine",
    "FamilyPage",
    "HolderPage",
    "PassingLine",
    "ReferralLine",
    "ReferralPage",
    "Withdrawn",
    "agreed_by",
    "called",
    "calls_waiting",
    "children_of",
    "code_of_call",
    "code_of_consent",
    "codes_of",
    "families",
    "family",
    "family_page",
    "holders_of",
    "may_be_asked",
    "may_receive",
    "named_in",
    "passed",
    "referral_page",
    "released_to",
    "safe_times",
    "said_in",
    "standing",
    "still_agreed",
    "wanted_by",
]
