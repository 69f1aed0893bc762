"""Who asked to see a file, what was decided about each passage, and what two people have released.

The file itself is not copied: a decision names its passage, and the package holds only what goes out.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import AccessBasis, AccessState, Asker, HandedOut, IdentityProof, Withheld
from schutznetz.cases.models.assessment import CasePerson
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.law.file_access import ABSOLUTE

PURPOSE = "Akteneinsicht und Auskunft (§ 25, § 83 SGB X, Art. 15 DSGVO)"


class AccessRequest(ScopedModel):
    """One person wants to see the file of a child: who, on which basis, how checked, until when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access_requests")
    state = CodeField(AccessState, default=AccessState.OPEN)
    asker = CodeField(Asker)
    basis = CodeField(AccessBasis)
    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT, null=True, related_name="+")
    name = SealedTextField(Data.PERSONAL)
    standing = SealedTextField(Data.CONTENT)
    identity = CodeField(IdentityProof)
    received_on = models.DateField()
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    extension_why = SealedTextField(Data.CONTENT, null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_note = SealedTextField(Data.CONTENT, null=True)
    handed_how = CodeField(HandedOut, blank=True)

    catalogue = Catalogue(
        purpose=PURPOSE,
        retention="L14",
        fields={"received_on": Data.INTERNAL, "due_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "state", "due_on", "id"], name="access_request_due")]
        constraints = [
            models.CheckConstraint(
                name="access_request_of_somebody_whose_identity_was_checked", condition=~Q(identity="")
            ),
            models.CheckConstraint(
                name="access_request_extended_with_a_reason",
                condition=Q(extended_at__isnull=True, extension_why__isnull=True)
                | Q(extended_at__isnull=False, extension_why__isnull=False),
            ),
            models.CheckConstraint(
                name="access_request_refused_with_a_reason",
                condition=~Q(state__in=["refused", "withdrawn"])
                | Q(ended_by__isnull=False, ended_at__isnull=False, end_note__isnull=False),
            ),
            models.CheckConstraint(
                name="access_request_handed_out_by_somebody_somehow",
                condition=Q(state="handed_out", ended_by__isnull=False, ended_at__isnull=False)
                & ~Q(handed_how="")
                | ~Q(state="handed_out") & Q(handed_how=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Akteneinsicht"


class AccessDecision(ScopedModel):
    """What a person decided about one passage; the ground is the strongest that speaks for keeping it."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="decisions")
    passage = models.CharField(max_length=120)
    ground = CodeField(Withheld)
    disclosed = models.BooleanField()
    reasons = SealedTextField(Data.CONTENT, null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose=PURPOSE, retention="L14", fields={"passage": Data.INTERNAL, "disclosed": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "request", "passage"], name="access_decided_once_per_passage"
            ),
            models.CheckConstraint(
                name="access_disclosed_with_a_reason",
                condition=Q(disclosed=False) | Q(reasons__isnull=False),
            ),
            models.CheckConstraint(
                name="access_kept_back_by_hand_with_a_reason",
                condition=~Q(ground="by_hand") | Q(disclosed=False, reasons__isnull=False),
            ),
            models.CheckConstraint(
                name="access_never_discloses_what_nobody_may",
                condition=Q(disclosed=False) | ~Q(ground__in=ABSOLUTE),
            ),
        ]

    def __str__(self) -> str:
        return f"Entscheidung {self.pk}"


class AccessPackage(Proposal):
    """What one person wants to hand out and another one releases: only what goes out, frozen."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="packages")
    content = SealedJSONField(Data.CONTENT)
    passphrase = SealedTextField(Data.CONTENT, null=True)  # of the archive; told by another way

    catalogue = Catalogue(purpose=PURPOSE, retention="L14", fields=PROPOSAL_FIELDS)

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("request"),
            models.UniqueConstraint(
                fields=["network", "request"],
                condition=Q(state="confirmed"),
                name="accesspackage_released_once",
            ),
        ]
