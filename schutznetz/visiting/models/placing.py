"""Who visits families, who asked for it, and the plans that were made; a family's needs are sealed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Land
from schutznetz.visiting.choices import Contract, VisitEnd, VisitingProfession, VisitingState, VisitUrgency

AUTHOR = settings.AUTH_USER_MODEL


class FamilyMidwife(ScopedModel):
    """A family midwife or a colleague of a comparable profession: what she may, when and where."""

    user = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    profession = CodeField(VisitingProfession)
    contract = CodeField(Contract)
    qualified_on = models.DateField()  # the day of her certificate, seen by the coordination
    qualified_in = CodeField(Land)
    recognised_on = models.DateField(null=True)  # where another Land gave it
    until_months = models.PositiveSmallIntegerField()  # she helps until the child is so old
    weekly_minutes = models.PositiveIntegerField()  # for families
    postcode = models.CharField(max_length=5)
    reach = models.PositiveSmallIntegerField()  # kilometres
    languages = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    accepting = models.BooleanField(default=True)

    catalogue = Catalogue(purpose="Register der Familienhebammen", retention="L12", rest=Data.STAFF)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "user"], name="family_midwife_once"),
        ]

    def __str__(self) -> str:
        return f"FamilyMidwife {self.pk}"


class VisitRequest(ScopedModel):
    """A family asks for somebody who comes, and has her; whom it is about says the family's own row."""

    family = models.ForeignKey("care.Family", on_delete=models.CASCADE, related_name="+")
    state = CodeField(VisitingState, default=VisitingState.WAITING)
    urgency = CodeField(VisitUrgency)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    weekly_minutes = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    language_needed = models.BooleanField(default=False)
    postcode = SealedTextField(Data.PERSONAL)
    topics = SealedJSONField(Data.HEALTH)
    not_with = models.JSONField(default=list)  # whom the family or she herself does not want; nobody asks why
    midwife = models.ForeignKey(FamilyMidwife, on_delete=models.PROTECT, null=True, related_name="requests")
    placed_at = models.DateTimeField(null=True)
    placed_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, null=True, related_name="+")
    jumped = SealedTextField(Data.CONTENT, null=True)  # why before others who wait longer
    planned_end = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = CodeField(VisitEnd, blank=True)
    follows = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="followers")
    review_on = models.DateField(null=True)  # when she looks back with the family next
    review_asked = models.DateField(null=True)  # for which of these days she was reminded
    end_asked = models.DateField(null=True)  # for which planned end

    catalogue = Catalogue(
        purpose="Aufsuchende Hilfe mit Einwilligung",
        retention="L6",
        fields=dict.fromkeys(
            (
                "weekly_minutes",
                "languages",
                "language_needed",
                "not_with",
                "planned_end",
                "review_on",
                "review_asked",
                "end_asked",
            ),
            Data.INTERNAL,
        ),
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "state", "asked_at", "id"], name="visit_request_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "family"],
                condition=~Q(state="ended") & Q(follows=None),
                name="family_asks_once_at_a_time",
            ),
            models.UniqueConstraint(fields=["network", "follows"], name="visits_followed_once"),
            models.CheckConstraint(
                name="visit_placed_with_somebody",
                condition=Q(state="waiting", midwife=None, placed_at=None, placed_by=None)
                | Q(
                    state="placed",
                    midwife__isnull=False,
                    placed_at__isnull=False,
                    placed_by__isnull=False,
                    planned_end__isnull=False,
                )
                | Q(state="ended"),
            ),
            models.CheckConstraint(
                name="visit_ended_for_a_reason",
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(end="")
                | ~Q(state="ended") & Q(ended_at=None, end=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Begleitung {self.family.reference}"


class PlacingPlan(ScopedModel):
    """A question as it stood when somebody asked, the proposals for it, and which was adopted."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    job_id = models.UUIDField(null=True)
    trial = models.BooleanField(default=False)  # what would be; never adopted
    leaving = models.JSONField(default=list)  # who is thought away
    more = models.PositiveSmallIntegerField(default=0)  # further requests that are thought of
    pins = models.JSONField(default=dict)  # what the coordination wants: this family to her, or that it waits
    before = models.JSONField(default=dict)  # how it stands without that, for a trial
    question = SealedJSONField(Data.HEALTH, null=True)  # families by their keys, with what they need
    proposals = models.JSONField(default=dict)  # for each aim: who goes where, and how good that is
    adopted = models.CharField(max_length=20, blank=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, null=True, related_name="+")

    catalogue = Catalogue(purpose="Einsatzplanung", retention="L8", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="plan_adopted_by_somebody",
                condition=Q(adopted="", adopted_at=None, adopted_by=None)
                | ~Q(adopted="") & Q(adopted_at__isnull=False, adopted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_tried_out_is_never_adopted", condition=Q(trial=False) | Q(adopted="")
            ),
        ]

    def __str__(self) -> str:
        return f"PlacingPlan {self.pk}"
