"""A family's wish on its way to somebody who helps, and the answer to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.care.choices import DeclineReason, HelpEnd, ReferralState
from schutznetz.care.models.consent import ConsentRecipient
from schutznetz.care.models.family import Family
from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Organisation


class Referral(ScopedModel):
    """One request to one named person, with a deputy named in the same consent."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="referrals")
    state = CodeField(ReferralState, default=ReferralState.REQUESTED)
    recipient = models.ForeignKey(ConsentRecipient, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(ConsentRecipient, on_delete=models.CASCADE, null=True, related_name="+")
    offer = models.ForeignKey("offers.Offer", on_delete=models.SET_NULL, null=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_from = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    sent_as = CodeField(Role, blank=True)  # in which function: who sent her on is counted by it
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # while it waits for an answer
    answered_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    declined_because = CodeField(DeclineReason, blank=True)
    ended_because = CodeField(HelpEnd, blank=True)
    told_sender = CodeField(ReferralState, blank=True)  # what the family let the sender know
    need = SealedTextField(Data.CONTENT)
    answer_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(purpose="Vermittlung in eine frühe Hilfe mit Einwilligung", retention="L6")

    class Meta:
        base_manager_name = "objects"
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="referral_deputy_is_somebody_else",
                condition=Q(deputy=None) | ~Q(deputy=F("recipient")),
            ),
            models.CheckConstraint(
                name="referral_waits_until_a_time",
                condition=Q(state="requested", due_at__isnull=False) | ~Q(state="requested") & Q(due_at=None),
            ),
            models.CheckConstraint(
                name="referral_declined_with_a_reason",
                condition=Q(state="declined") & ~Q(declined_because="")
                | ~Q(state="declined") & Q(declined_because=""),
            ),
            models.CheckConstraint(
                name="referral_ended_with_a_reason",
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_because="")
                | ~Q(state="ended") & Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Anfrage vom {self.sent_at.astimezone(clock.BERLIN):%d.%m.%Y}"
