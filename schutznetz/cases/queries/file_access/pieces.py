"""Which fields make up the file that somebody may ask to see, and which are no part of it.

Every sealed field that hangs on a case or its report stands in one of the two tables; a test goes through
all models and misses what is in neither.
"""

from typing import Any

from schutznetz.cases.choices import CaseEntryKind, DataSource, FileSection, InquiryTopic, TalkWith
from schutznetz.cases.models import (
    Attachment,
    Case,
    CaseEntry,
    CasePerson,
    Closing,
    Inquiry,
    Message,
    MissedAppointment,
    Participant,
    Report,
    ReportChild,
    ReporterContact,
    Result,
    Talk,
    TalkInvitation,
    Triage,
    UrgencyLowering,
    UrgencyRaise,
    Visit,
)
from schutznetz.cases.queries.file_access.measures import PARTS_OF_MEASURES
from schutznetz.cases.queries.file_access.part import (
    HEALTH,
    NOTHING,
    PLACE,
    REASONS,
    TEXT,
    WORDS,
    Part,
    always,
)
from schutznetz.law.file_access import Trait
from schutznetz.law.text import gettext_noop

REPORT, PEOPLE, COURSE = FileSection.REPORT, FileSection.PEOPLE, FileSection.COURSE


def _of_entry(row: CaseEntry) -> frozenset[Trait]:
    kinds = {
        CaseEntryKind.CHILDS_VIEW: Trait.CHILDS_WORDS,
        CaseEntryKind.HYPOTHESIS: Trait.DRAFT,
        CaseEntryKind.CONSULTATION: Trait.DRAFT,
    }
    sources = {DataSource.REPORTER: Trait.REPORTED, DataSource.THIRD_PARTY: Trait.SOURCE}
    return frozenset(filter(None, (kinds.get(row.kind), sources.get(row.source))))


TALKS = {
    TalkWith.CHILD: Trait.CHILDS_WORDS,
    TalkWith.REPORTER: Trait.REPORTED,
    TalkWith.OTHER: Trait.SOURCE,
}


def _of_talk(row: Talk) -> frozenset[Trait]:
    return frozenset(filter(None, (TALKS.get(row.with_whom),)))


def _of_inquiry(row: Inquiry) -> frozenset[Trait]:
    if row.topic == InquiryTopic.INVOLVE_REPORTER:
        return frozenset({Trait.REPORTED})
    return frozenset({Trait.SOURCE}) if row.topic.startswith("asked_") else NOTHING


def _of_result(row: Result) -> frozenset[Trait]:
    return NOTHING if row.set_at else frozenset({Trait.DRAFT})


def _of_proposal(row: Any) -> frozenset[Trait]:
    return NOTHING if row.state == "confirmed" else frozenset({Trait.DRAFT})


