"""What came in: the report, its children, who reported, what was attached and what was asked since.

The content of a received report never changes, on either engine: a database trigger refuses it
(``0002_received_is_final``). Additions are new rows.
"""

from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import (
    FileType,
    IntakeChannel,
    MessageKind,
    Profession,
    ReporterKind,
    ReportState,
    Urgency,
)
from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law.feedback import DISPUTED, PERSONALLY
from schutznetz.law.urgency import TAKE_OVER


def take_over_by() -> datetime:
    return clock.now() + TAKE_OVER


class Report(ScopedModel):
    """One worry about one or several children of one household, as it was received."""

    reference = models.CharField(max_length=9)  # its name inside the office; opens nothing
    state = CodeField(ReportState, default=ReportState.RECEIVED)
    channel = CodeField(IntakeChannel)
    reporter_kind = CodeField(ReporterKind)
    profession = CodeField(Profession, blank=True)  # her own, where the law of an answer looks at it
    anonymous = models.BooleanField(default=False)
    danger_now = models.BooleanField(default=False)
    statement = SealedJSONField(Data.CONTENT)
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports_entered"
    )
    receipt_tag = models.CharField(max_length=64)

    urgency = CodeField(Urgency, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports_responsible"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports_second"
    )
    taken_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=take_over_by)  # the clock that runs now; the inbox is ordered by it

    catalogue = Catalogue(
        purpose="Meldung einer Sorge (§ 8a SGB VIII, § 4 KKG)",
        retention="L2",
        fields={
            "reference": Data.INTERNAL,
            "anonymous": Data.INTERNAL,
            "danger_now": Data.INTERNAL,
            "receipt_tag": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["network", "due_at", "id"],
                name="report_inbox",
                condition=Q(state__in=["received", "triage"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["network", "reference"], name="report_reference_per_network"),
            models.UniqueConstraint(fields=["network", "receipt_tag"], name="report_receipt_per_network"),
            models.CheckConstraint(
                name="report_received_before_entered", condition=Q(received_at__lte=F("entered_at"))
            ),
            models.CheckConstraint(
                name="report_profession_where_an_answer_turns_on_it",
                condition=reduce(
                    or_,
                    (Q(reporter_kind=str(who), profession=str(own)) for who, own in sorted(DISPUTED)),
                    Q(profession="") | Q(reporter_kind__in=sorted(map(str, PERSONALLY))),
                ),
            ),
            models.CheckConstraint(
                name="report_taken_by_someone_with_a_second",
                condition=Q(state="received", responsible__isnull=True, second__isnull=True)
                | Q(responsible__isnull=False, second__isnull=False, taken_at__isnull=False)
                & ~Q(second=F("responsible")),
            ),
            models.CheckConstraint(
                name="report_decided_by_two",
                condition=Q(state__in=["received", "triage"], decided_at__isnull=True)
                | Q(
                    state__in=["closed_no_indication", "accepted"],
                    decided_at__isnull=False,
                    second__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Meldung {self.reference}"


class ReportChild(ScopedModel):
    """A child as the reporter described it; who the child really is, the triage finds out."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    description = SealedJSONField(Data.CONTENT)

    catalogue = Catalogue(purpose="Kinder einer Meldung", retention="L2", fields={"position": Data.INTERNAL})

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "report", "position"], name="report_child_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"


class ReporterContact(ScopedModel):
    """Who reported: a compartment of its own, protected even when the report was wrong."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="contact")
    details = SealedJSONField(Data.REPORTER)

    catalogue = Catalogue(purpose="Rückfragen an die meldende Person", retention="L11")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.report_id)


class ContactUncovering(ScopedModel):
    """Somebody needed to know who reported although that was covered by then, and said why."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="uncoverings")
    reasons = SealedTextField(Data.CONTENT)
    uncovered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uncovered_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Aufdecken der meldenden Person, mit Grund", retention="L11")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"Aufdeckung {self.pk}"


class Message(ScopedModel):
    """One line between office and reporter; the office speaks in fixed sentences (§ 64 Abs. 4 SGB VIII)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    kind = CodeField(MessageKind)
    at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    sentence = models.CharField(max_length=48, blank=True)
    text = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Gespräch mit der meldenden Person", retention="L4", fields={"sentence": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="message_of_the_office_is_a_fixed_sentence",
                condition=Q(kind__in=["question", "notice"], author__isnull=False) & ~Q(sentence="")
                | Q(kind__in=["answer", "addition"], sentence=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.kind}"


class Attachment(ScopedModel):
    """A sealed file. Pictures are re-encoded on arrival, so they carry neither place nor device."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    file_type = CodeField(FileType)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    name = SealedTextField(Data.CONTENT)
    body = SealedBytesField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Anlagen einer Meldung",
        retention="L2",
        fields={"position": Data.INTERNAL, "size": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.position}"
