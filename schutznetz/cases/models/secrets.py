"""Secrets inside a case: what was entrusted to one person, and where a protected person is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import ReleaseGround
from schutznetz.cases.models.assessment import Contribution
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

CONFIDENCE = "Besonderer Vertrauensschutz (§ 65 SGB VIII)"
SHELTER = "Aufenthalt einer geschützten Person verbergen"


class EntrustedEntry(Contribution):
    """What somebody confided to ``author``, who alone reads it until she hands it on."""

    said_by = SealedTextField(Data.ENTRUSTED)
    text = SealedTextField(Data.ENTRUSTED)

    catalogue = Catalogue(purpose=CONFIDENCE, retention="L7")

    def __str__(self) -> str:
        return f"{self.case} · Anvertrautes"


class EntrustedRelease(ScopedModel):
    """One handing on of an entrusted entry: on which ground, why, and to whom; inside or outside."""

    entry = models.ForeignKey(EntrustedEntry, on_delete=models.PROTECT, related_name="releases")
    ground = CodeField(ReleaseGround)
    reasons = SealedTextField(Data.ENTRUSTED)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outside = SealedTextField(Data.ENTRUSTED, null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    catalogue = Catalogue(purpose=CONFIDENCE, retention="L9")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "entry", "person"],
                condition=Q(person__isnull=False),
                name="entrusted_released_once_to_a_person",
            ),
            models.CheckConstraint(
                name="entrusted_release_has_one_recipient",
                condition=Q(person__isnull=True, outside__isnull=False)
                | Q(person__isnull=False, outside__isnull=True),
            ),
            models.CheckConstraint(
                name="entrusted_court_is_outside", condition=~Q(ground="court") | Q(person__isnull=True)
            ),
            models.CheckConstraint(
                name="entrusted_release_to_somebody_else",
                condition=Q(person__isnull=True) | ~Q(person=models.F("released_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Weitergabe {self.pk}"


class Whereabouts(ScopedModel):
    """Where the protected person of a case is now; what stood there before is overwritten, not kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="whereabouts")
    place = SealedTextField(Data.LOCATION)
    reach = SealedTextField(Data.LOCATION, null=True)
    from_whom = SealedTextField(Data.LOCATION)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    catalogue = Catalogue(purpose=SHELTER, retention="L10")

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["network", "case"], name="whereabouts_once_per_case")]

    def __str__(self) -> str:
        return f"{self.case} · geschützt"


class Clearance(Proposal):
    """Who of the team needs to know the whereabouts: one person proposes it, another one grants it.

    It opens nothing once the person left the team, and speaks of the place that was kept when it was
    granted, of none that is kept later.
    """

    whereabouts = models.ForeignKey(Whereabouts, on_delete=models.CASCADE, related_name="clearances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reasons = SealedTextField(Data.CONTENT)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose=SHELTER, retention="L10", fields=PROPOSAL_FIELDS)

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["network", "whereabouts", "person"],
                condition=Q(state="confirmed", withdrawn_at=None),
                name="clearance_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["network", "whereabouts", "person"],
                condition=Q(state="proposed"),
                name="clearance_proposed_once",
            ),
            models.CheckConstraint(
                name="clearance_granted_by_two_others",
                condition=Q(state="voided")
                | ~Q(person=F("proposed_by")) & (Q(confirmed_by__isnull=True) | ~Q(person=F("confirmed_by"))),
            ),
            models.CheckConstraint(
                name="clearance_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whereabouts.case} · Freigabe"
