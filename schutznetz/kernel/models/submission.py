"""Which submissions were received, so that a second click gets the first receipt."""

from django.db import models

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.tenancy import ScopedModel


class Submission(ScopedModel):
    """``body`` is a keyed hash: the row proves sameness and tells nothing."""

    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    body = models.BinaryField()
    result_id = models.UUIDField(null=True)
    received_at = models.DateTimeField(db_index=True)

    catalogue = Catalogue(purpose="Doppelte Eingänge erkennen", retention="L16", rest=Data.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="submission_received_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
