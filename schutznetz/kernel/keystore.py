"""The wrapped keys. What lies here is worthless without the root key file."""

from typing import Any

from django.db import models
from django.db.models import Q

from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.tenancy import ScopedModel


class NetworkKey(ScopedModel):
    """One version of a network's key, wrapped by the root key; the newest wraps what is new."""

    version = models.PositiveIntegerField()
    root_version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Schlüssel eines Netzwerks", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "version"], name="network_key_one_of_each_version")
        ]

    def __str__(self) -> str:
        return f"NetworkKey {self.version}"


class IntakeKey(ScopedModel):
    """The pair that public reports are sealed to; the private half is wrapped by the network's key."""

    version = models.PositiveIntegerField()
    public = models.BinaryField()
    private = models.BinaryField()
    wrapping = models.ForeignKey(NetworkKey, on_delete=models.PROTECT)
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Schlüsselpaar der Annahme", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "version"], name="intake_key_one_of_each_version")
        ]

    def __str__(self) -> str:
        return f"IntakeKey {self.version}"


class Envelope(ScopedModel):
    """What wraps the keys of one public submission until the intake team takes it over (HPKE)."""

    intake = models.ForeignKey(IntakeKey, on_delete=models.PROTECT)
    sealed = models.BinaryField()

    catalogue = Catalogue(purpose="Umschlag einer Einsendung", retention="L2", rest=Data.INTERNAL)

    def __str__(self) -> str:
        return f"Envelope {self.pk}"


class KeyRow(ScopedModel):
    """The key of one compartment of one record. Destroying it makes what it sealed unreadable."""

    id: Any = models.BigAutoField(primary_key=True)  # grows at one end: quick to insert
    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, editable=False, db_index=False, related_name="+"
    )
    record = models.UUIDField()
    compartment = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    wrapping = models.ForeignKey(NetworkKey, null=True, on_delete=models.PROTECT)
    envelope = models.ForeignKey(Envelope, null=True, on_delete=models.PROTECT)

    catalogue = Catalogue(purpose="Schlüssel eines Datensatzes", retention="network", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "record", "compartment"], name="key_one_per_compartment"
            ),
            models.CheckConstraint(
                name="key_wrapped_once", condition=Q(wrapping__isnull=True) ^ Q(envelope__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"KeyRow {self.pk}"
