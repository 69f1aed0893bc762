"""The texts of letters as an office wrote them, version by version, and which version a letter used."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import LetterKind


class LetterVersion(ScopedModel):
    """All texts of one kind of letter as they held from a moment on; never changed (``walls``).

    A version without a writer is the standard of the product, noted when the first letter used it.
    """

    kind = CodeField(LetterKind)
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    is_standard = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Texte der Schreiben eines Netzwerks", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "kind", "number"], name="letter_version_once"),
            models.CheckConstraint(
                name="letter_of_an_office_has_a_writer",
                condition=Q(is_standard=True) | Q(written_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.number}"


class PrintedLetter(ScopedModel):
    """One letter that was made of a record, which is named by type and id and never linked."""

    kind = CodeField(LetterKind)
    about_type = models.CharField(max_length=64)
    about_id = models.UUIDField()
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="+")
    letterhead = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="+")
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Nachweis gedruckter Schreiben", retention="L7", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "about_type", "about_id"], name="printed_about")]
        constraints = [
            models.CheckConstraint(
                name="printed_with_a_letterhead_of_its_own", condition=~Q(version=F("letterhead"))
            )
        ]

    def __str__(self) -> str:
        return f"Schreiben {self.pk}"
