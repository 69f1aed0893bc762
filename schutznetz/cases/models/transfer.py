"""What left the office about a child: never without ground, recipient and prior notice (INV-9)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import PriorNotice, TransferKind
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class Transfer(ScopedModel):
    """One transfer; its kind says legal ground and purpose, and the database keeps it as it was."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    kind = CodeField(TransferKind)
    recipient = SealedTextField(Data.CONTENT)
    categories = models.JSONField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    notice = CodeField(PriorNotice)
    no_notice_why = SealedTextField(Data.CONTENT, null=True)
    at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Übermittlungen aus dem Schutzverfahren (§ 67d SGB X)",
        retention="L7",
        fields={"categories": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="transfer_without_notice_has_a_reason",
                condition=Q(notice="told") | Q(notice="not_told", no_notice_why__isnull=False),
            ),
            models.CheckConstraint(name="transfer_names_what_left", condition=~Q(categories=[])),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Übermittlung"
