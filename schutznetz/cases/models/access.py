"""Who is kept out of a case although the table would let her in, and who came in although it would not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import DoubtGround, DoubtState, EmergencyFinding, EmergencyReason
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.report import Report
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Role


class Recusal(ScopedModel):
    """A family is too close to somebody, by her word or by order; all about it is shut to her at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="recusals")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="recusals")
    declared_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Befangenheit (§ 16, § 17 SGB X)", retention="L7")

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "person", "report"], name="recusal_by_report")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "case"],
                condition=Q(case__isnull=False),
                name="recusal_once_per_case",
            ),
            models.UniqueConstraint(
                fields=["network", "person", "report"],
                condition=Q(case__isnull=True),
                name="recusal_once_per_report",
            ),
            models.CheckConstraint(
                name="recusal_of_a_case_or_a_report",
                condition=Q(case__isnull=False) | Q(report__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Befangenheit {self.pk}"


class Doubt(ScopedModel):
    """Somebody says that a family is too close to a colleague: she is heard, and a lead decides."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="doubts")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="doubts")
    state = CodeField(DoubtState, default=DoubtState.RAISED)
    ground = CodeField(DoubtGround)
    reasons = SealedTextField(Data.CONTENT)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = SealedTextField(Data.CONTENT, null=True)  # her own words
    unheard_why = SealedTextField(Data.CONTENT, null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_why = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(purpose="Besorgnis der Befangenheit (§ 17 SGB X)", retention="L7")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="doubt_in_a_case_or_a_report",
                condition=Q(case__isnull=False) | Q(report__isnull=False),
            ),
            models.CheckConstraint(name="doubt_about_somebody_else", condition=~Q(person=F("raised_by"))),
            models.CheckConstraint(
                name="doubt_decided_by_another_person_with_reasons",
                condition=Q(
                    state__in=["ordered", "unfounded"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    decision_why__isnull=False,
                )
                & ~Q(decided_by=F("person"))
                | Q(
                    state__in=["raised", "declared"],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decision_why__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="doubt_decided_when_she_was_heard_or_why_not",
                condition=Q(state__in=["raised", "declared"])
                | Q(answer__isnull=False)
                | Q(unheard_why__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["network", "person", "case"],
                condition=Q(state="raised", case__isnull=False),
                name="doubt_waits_once_per_case",
            ),
            models.UniqueConstraint(
                fields=["network", "person", "report"],
                condition=Q(state="raised", case=None),
                name="doubt_waits_once_per_report",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case or self.report)


class EmergencyAccess(ScopedModel):
    """One person opened one case for an hour, with a reason; two others look at it afterwards."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = CodeField(EmergencyReason)
    reasons = SealedTextField(Data.CONTENT)
    with_whereabouts = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_by = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Notzugriff und seine Prüfung", retention="L9", fields={"with_whereabouts": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "opened_by", "ends_at"], name="emergency_still_open")]
        constraints = [
            models.CheckConstraint(
                name="emergency_ends_after_it_began", condition=Q(ends_at__gt=F("opened_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · Notzugriff"


class EmergencyReview(ScopedModel):
    """What one of two reviewers thinks of an emergency access."""

    access = models.ForeignKey(EmergencyAccess, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_as = CodeField(Role)
    finding = CodeField(EmergencyFinding)
    note = SealedTextField(Data.CONTENT, null=True)
    reviewed_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Notzugriff und seine Prüfung", retention="L9")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "access", "reviewer"], name="emergency_reviewed_once_by_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"Prüfung {self.pk}"
