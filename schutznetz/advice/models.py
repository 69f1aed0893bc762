"""Advice in a space of its own: no row leads to a child, a family, a worry, a report or a case (INV-7)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.advice.choices import (
    ConsultationAge,
    ConsultationState,
    ConsultationTopic,
    ConsultationUrgency,
    PartKind,
)
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class Consultant(ScopedModel):
    """Somebody of the pool: what she knows, in which languages, when, and who stands in for her."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "networks.Organisation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    deputy = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="deputy_for")
    topics = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    disability = models.BooleanField(default=False)
    hours = models.CharField(max_length=200, blank=True)
    accepting = models.BooleanField(default=True)

    catalogue = Catalogue(purpose="Pool der insoweit erfahrenen Fachkräfte", retention="L12", rest=Data.STAFF)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], name="consultant_once"),
            models.CheckConstraint(name="consultant_deputy_is_somebody_else", condition=~Q(deputy=F("id"))),
        ]

    def __str__(self) -> str:
        return f"Consultant {self.pk}"


class Consultation(ScopedModel):
    """One question and what was said about it. There is no field for a name, a date or an address."""

    reference = models.CharField(max_length=9)
    state = CodeField(ConsultationState, default=ConsultationState.ASKED)
    topic = CodeField(ConsultationTopic)
    age = CodeField(ConsultationAge)
    urgency = CodeField(ConsultationUrgency)
    disability = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    receipt_tag = models.CharField(max_length=64, blank=True)  # whoever asked without an account
    asked_at = models.DateTimeField()
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_at = models.DateTimeField(null=True)  # while a question waits for its answer
    last_at = models.DateTimeField()  # from here the year runs after which nothing of it is left
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Pseudonymisierte Fachberatung (§ 8b SGB VIII, § 4 Abs. 2 KKG)",
        retention="L5",
        rest=Data.INTERNAL,
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "last_at", "id"], name="consultation_by_last")]
        constraints = [
            models.UniqueConstraint(fields=["network", "reference"], name="consultation_reference_once"),
            models.UniqueConstraint(
                fields=["network", "receipt_tag"],
                condition=~Q(receipt_tag=""),
                name="consultation_receipt_once",
            ),
            models.CheckConstraint(
                name="consultation_asked_with_an_account_or_a_code",
                condition=Q(asked_by__isnull=False, receipt_tag="")
                | Q(asked_by__isnull=True) & ~Q(receipt_tag=""),
            ),
            models.CheckConstraint(
                name="consultation_nobody_advises_herself",
                condition=(Q(consultant=None) | ~Q(consultant=F("asked_by")))
                & (Q(deputy=None) | ~Q(deputy=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="consultation_deputy_is_somebody_else",
                condition=Q(deputy=None) | Q(consultant__isnull=False) & ~Q(deputy=F("consultant")),
            ),
            models.CheckConstraint(
                name="consultation_waits_until_a_time",
                condition=Q(state="asked", due_at__isnull=False) | ~Q(state="asked") & Q(due_at=None),
            ),
            models.CheckConstraint(
                name="consultation_signed_by_somebody",
                condition=Q(state="signed", signed_by__isnull=False, signed_at__isnull=False)
                | ~Q(state="signed") & Q(signed_by=None, signed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Beratung {self.reference}"


class ConsultationEntry(ScopedModel):
    """One thing said. It is never changed: the database refuses that on both engines."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="entries")
    kind = CodeField(PartKind)
    at = models.DateTimeField()
    author = models.ForeignKey(  # nobody where whoever asked has no account
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = SealedTextField(Data.CONTENT)
    confirmed = models.PositiveSmallIntegerField(default=0)  # so many hits were looked at and kept

    catalogue = Catalogue(
        purpose="Gespräch einer Fachberatung", retention="L5", fields={"confirmed": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "consultation"],
                condition=Q(kind="result"),
                name="consultation_has_one_result",
            ),
            models.CheckConstraint(
                name="consultation_answered_under_a_name",
                condition=Q(author__isnull=False) | Q(kind__in=["question", "dissent"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.kind}"


class ConsultationCount(ScopedModel):
    """How much was asked and answered in time: numbers that stay when the words are gone."""

    year = models.PositiveSmallIntegerField()
    topic = CodeField(ConsultationTopic)
    age = CodeField(ConsultationAge)
    urgency = CodeField(ConsultationUrgency)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(purpose="Zählung der Fachberatungen", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year", "topic", "age", "urgency"], name="consultation_count_one_row"
            ),
            models.CheckConstraint(
                name="consultation_count_adds_up",
                condition=Q(in_time__lte=F("answered")) & Q(answered__lte=F("asked")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.topic}: {self.asked}"
