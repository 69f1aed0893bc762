"""What a midwife does in a family and writes down: her words are sealed for her alone (§ 203 StGB).

Days and hours lie open, for the coordination counts them and pays by them; everything that says something of
the family is under a key of a class that no other function may read.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.visiting.choices import ContactKind, GoalState, SheetMoment
from schutznetz.visiting.models.placing import FamilyMidwife, VisitRequest

AUTHOR = settings.AUTH_USER_MODEL
PURPOSE = "Dokumentation der aufsuchenden Hilfe"


class VisitContact(ScopedModel):
    """A visit, a call, or a door that stayed shut; never changed, but put right by a later row."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="contacts")
    midwife = models.ForeignKey(FamilyMidwife, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    kind = CodeField(ContactKind)
    minutes = models.PositiveSmallIntegerField()
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    kilometres = models.PositiveSmallIntegerField(default=0)
    noted_at = models.DateTimeField()
    topics = SealedJSONField(Data.PROFESSIONAL)
    note = SealedTextField(Data.PROFESSIONAL, null=True)
    next_step = SealedTextField(Data.PROFESSIONAL, null=True)
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="corrections")
    void = models.BooleanField(default=False)  # it never was: noted by mistake

    catalogue = Catalogue(
        purpose=PURPOSE,
        retention="L6",
        fields=dict.fromkeys(("on", "minutes", "travel_minutes", "kilometres", "void"), Data.INTERNAL),
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["on", "noted_at", "id"]
        indexes = [models.Index(fields=["network", "on", "id"], name="contact_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["network", "corrects"], name="contact_corrected_once"),
            models.CheckConstraint(
                name="contact_takes_its_time", condition=Q(minutes__gt=0) | Q(kind="no_show") | Q(void=True)
            ),
            models.CheckConstraint(
                name="contact_is_void_by_correction", condition=Q(void=False) | Q(corrects__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"VisitContact {self.pk}"


class VisitGoal(ScopedModel):
    """What the family wants to reach, in words agreed with it."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="goals")
    agreed_on = models.DateField()
    words = SealedTextField(Data.PROFESSIONAL)
    state = CodeField(GoalState, default=GoalState.OPEN)
    settled_on = models.DateField(null=True)

    catalogue = Catalogue(
        purpose=PURPOSE,
        retention="L6",
        fields={"agreed_on": Data.INTERNAL, "settled_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="goal_settled_on_a_day",
                condition=Q(state="open", settled_on=None) | ~Q(state="open") & Q(settled_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"VisitGoal {self.pk}"


class VisitReview(ScopedModel):
    """A look back together with the family, and when the next one is."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    next_on = models.DateField()
    noted_at = models.DateTimeField()
    words = SealedTextField(Data.PROFESSIONAL)

    catalogue = Catalogue(
        purpose=PURPOSE,
        retention="L6",
        fields={"held_on": Data.INTERNAL, "next_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["held_on", "noted_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="review_is_followed_by_a_later_one", condition=Q(next_on__gt=models.F("held_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"VisitReview {self.pk}"


class VisitSheet(ScopedModel):
    """How it stood at the start and at the end; counted without a name only where the family agreed."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="sheets")
    moment = CodeField(SheetMoment)
    noted_at = models.DateTimeField()
    counted = models.BooleanField(default=False)  # the family agreed that it is counted, without a name
    burdens = SealedJSONField(Data.PROFESSIONAL)
    strengths = SealedJSONField(Data.PROFESSIONAL)
    need = SealedTextField(Data.PROFESSIONAL, null=True)  # afterwards
    content = SealedTextField(Data.PROFESSIONAL, null=True)  # how content the family is
    outlook = SealedTextField(Data.PROFESSIONAL, null=True)  # how it goes on

    catalogue = Catalogue(purpose=PURPOSE, retention="L6", fields={"counted": Data.INTERNAL})

    class Meta:
        base_manager_name = "objects"
        ordering = ["noted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "request", "moment"], name="sheet_once_a_moment"),
        ]

    def __str__(self) -> str:
        return f"VisitSheet {self.pk}"


class VisitHandOver(ScopedModel):
    """What a midwife tells whoever comes after her, because the family released her for just this person."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="+")
    successor = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="handovers")
    passing = models.ForeignKey("care.Passing", on_delete=models.CASCADE, related_name="+")
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField(Data.PROFESSIONAL)

    catalogue = Catalogue(purpose="Übergabe an eine Kollegin mit Entbindung", retention="L6")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "request"], name="handed_over_once"),
            models.CheckConstraint(
                name="handed_over_to_another_request", condition=~Q(successor=models.F("request"))
            ),
        ]

    def __str__(self) -> str:
        return f"VisitHandOver {self.pk}"
