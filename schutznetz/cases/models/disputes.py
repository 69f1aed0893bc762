"""What stands beside an entry and not in it: the word of who disputes it, and a restriction of its use.

Entries are never changed. Both name what they are about by its identifier, as marks do.
"""

from django.conf import settings
from django.db import models

from schutznetz.cases.choices import DisputeKind, RestrictionGround
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

CORRECTING = "Berichtigung und bestrittene Daten (Art. 16 DSGVO, § 84 SGB X)"
RESTRICTING = "Einschränkung der Verarbeitung (Art. 18 DSGVO)"


class Dispute(ScopedModel):
    """Somebody says of an entry that it is wrong, what is right, or that it is right after all."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disputes")
    record = models.UUIDField()
    kind = CodeField(DisputeKind)
    who = SealedTextField(Data.PERSONAL)
    words = SealedTextField(Data.CONTENT)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    catalogue = Catalogue(purpose=CORRECTING, retention="L7", fields={"record": Data.INTERNAL})

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "case", "record"], name="dispute_of_record")]

    def __str__(self) -> str:
        return f"{self.case} · Vermerk"


class Restriction(ScopedModel):
    """An entry, or with ``record`` empty the whole case, is kept and used no further than the law allows."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="restrictions")
    record = models.UUIDField(null=True)
    ground = CodeField(RestrictionGround)
    reasons = SealedTextField(Data.CONTENT)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    review_on = models.DateField()
    lifted_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose=RESTRICTING, retention="L7", fields={"record": Data.INTERNAL, "review_on": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "case", "record"], name="restriction_of_record")]

    def __str__(self) -> str:
        return f"{self.case} · Einschränkung"


class RestrictionLifting(Proposal):
    """One person wants a restriction lifted, another one decides; who asked for it is told before."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="liftings")
    reasons = SealedTextField(Data.CONTENT)
    told_on = models.DateField()

    catalogue = Catalogue(
        purpose=RESTRICTING, retention="L7", fields={**PROPOSAL_FIELDS, "told_on": Data.INTERNAL}
    )

    class Meta(Proposal.Meta):
        constraints = [*Proposal.Meta.constraints, proposed_once("restriction")]
