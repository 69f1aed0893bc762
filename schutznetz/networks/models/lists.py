"""A list of partners on its way in: checked first, taken over whole or not at all."""

from django.conf import settings
from django.db import models

from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedJSONField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import PartnerListState


class PartnerList(ScopedModel):
    content = SealedBytesField(Data.STAFF, null=True)
    state = CodeField(PartnerListState, default=PartnerListState.CHECKING)
    report = SealedJSONField(Data.STAFF, default=dict)
    job_id = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    catalogue = Catalogue(
        purpose="Einlesen einer Partnerliste", retention="L1", fields={"job_id": Data.INTERNAL}
    )

    def __str__(self) -> str:
        return f"PartnerList {self.pk}"


class StagedRows(ScopedModel):
    """Rows of a file that are worked out and wait, unseen, for the one transaction that enters them."""

    upload_id = models.UUIDField()
    number = models.PositiveIntegerField()
    packed = models.BinaryField()
    staged_at = models.DateTimeField(default=clock.now)

    catalogue = Catalogue(
        purpose="Vorbereitete Zeilen einer Datei", retention="L1", fields={"packed": Data.STAFF},
        rest=Data.INTERNAL,
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload_id", "number"], name="staged_once")]

    def __str__(self) -> str:
        return f"StagedRows {self.upload_id}/{self.number}"
