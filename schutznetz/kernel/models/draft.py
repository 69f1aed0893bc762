"""What a signed-in person has typed and not yet sent."""

from django.db import models

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import SealedJSONField
from schutznetz.kernel.tenancy import ScopedModel


class Draft(ScopedModel):
    """``about`` is the record it is written on; the form's name alone when there is none."""

    actor_id = models.UUIDField()
    form = models.CharField(max_length=64)
    about = models.CharField(max_length=36, blank=True)
    text = SealedJSONField(Data.CONTENT)
    expires_at = models.DateTimeField(db_index=True)

    catalogue = Catalogue(
        purpose="Getipptes überlebt eine abgelaufene Sitzung", retention="L1", rest=Data.INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "actor_id", "form", "about"], name="draft_one_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}"