PARTS = (
    Part(
        model=Case,
        section=REPORT,
        at="reported_at",
        title=lambda row: gettext_noop("Meldung"),
        fields={"report": ""},
        way="pk",
        traits=always(Trait.REPORTED),
    ),
    Part(
        model=Report,
        section=REPORT,
        at="received_at",
        title=lambda row: row.channel.label,
        fields={"statement": ""},
        way="pk",
        of_report=True,
        traits=always(Trait.REPORTED),
    ),
    Part(
        model=ReportChild,
        section=REPORT,
        at="",
        title=lambda row: gettext_noop("Kind"),
        fields={"description": ""},
        way="report",
        of_report=True,
        traits=always(Trait.REPORTED),
    ),
    Part(
        model=ReporterContact,
        section=REPORT,
        at="",
        title=lambda row: gettext_noop("Wer gemeldet hat"),
        fields={"details": ""},
        way="report",
        of_report=True,
        traits=always(Trait.REPORTER),
    ),
    Part(
        model=Message,
        section=REPORT,
        at="at",
        title=lambda row: row.kind.label,
        fields=TEXT,
        way="report",
        of_report=True,
        traits=always(Trait.REPORTED),
    ),
    Part(
        model=Attachment,
        section=REPORT,
        at="received_at",
        title=lambda row: gettext_noop("Anlage"),
        fields={"name": ""},
        way="report",
        of_report=True,
        traits=always(Trait.REPORTED, Trait.ATTACHMENT),
    ),
    Part(
        model=Triage,
        section=REPORT,
        at="proposed_at",
        title=lambda row: row.outcome.label,
        fields=REASONS,
        way="report",
        of_report=True,
        traits=lambda row: _of_proposal(row) | {Trait.REPORTED},
    ),
    Part(
        model=UrgencyRaise,
        section=REPORT,
        at="raised_at",
        title=lambda row: row.after.label,
        fields=REASONS,
        way="report",
        of_report=True,
        traits=always(Trait.REPORTED),
    ),
    Part(
        model=UrgencyLowering,
        section=REPORT,
        at="proposed_at",
        title=lambda row: row.after.label,
        fields=REASONS,
        way="report",
        of_report=True,
        traits=lambda row: _of_proposal(row) | {Trait.REPORTED},
    ),
    Part(
        model=CasePerson,
        section=PEOPLE,
        at="entered_at",
        title=lambda row: row.role.label,
        fields={
            "name": gettext_noop("Name"),
            "born": gettext_noop("Geboren"),
            "relation": gettext_noop("Beziehung zum Kind"),
            "orders": gettext_noop("Was verboten ist"),
            "orders_source": gettext_noop("Woher das bekannt ist"),
            "needs": gettext_noop("Behinderung, Krankheit, Sprache"),
            "why_no_case": gettext_noop("Kein eigenes Verfahren, weil"),
        },
        own={"needs": HEALTH},
    ),
    Part(
        model=Participant,
        section=PEOPLE,
        at="",
        title=lambda row: gettext_noop("Beteiligt"),
        fields={"name": gettext_noop("Name")},
        traits=always(Trait.OTHER_PERSON),
    ),
    Part(
        model=CaseEntry,
        section=COURSE,
        at="at",
        title=lambda row: row.kind.label,
        fields={"text": "", "said_by": gettext_noop("Gesagt von")},
        traits=_of_entry,
    ),
    Part(
        model=Talk,
        section=COURSE,
        at="at",
        title=lambda row: row.with_whom.label,
        fields={"text": "", "who": gettext_noop("Wer dabei war")},
        traits=_of_talk,
    ),
    Part(
        model=Visit,
        section=COURSE,
        at="at",
        title=lambda row: row.place.label,
        fields={
            "text": "",
            "people": gettext_noop("Wer da war"),
            "address": gettext_noop("Ort"),
        },
        own={"address": PLACE},
    ),
    Part(
        model=Inquiry,
        section=COURSE,
        at="at",
        title=lambda row: row.topic.label,
        fields=REASONS,
        traits=_of_inquiry,
    ),
    Part(
        model=Result,
        section=COURSE,
        at="proposed_at",
        title=lambda row: row.outcome.label,
        fields={
            **REASONS,
            "parents": gettext_noop("Eltern"),
            "protective": gettext_noop("Was das Kind schützt"),
            "child_view": gettext_noop("Sicht des Kindes"),
            "dissent": gettext_noop("Andere Meinung"),
        },
        traits=_of_result,
        own={"child_view": WORDS},
    ),
    Part(
        model=MissedAppointment,
        section=COURSE,
        at="noted_at",
        title=lambda row: gettext_noop("Verpasster Termin"),
        fields={"what": ""},
    ),
    Part(
        model=TalkInvitation,
        section=COURSE,
        at="invited_at",
        title=lambda row: row.occasion.label,
        fields={
            "recipient": gettext_noop("Eingeladen"),
            "place": gettext_noop("Ort"),
            "address": gettext_noop("Anschrift"),
        },
        own={"place": PLACE, "address": PLACE},
    ),
    Part(
        model=Closing,
        section=COURSE,
        at="proposed_at",
        title=lambda row: row.reason.label,
        fields={"note": "", "returned": gettext_noop("Zurückgegeben, weil")},
        traits=_of_proposal,
    ),
    *PARTS_OF_MEASURES,
)

# No part of the file that anybody sees: copies, proofs, the office's own control, others' secrets.
# What was entrusted and where somebody is hidden are not even counted, so that nothing tells that they exist.
NO_PART = frozenset({
    "AccessDecision", "AccessPackage", "AccessRequest", "Arrival", "Clearance", "ContactUncovering",
    "Departure", "Deferral", "Dispute", "Doubt", "Restriction", "RestrictionLifting", "SecondLook",
    "EmergencyAccess", "EmergencyReview", "EntrustedEntry", "EntrustedRelease", "FeedbackPreparation",
    "Handover", "Hold", "HoldLifting", "Joining", "KindCorrection", "KnownPerson", "Mark", "MarkLifting",
    "Package", "Parting", "Transfer", "Whereabouts",
})  # fmt: skip
# The body of an attachment goes with its name, or not at all.
NO_FIELD = frozenset({
    ("Attachment", "body"), ("Case", "child_name"), ("Closing", "gaps_why"), ("CourtReferral", "proof"),
})  # fmt: skip
