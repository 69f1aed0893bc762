"""A case on its way to another office: what the sender decided and keeps, and what the receiver is shown.

The two sides are two rows in two networks. Neither can see the other; ``services.handover.crossing`` alone
carries words between them.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import ArrivalState, FileType, HandoverGround, HandoverState, Sharing
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.report import Report
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel

PENDING = ("proposed", "sent")


class Handover(ScopedModel):
    """What one person proposes to hand over, another one sends, and the other office accepts in writing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    state = CodeField(HandoverState, default=HandoverState.PROPOSED)
    ground = CodeField(HandoverGround)
    receiving = models.ForeignKey("networks.Network", on_delete=models.PROTECT, null=True, related_name="+")
    office = SealedTextField(Data.CONTENT)
    contact = SealedTextField(Data.PERSONAL)
    reasons = SealedTextField(Data.CONTENT)
    parts = models.JSONField(default=list)
    why_needed = SealedTextField(Data.CONTENT)
    talk_at = models.DateTimeField(null=True)
    talk_with = SealedTextField(Data.PERSONAL, null=True)
    no_talk_why = SealedTextField(Data.CONTENT, null=True)
    guardians = CodeField(Sharing)
    child = CodeField(Sharing)
    left_out_why = SealedTextField(Data.CONTENT, null=True)
    content = SealedJSONField(Data.CONTENT)  # what goes along, as it was when it was proposed
    passphrase = SealedTextField(Data.CONTENT, null=True)
    seal = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proposed_session = models.CharField(max_length=64)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    sent_session = models.CharField(max_length=64, blank=True)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = SealedTextField(Data.PERSONAL, null=True)  # who answered over there, by name
    answer_note = SealedTextField(Data.CONTENT, null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_session = models.CharField(max_length=64, blank=True)
    proof = SealedBytesField(Data.CONTENT, null=True)
    proof_type = CodeField(FileType, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Übergabe eines Falls an ein anderes Jugendamt (§ 8a Abs. 6 SGB VIII)",
        retention="L7",
        fields={
            "parts": Data.INTERNAL,
            "seal": Data.INTERNAL,
            "proposed_session": Data.INTERNAL,
            "sent_session": Data.INTERNAL,
            "noted_session": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(state__in=PENDING), name="handover_pending_once"
            ),
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(state="accepted"), name="handover_accepted_once"
            ),
            models.CheckConstraint(
                name="handover_sent_by_another_person_in_another_session",
                condition=Q(state__in=["proposed", "withdrawn"], sent_by__isnull=True, sent_at__isnull=True)
                | Q(sent_by__isnull=False, sent_at__isnull=False, answer_by__isnull=False)
                & ~Q(sent_by=F("proposed_by"))
                & ~Q(sent_session=F("proposed_session")),
            ),
            models.CheckConstraint(
                name="handover_accepted_in_writing_by_somebody_named",
                condition=~Q(state="accepted")
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & (Q(receiving__isnull=False) | Q(proof__isnull=False, noted_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="handover_acceptance_filed_by_another_person_in_another_session",
                condition=~Q(state="accepted")
                | Q(receiving__isnull=False)
                | ~Q(noted_by=F("proposed_by")) & ~Q(noted_session=F("proposed_session")),
            ),
            models.CheckConstraint(
                name="handover_declined_with_a_reason",
                condition=~Q(state="declined") | Q(answered_at__isnull=False, answer_note__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_ended_by_somebody_with_a_reason",
                condition=Q(state__in=["ended", "withdrawn"])
                & Q(ended_by__isnull=False, ended_at__isnull=False, end_note__isnull=False)
                | ~Q(state__in=["ended", "withdrawn"]) & Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="handover_talk_held_or_reasoned",
                condition=Q(talk_at__isnull=False, talk_with__isnull=False)
                | Q(talk_at__isnull=True, no_talk_why__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_family_took_part_or_reasoned",
                condition=Q(guardians__in=["took_part", "told"], child__in=["took_part", "told"])
                | Q(left_out_why__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · Übergabe"

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING


class Arrival(ScopedModel):
    """What another network hands over to this one: readable until it is answered; refused, nothing stays."""

    state = CodeField(ArrivalState, default=ArrivalState.WAITING)
    sending = models.ForeignKey("networks.Network", on_delete=models.PROTECT, related_name="+")
    handover_id = models.UUIDField()  # names the sender's row, which nobody here can open
    ground = CodeField(HandoverGround)
    content = SealedJSONField(Data.CONTENT, null=True)
    arrived_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)  # or taken back: since then nobody waits
    refusal = SealedTextField(Data.CONTENT, null=True)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, null=True, related_name="arrival")

    catalogue = Catalogue(
        purpose="Übergabe eines Falls aus einem anderen Netzwerk (§ 8a Abs. 6 SGB VIII)",
        retention="L3",
        fields={"handover_id": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "handover_id"], name="arrival_once"),
            models.CheckConstraint(
                name="arrival_accepted_leads_to_a_report",
                condition=Q(state="accepted", report__isnull=False, answered_by__isnull=False)
                | ~Q(state="accepted") & Q(report__isnull=True),
            ),
            models.CheckConstraint(
                name="arrival_keeps_nothing_once_answered",
                condition=Q(state="waiting", content__isnull=False)
                | ~Q(state="waiting") & Q(content__isnull=True),
            ),
            models.CheckConstraint(
                name="arrival_declined_with_a_reason",
                condition=~Q(state="declined") | Q(refusal__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="arrival_waits_until_a_moment",
                condition=Q(state="waiting", answered_at__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return "Übergabe aus einem anderen Jugendamt"
