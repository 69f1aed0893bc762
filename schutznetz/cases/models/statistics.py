"""One row of the official statistics for one assessed child: codes under a key that names nobody."""

from django.db import models
from django.db.models import Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.tenancy import ScopedModel


class AssessmentRecord(ScopedModel):
    """What § 99 Abs. 6 SGB VIII asks of one completed assessment; no text, no link to the case."""

    key = models.CharField(max_length=20)
    version = models.CharField(max_length=12)
    completed_on = models.DateField()
    answers = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)

    catalogue = Catalogue(
        purpose="Amtliche Statistik (§§ 98 bis 103 SGB VIII)", retention="L7", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "completed_on", "key"], name="record_of_a_month")]
        constraints = [
            models.UniqueConstraint(fields=["network", "key"], name="record_once_per_assessment"),
            models.CheckConstraint(name="record_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"Datensatz {self.key}"
