"""Acts that need two people, and the one-time links by which somebody new comes in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import ProposalKind, ProposalState


class Proposal(ScopedModel):
    """One person asks, another decides on exactly this; nobody decides on what concerns herself."""

    kind = CodeField(ProposalKind)
    state = CodeField(ProposalState, default=ProposalState.OPEN)
    content = SealedJSONField(Data.STAFF)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    proposed_session = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_session = models.CharField(max_length=64, blank=True)

    catalogue = Catalogue(
        purpose="Vier-Augen-Prinzip bei Zugängen und Einstellungen",
        retention="L12",
        fields={"proposed_session": Data.INTERNAL, "decided_session": Data.INTERNAL},
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_decided_by_another_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposal_decided_in_another_session",
                condition=Q(decided_session="") | ~Q(decided_session=F("proposed_session")),
            ),
            models.CheckConstraint(
                name="proposal_decided_or_open",
                condition=Q(state="open", decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"


class Invitation(ScopedModel):
    """A one-time link for an approved proposal; only the digest of its secret is kept."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Einladung mit Einmal-Link", retention="L12", fields={"digest": Data.INTERNAL}
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "digest"], name="invitation_one_secret")]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
