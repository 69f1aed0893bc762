"""What is counted month by month, by guide services and of what was deleted: numbers, nobody behind them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.care.choices import Gone
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.models import Organisation


class GuideCount(ScopedModel):
    """How many births a house looked at in a month, with what came of it; the questionnaire stays there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    screened = models.PositiveIntegerField()
    positive = models.PositiveIntegerField()
    talked = models.PositiveIntegerField()  # also with families who asked without any sign
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    catalogue = Catalogue(
        purpose="Zahlen der Lotsendienste",
        retention="network",
        fields=dict.fromkeys(("month", "screened", "positive", "talked"), Data.INTERNAL),
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "month"], name="guide_count_once_a_month"
            ),
            models.CheckConstraint(
                name="guide_count_of_those_looked_at", condition=Q(positive__lte=F("screened"))
            ),
        ]

    def __str__(self) -> str:
        return f"GuideCount {self.month:%Y-%m}"


class GoneCount(ScopedModel):
    """How much of what came in a month is deleted by now; the year's figures would lose it otherwise."""

    month = models.DateField()  # its first day
    what = CodeField(Gone)
    number = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(
        purpose="Jahresbericht der Frühen Hilfen",
        retention="network",
        fields=dict.fromkeys(("month", "number"), Data.INTERNAL),
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["-month", "what"]
        constraints = [
            models.UniqueConstraint(fields=["network", "month", "what"], name="gone_count_once_a_month")
        ]

    def __str__(self) -> str:
        return f"GoneCount {self.month:%Y-%m}"
