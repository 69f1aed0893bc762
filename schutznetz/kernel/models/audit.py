"""The audit trail: append-only, without a foreign key into living data, private to ``kernel.audit``."""

from django.db import models
from django.db.models import Q

from schutznetz.kernel.catalogue import Catalogue, Data, field


class AuditEvent(models.Model):
    """One act. The header names no person; the sealed payload does, and can be erased by itself.

    ``number`` and ``chain`` stay empty until the linker has put the row into its network's chain.
    """

    id = models.BigAutoField(primary_key=True)
    network_id = models.UUIDField(editable=False)
    stream = models.CharField(max_length=32)
    count = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=96)
    commitment = models.BinaryField()
    payload = models.BinaryField(null=True)
    number = models.PositiveBigIntegerField(null=True)
    chain = models.BinaryField(null=True)

    catalogue = Catalogue(
        purpose="Nachweis, wer wann was getan hat",
        retention="L13",
        fields={"payload": field(Data.STAFF, "Wer es war; für sich löschbar")},
        rest=Data.INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "stream", "count"], name="audit_counted_once"),
            models.UniqueConstraint(fields=["network_id", "number"], name="audit_one_chain"),
            models.CheckConstraint(
                name="audit_linked_completely",
                condition=Q(number=None, chain=None) | Q(number__isnull=False, chain__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["network_id", "id"], name="audit_tail", condition=Q(number=None))]

    def __str__(self) -> str:
        return f"#{self.number or '-'} {self.action}"
