"""The family court: whether it is called and why, the letter, its proof of dispatch, the ruling."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import CourtState, FileType, Remedy
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class CourtReferral(ScopedModel):
    """One decision about calling the family court (§ 8a Abs. 2 SGB VIII), and what became of it.

    Of the help plan the court gets a closed content (§ 50 Abs. 2 SGB VIII): need, kind of help with its
    services, results of review; the report on the danger stands beside it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    state = CodeField(CourtState, default=CourtState.WEIGHED)
    reasons = SealedTextField(Data.CONTENT)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    court = SealedTextField(Data.CONTENT, null=True)  # whom the letter is for, line by line
    report = SealedTextField(Data.CONTENT, null=True)
    need = SealedTextField(Data.CONTENT, null=True)
    help_kind = SealedTextField(Data.CONTENT, null=True)
    review_results = SealedTextField(Data.CONTENT, null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    proof = SealedBytesField(Data.CONTENT, null=True)
    proof_type = CodeField(FileType, blank=True)
    hearing_at = models.DateTimeField(null=True)
    ruled_on = models.DateField(null=True)
    ruling = SealedTextField(Data.CONTENT, null=True)
    dissent = SealedTextField(Data.CONTENT, null=True)
    remedy = CodeField(Remedy, blank=True)
    remedy_by = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Anrufung des Familiengerichts (§ 8a Abs. 2, § 50 SGB VIII)",
        retention="L7",
        fields={"ruled_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="court_called_with_letter_and_proof_of_dispatch",
                condition=Q(state__in=["weighed", "not_called", "called", "ended"])
                | Q(sent_at__isnull=False, proof__isnull=False, report__isnull=False),
            ),
            models.CheckConstraint(
                name="court_ruling_on_a_day",
                condition=~Q(state__in=["ordered", "declined"])
                | Q(ruled_on__isnull=False, ruling__isnull=False),
            ),
            models.CheckConstraint(
                name="court_dissent_leads_to_a_decision_on_a_remedy",
                condition=Q(dissent__isnull=True, remedy="", remedy_by__isnull=True)
                | Q(dissent__isnull=False, remedy_by__isnull=False) & ~Q(remedy=""),
            ),
            models.CheckConstraint(
                name="court_ended_with_a_note",
                condition=Q(state="ended", ended_at__isnull=False, end_note__isnull=False)
                | ~Q(state="ended") & Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Familiengericht"
