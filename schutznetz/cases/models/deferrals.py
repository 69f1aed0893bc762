"""Who is informed later that the office keeps data about her, and why; and that somebody looked again.

Both name the record they are about by its identifier, as marks do.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import DeferralGround
from schutznetz.cases.models.assessment import CasePerson
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

INFORMING = "Aufgeschobene Information (§§ 82, 82a SGB X)"


class Deferral(ScopedModel):
    """One person of a case is not yet told of an entry, or with ``record`` empty of the whole case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deferrals")
    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    record = models.UUIDField(null=True)
    ground = CodeField(DeferralGround)
    reasons = SealedTextField(Data.CONTENT)
    deferred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deferred_at = models.DateTimeField()
    review_on = models.DateField()
    gone_on = models.DateField(null=True)  # the ground; from this day two weeks are left
    told_on = models.DateField(null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    catalogue = Catalogue(
        purpose=INFORMING,
        retention="L7",
        fields=dict.fromkeys(("record", "review_on", "gone_on", "told_on"), Data.INTERNAL),
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "case", "record"], name="deferral_of_record")]
        constraints = [
            models.CheckConstraint(
                name="deferral_ends_when_somebody_told_her",
                condition=Q(told_on__isnull=True, told_by__isnull=True)
                | Q(told_on__isnull=False, told_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["network", "person", "record"],
                condition=Q(told_on=None, record__isnull=False),
                name="deferral_once_for_each_record",
            ),
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(told_on=None, record=None),
                name="deferral_once_for_the_whole_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · spätere Information"


class SecondLook(ScopedModel):
    """Somebody looked again at what holds for a while only: it goes on, for these reasons, until that day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="second_looks")
    record = models.UUIDField()
    reasons = SealedTextField(Data.CONTENT)
    review_on = models.DateField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Erneute Prüfung von Einschränkungen und aufgeschobener Information",
        retention="L7",
        fields={"record": Data.INTERNAL, "review_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "case", "record"], name="second_look_at_record")]

    def __str__(self) -> str:
        return f"{self.case} · erneute Prüfung"
