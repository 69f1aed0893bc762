"""What the coordination keeps beside the plan: proofs that it has seen, and what bridges a wait."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.visiting.choices import MeanwhileAnswer, MeanwhileKind, ProofKind, Tallied
from schutznetz.visiting.models.placing import FamilyMidwife, VisitRequest

AUTHOR = settings.AUTH_USER_MODEL


class MidwifeProof(ScopedModel):
    """A paper that was shown and given back: when it was seen, and how long it counts."""

    midwife = models.ForeignKey(FamilyMidwife, on_delete=models.CASCADE, related_name="proofs")
    kind = CodeField(ProofKind)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    counts_until = models.DateField(null=True)  # empty: it does not lapse
    reminded_of = models.DateField(null=True)  # the last day that a task was opened for

    catalogue = Catalogue(purpose="Register der Familienhebammen", retention="L12", rest=Data.STAFF)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "midwife", "kind"], name="proof_once_a_kind"),
            models.CheckConstraint(
                name="proof_counts_after_it_was_seen",
                condition=Q(counts_until=None) | Q(counts_until__gte=F("seen_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind.label)


class Meanwhile(ScopedModel):
    """What a family that waits is offered until somebody comes, and what it said to that."""

    request = models.ForeignKey(VisitRequest, on_delete=models.CASCADE, related_name="meanwhile")
    kind = CodeField(MeanwhileKind)
    offer = models.ForeignKey("offers.Offer", on_delete=models.SET_NULL, null=True, related_name="+")
    words = SealedTextField(Data.CONTENT, null=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(AUTHOR, on_delete=models.PROTECT, related_name="+")
    answer = CodeField(MeanwhileAnswer, default=MeanwhileAnswer.OPEN)
    answered_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Überbrückung einer Wartezeit", retention="L6")

    class Meta:
        base_manager_name = "objects"
        ordering = ["offered_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="meanwhile_answered_at_a_time",
                condition=Q(answer="open", answered_at=None)
                | ~Q(answer="open") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Meanwhile {self.pk}"


class VisitTally(ScopedModel):
    """How often something was so in a year: numbers that stay, each for itself, without a link to anybody."""

    year = models.PositiveSmallIntegerField()
    measure = CodeField(Tallied)
    value = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(
        purpose="Auswertung der aufsuchenden Hilfe", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year", "measure", "value"], name="visit_tally_one_row"
            ),
        ]

    def __str__(self) -> str:
        return f"VisitTally {self.pk}"
