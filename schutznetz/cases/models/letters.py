"""Letters that are records of their own: an invitation says when and where somebody was asked to come."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices.letters import TalkOccasion
from schutznetz.cases.models.case import Case
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class TalkInvitation(ScopedModel):
    """Somebody was asked to a talk; it is never changed, another one takes its place."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="talk_invitations")
    recipient = SealedTextField(Data.PERSONAL)
    address = SealedTextField(Data.LOCATION, null=True)
    occasion = CodeField(TalkOccasion)
    at = models.DateTimeField()
    place = SealedTextField(Data.LOCATION)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Einladung zum Gespräch (§ 8a Abs. 1 Satz 2 SGB VIII)", retention="L7")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="invitation_to_what_is_still_to_come", condition=Q(at__gt=F("invited_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · Einladung"
