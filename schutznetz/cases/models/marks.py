"""Marks on what was gathered about a child: from whom it is kept, and that it comes from secrecy.

What is marked never changes, so the mark is a row of its own; two people lift it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import MarkKind
from schutznetz.cases.models.assessment import CasePerson
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

PURPOSE = "Schutzvermerke (§ 25 Abs. 3, § 76 SGB X)"


class Mark(ScopedModel):
    """One limit on one record of a case, which is named by its identifier: entry, talk, visit, report ..."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="marks")
    record = models.UUIDField()
    kind = CodeField(MarkKind)
    parent = models.ForeignKey(CasePerson, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = SealedTextField(Data.CONTENT)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose=PURPOSE, retention="L7", fields={"record": Data.INTERNAL})

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "case", "record"], name="mark_of_record")]
        constraints = [
            models.CheckConstraint(
                name="mark_towards_a_parent_names_one",
                condition=Q(kind="from_parent", parent__isnull=False)
                | Q(kind="secrecy", parent__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["network", "case", "record", "parent"],
                condition=Q(lifted_at=None, parent__isnull=False),
                name="mark_once_for_each_parent",
            ),
            models.UniqueConstraint(
                fields=["network", "case", "record", "kind"],
                condition=Q(lifted_at=None, parent=None),
                name="mark_once_of_secrecy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Schutzvermerk"


class MarkLifting(Proposal):
    """One person wants a mark lifted, another one decides."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="liftings")
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose=PURPOSE, retention="L7", fields=PROPOSAL_FIELDS)

    class Meta(Proposal.Meta):
        constraints = [*Proposal.Meta.constraints, proposed_once("mark")]
