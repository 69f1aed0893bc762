"""Running numbers per network, raised in place."""

from django.db import models

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.tenancy import ScopedModel


class Counter(ScopedModel):
    name = models.CharField(max_length=64)
    value = models.PositiveBigIntegerField()

    catalogue = Catalogue(purpose="Laufende Nummern", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="counter_per_network")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
