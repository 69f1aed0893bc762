"""The protected procedure (§ 8a SGB VIII): thin rows with constraints, no rules."""

from schutznetz.cases.models.access import Doubt, EmergencyAccess, EmergencyReview, Recusal
from schutznetz.cases.models.answers import Feedback, FeedbackPreparation, KindCorrection, LearntProfession
from schutznetz.cases.models.assessment import CaseEntry, CasePerson, Inquiry, Talk, Visit
from schutznetz.cases.models.case import Case, Participant, TeamMember
from schutznetz.cases.models.closing import Closing
from schutznetz.cases.models.court import CourtReferral
from schutznetz.cases.models.deferrals import Deferral, SecondLook
from schutznetz.cases.models.disputes import Dispute, Restriction, RestrictionLifting
from schutznetz.cases.models.file_access import AccessDecision, AccessPackage, AccessRequest
from schutznetz.cases.models.handover import Arrival, Handover
from schutznetz.cases.models.intake import (
    Departure,
    ImmediateProtection,
    Proposal,
    Triage,
    UrgencyLowering,
    UrgencyRaise,
)
from schutznetz.cases.models.keeping import Deletion, DeletionPart, Hold, HoldLifting, KeepingPeriod, Package
from schutznetz.cases.models.known import Joining, KnownPerson, KnownTag, LookUp, Parting
from schutznetz.cases.models.letters import TalkInvitation
from schutznetz.cases.models.marks import Mark, MarkLifting
from schutznetz.cases.models.measures import (
    Check,
    ChildClock,
    HelpOffer,
    MissedAppointment,
    SafetyPlan,
    WatchedItem,
)
from schutznetz.cases.models.report import (
    Attachment,
    ContactUncovering,
    Message,
    Report,
    ReportChild,
    ReporterContact,
)
from schutznetz.cases.models.result import Result
from schutznetz.cases.models.secrets import Clearance, EntrustedEntry, EntrustedRelease, Whereabouts
from schutznetz.cases.models.statistics import (
    AssessmentCount,
    AssessmentRecord,
    CodeList,
    LateRecord,
    MonthlyReturn,
    ReturnLine,
)
from schutznetz.cases.models.taking import GuardianAnswer, Stay, TakingIntoCare
from schutznetz.cases.models.transfer import Transfer

__all__ = [
    "AccessDecision",
    "AccessPackage",
    "AccessRequest",
    "Arrival",
    "AssessmentCount",
    "AssessmentRecord",
    "Attachment",
    "Case",
    "CaseEntry",
    "CasePerson",
    "Check",
    "ChildClock",
    "Clearance",
    "Closing",
    "CodeList",
    "ContactUncovering",
    "CourtReferral",
    "Deferral",
    "Deletion",
    "DeletionPart",
    "Departure",
    "Dispute",
    "Doubt",
    "EmergencyAccess",
    "EmergencyReview",
    "EntrustedEntry",
    "EntrustedRelease",
    "Feedback",
    "FeedbackPreparation",
    "GuardianAnswer",
    "Handover",
    "HelpOffer",
    "Hold",
    "HoldLifting",
    "ImmediateProtection",
    "Inquiry",
    "Joining",
    "KeepingPeriod",
    "KindCorrection",
    "KnownPerson",
    "KnownTag",
    "LateRecord",
    "LearntProfession",
    "LookUp",
    "Mark",
    "MarkLifting",
    "Message",
    "MissedAppointment",
    "MonthlyReturn",
    "Package",
    "Participant",
    "Parting",
    "Proposal",
    "Recusal",
    "Report",
    "ReportChild",
    "ReporterContact",
    "Restriction",
    "RestrictionLifting",
    "Result",
    "ReturnLine",
    "SafetyPlan",
    "SecondLook",
    "Stay",
    "TakingIntoCare",
    "Talk",
    "TalkInvitation",
    "TeamMember",
    "Transfer",
    "Triage",
    "UrgencyLowering",
    "UrgencyRaise",
    "Visit",
    "WatchedItem",
    "Whereabouts",
]
