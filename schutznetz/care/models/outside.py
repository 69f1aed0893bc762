"""What opens a request to somebody without an account: once, with a code that came another way."""

from django.db import models
from django.db.models import Q

from schutznetz.care.choices import PassingBasis
from schutznetz.care.models.referral import Referral
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class OutsideLink(ScopedModel):
    """The only link of a request. Secret and code are kept nowhere; the questions are answered already."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    code_tag = models.CharField(max_length=64)  # a keyed hash: the code alone could be guessed
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    opening_tag = models.CharField(max_length=64, blank=True)  # the one page on which it was opened
    items = models.JSONField(default=list)  # what goes along
    basis = CodeField(PassingBasis)
    endangers_success = models.BooleanField(null=True)  # § 64 Abs. 2 SGB VIII, asked of the youth office
    necessity = SealedTextField(Data.CONTENT)
    success_why = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Anfrage an eine Stelle ohne Zugang, mit Einwilligung",
        retention="L6",
        fields={
            "digest": Data.INTERNAL,
            "code_tag": Data.INTERNAL,
            "tries": Data.INTERNAL,
            "opening_tag": Data.INTERNAL,
            "items": Data.INTERNAL,
            "endangers_success": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "digest"], name="outside_link_once"),
            models.UniqueConstraint(fields=["network", "referral"], name="outside_link_one_per_request"),
            models.CheckConstraint(
                name="outside_link_opened_on_one_page",
                condition=Q(opened_at=None, opening_tag="") | Q(opened_at__isnull=False) & ~Q(opening_tag=""),
            ),
        ]

    def __str__(self) -> str:
        return f"OutsideLink {self.pk}"
