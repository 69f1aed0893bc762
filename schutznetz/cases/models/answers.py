"""The statutory answer to a professional: three times yes or no with date and sender, and nothing else.

The database itself refuses one to anybody else and keeps what went out (``schutznetz.walls``, INV-8).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import Attested, Profession, ReporterKind, UntoldReason
from schutznetz.cases.models.report import Report
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class LearntProfession(ScopedModel):
    """What the office learnt of the reporter's own profession later; the report says what it said.

    The latest counts, and none means that she belongs to no profession of § 4 Abs. 1 KKG.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="professions")
    profession = CodeField(Profession, blank=True)
    known_by = CodeField(Attested)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Beruf der meldenden Person (§ 4 Abs. 4 KKG)", retention="L2")

    class Meta:
        base_manager_name = "objects"
        ordering = ["noted_at", "id"]
        constraints = [
            models.CheckConstraint(name="profession_is_known_from_somewhere", condition=~Q(known_by="")),
        ]

    def __str__(self) -> str:
        return f"Beruf {self.pk}"


class KindCorrection(ScopedModel):
    """What kind of reporter it was in truth, found by the office with its reasons; the latest counts.

    The report keeps the kind it came with: what was received is final.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="kind_corrections")
    reporter_kind = CodeField(ReporterKind)
    reasons = SealedTextField(Data.CONTENT)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Berichtigung, wer gemeldet hat (Art. 16 DSGVO)", retention="L2")

    class Meta:
        base_manager_name = "objects"
        ordering = ["corrected_at", "id"]

    def __str__(self) -> str:
        return f"Berichtigung {self.pk}"


class FeedbackPreparation(ScopedModel):
    """What the office makes sure of before it answers; it stays in the office."""

    attested = CodeField(Attested)
    told_on = models.DateField(null=True)
    untold_reason = CodeField(UntoldReason, blank=True)
    note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Vorbereitung der Rückmeldung (§ 4 Abs. 4 KKG)",
        retention="L2",
        fields={"told_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="feedback_family_told_or_reason",
                condition=Q(told_on__isnull=False, untold_reason="")
                | Q(told_on__isnull=True) & ~Q(untold_reason=""),
            ),
            models.CheckConstraint(
                name="feedback_other_reason_is_explained",
                condition=~Q(untold_reason="other") | Q(note__isnull=False),
            ),
            models.CheckConstraint(name="feedback_goes_to_who_reported", condition=~Q(attested="")),
        ]

    def __str__(self) -> str:
        return f"Vorbereitung {self.pk}"


class Feedback(ScopedModel):
    """One answer as it went out; before the result it does not say whether the danger is confirmed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="feedbacks")
    preparation = models.OneToOneField(FeedbackPreparation, on_delete=models.PROTECT, related_name="feedback")
    confirmed = models.BooleanField(null=True)
    acted = models.BooleanField()
    still_acting = models.BooleanField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    catalogue = Catalogue(
        purpose="Rückmeldung an meldende Fachkräfte (§ 4 Abs. 4 KKG)",
        retention="L2",
        fields={"confirmed": Data.INTERNAL, "acted": Data.INTERNAL, "still_acting": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_still_acting_means_acted", condition=Q(still_acting=False) | Q(acted=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Rückmeldung {self.pk}"
