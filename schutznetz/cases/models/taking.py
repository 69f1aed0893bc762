"""A child in the care of the youth office (§ 42 SGB VIII), with all that the statute wants along the way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import (
    Guardian,
    GuardianPosition,
    TakingEnd,
    TakingFollowUp,
    TakingGround,
    TakingState,
)
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class TakingIntoCare(ScopedModel):
    """A taking into care begins with the act alone (INV-11): all else may follow, and is asked for."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="takings")
    state = CodeField(TakingState, default=TakingState.RUNNING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ground = CodeField(TakingGround, blank=True)
    child_told_at = models.DateTimeField(null=True)
    child_told_how = SealedTextField(Data.CONTENT, null=True)
    trusted_at = models.DateTimeField(null=True)
    trusted_note = SealedTextField(Data.PERSONAL, null=True)
    guardians_told_at = models.DateTimeField(null=True)
    guardian_asked_at = models.DateTimeField(null=True)
    confined_at = models.DateTimeField(null=True)
    confined_why = SealedTextField(Data.CONTENT, null=True)
    confinement_over_at = models.DateTimeField(null=True)
    confinement_note = SealedTextField(Data.CONTENT, null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = CodeField(TakingEnd, blank=True)
    end_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(purpose="Inobhutnahme (§ 42 SGB VIII)", retention="L7")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(state="running"), name="taking_runs_once"
            ),
            models.CheckConstraint(
                name="taking_confinement_has_a_reason",
                condition=Q(confined_at__isnull=True, confined_why__isnull=True)
                | Q(confined_at__isnull=False, confined_why__isnull=False),
            ),
            models.CheckConstraint(
                name="taking_ended_with_a_reason",
                condition=Q(state="running", ended_at__isnull=True, ended_by="")
                | Q(state="ended", ended_at__isnull=False) & ~Q(ended_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Inobhutnahme"


class Stay(ScopedModel):
    """Where a child in care is: known to those who work on the case, and in no list anywhere."""

    taking = models.ForeignKey(TakingIntoCare, on_delete=models.PROTECT, related_name="stays")
    place = SealedTextField(Data.LOCATION)
    since = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    catalogue = Catalogue(purpose="Inobhutnahme (§ 42 SGB VIII)", retention="L7")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"Aufenthalt {self.pk}"


class GuardianAnswer(ScopedModel):
    """What the guardians say, and what follows: no choice of form (INV-12), § 42 Abs. 3 SGB VIII names it."""

    taking = models.ForeignKey(TakingIntoCare, on_delete=models.PROTECT, related_name="answers")
    whose = CodeField(Guardian, default=Guardian.ALL)
    position = CodeField(GuardianPosition)
    follow_up = CodeField(TakingFollowUp)
    note = SealedTextField(Data.CONTENT, null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Inobhutnahme (§ 42 SGB VIII)", retention="L7")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="answer_of_guardians_has_its_legal_consequence",
                condition=Q(position="objects", follow_up__in=["hand_back", "court"])
                | Q(position="unreachable", follow_up="court")
                | Q(position="agrees", follow_up="help_plan"),
            )
        ]

    def __str__(self) -> str:
        return f"Antwort {self.pk}"

    @property
    def label(self) -> str:
        """Whose answer it is and what it says, as lists and papers show it."""
        return f"{self.whose.label}: {self.position.label}"
