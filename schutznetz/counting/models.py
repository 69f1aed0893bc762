"""What is left of a year in figures when the families themselves are long deleted."""

from django.db import models

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.tenancy import ScopedModel


class FixedYear(ScopedModel):
    """The figures of a year as they stood when it was over: ``amounts`` by figure and row, nobody by name."""

    year = models.PositiveSmallIntegerField()
    fixed_at = models.DateTimeField()
    amounts = models.JSONField(default=dict)  # figure: row: value and how many people or records it is of

    catalogue = Catalogue(purpose="Jahresbericht der Frühen Hilfen", retention="network", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["network", "year"], name="year_fixed_once")]

    def __str__(self) -> str:
        return f"FixedYear {self.year}"
