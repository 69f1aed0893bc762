"""A family's wish to be called: sealed as it comes in, with the least that a call needs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.care.choices import CallState, CallWay
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.offers.choices import Language


class CallBack(ScopedModel):
    """Somebody asks for a call, without an account; her code on the receipt is all that leads back to her."""

    state = CodeField(CallState, default=CallState.WAITING)
    receipt_tag = models.CharField(max_length=64)
    way = CodeField(CallWay)
    language = CodeField(Language)
    silent = models.BooleanField(default=False)  # leave no message, with nobody
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = SealedTextField(Data.PERSONAL, null=True)
    contact = SealedTextField(Data.PERSONAL)  # number or address, by the way
    safe = SealedJSONField(Data.PERSONAL, null=True)  # days and parts of the day, by their codes
    times = SealedTextField(Data.PERSONAL, null=True)  # what else is to be heeded, in her own words
    need = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Rückruf auf eigenen Wunsch",
        retention="L6",
        fields={"receipt_tag": Data.INTERNAL, "silent": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "receipt_tag"], name="call_back_code_once"),
            models.CheckConstraint(
                name="call_back_done_at_a_time",
                condition=Q(state="waiting", done_at=None) | ~Q(state="waiting") & Q(done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return "Rückruf"
