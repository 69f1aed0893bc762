"""The household of a help that was asked for: no key leads from here to the protection part, or back."""

from django.conf import settings
from django.db import models

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.offers.choices import Language


class Family(ScopedModel):
    """Who wants help and how she may be reached; colleagues call the family by its ``reference``."""

    reference = models.CharField(max_length=9)
    language = CodeField(Language)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # from here the year runs after which nothing of it is left
    name = SealedTextField(Data.PERSONAL)
    phone = SealedTextField(Data.PERSONAL, null=True)
    email = SealedTextField(Data.PERSONAL, null=True)
    address = SealedTextField(Data.PERSONAL, null=True)
    reach = SealedTextField(Data.PERSONAL, null=True)  # when and how it is safe
    silent = models.BooleanField(default=False)  # leave no message, with nobody
    untaken = models.BooleanField(default=False)  # sent in; the coordination has not taken it over

    catalogue = Catalogue(
        purpose="Frühe Hilfe mit Einwilligung",
        retention="L6",
        fields={"reference": Data.INTERNAL, "silent": Data.INTERNAL, "untaken": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "opened_at", "id"], name="family_by_opening")]
        constraints = [
            models.UniqueConstraint(fields=["network", "reference"], name="family_reference_once"),
        ]

    def __str__(self) -> str:
        return f"Familie {self.reference}"


class FamilyChild(ScopedModel):
    """A child of the household: given name, and the month of birth or the day on which it is expected."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    known = SealedJSONField(Data.PERSONAL)  # given, born (2026-05), expected (2026-05-31)

    catalogue = Catalogue(
        purpose="Frühe Hilfe mit Einwilligung", retention="L6", fields={"position": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "family", "position"], name="family_child_once"),
        ]

    def __str__(self) -> str:
        return f"{self.family_id}/{self.position}"
