"""What two professionals make of a report: triage, urgency, immediate protection, and where it leaves to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import (
    Advice,
    Competence,
    DepartureState,
    History,
    Known,
    Manner,
    ProtectionState,
    ReviewState,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models.report import Report
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import LeaveAt

PROPOSAL_FIELDS = {
    "proposed_session": Data.INTERNAL,
    "confirmed_session": Data.INTERNAL,
    "seal": Data.INTERNAL,
}


def proposed_once(about: str) -> models.UniqueConstraint:
    """One proposal at a time waits about each record."""
    return models.UniqueConstraint(
        fields=["network", about], condition=Q(state="proposed"), name="%(class)s_proposed_once"
    )


class Proposal(ScopedModel):
    """What one person proposes and another one decides, from her own account and session, as she saw it.

    A proposal is never edited: who changes anything voids it and makes a new one.
    """

    state = CodeField(ReviewState, default=ReviewState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proposed_session = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_session = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="%(class)s_confirmed_by_another_person_in_another_session",
                condition=Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("proposed_by"))
                & ~Q(confirmed_session=F("proposed_session"))
                | ~Q(state="confirmed") & Q(confirmed_by__isnull=True, confirmed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class Triage(Proposal):
    """The first look at a report by two professionals (§ 8a Abs. 1 SGB VIII): what it is and what follows."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="triages")
    competence = CodeField(Competence)
    weighty_indications = models.BooleanField()
    urgency = CodeField(Urgency)
    further_children = CodeField(Known)
    source_has_access = CodeField(Known)
    history = CodeField(History)
    outcome = CodeField(TriageOutcome)
    advice = CodeField(Advice, blank=True)
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Ersteinschätzung einer Meldung durch zwei Fachkräfte",
        retention="L2",
        fields={**PROPOSAL_FIELDS, "weighty_indications": Data.INTERNAL},
    )

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("report"),
            models.CheckConstraint(
                name="triage_weighty_indications_are_assessed_here_or_elsewhere",
                condition=Q(weighty_indications=False) | Q(outcome__in=["assessment", "handover"]),
            ),
            models.CheckConstraint(
                name="triage_hands_over_weighty_indications_to_whom_is_competent",
                condition=~Q(outcome="handover") | Q(weighty_indications=True, competence="elsewhere"),
            ),
            models.CheckConstraint(
                name="triage_closing_says_what_was_offered",
                condition=~Q(outcome="no_indication") | ~Q(advice=""),
            ),
            models.UniqueConstraint(
                fields=["network", "report"], condition=Q(state="confirmed"), name="triage_decided_once"
            ),
        ]


class UrgencyRaise(ScopedModel):
    """One person found it more urgent; it counts from that moment."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="urgency_raises")
    before = CodeField(Urgency, blank=True)
    after = CodeField(Urgency)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(purpose="Dringlichkeit einer Meldung und ihre Änderungen", retention="L2")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="urgency_raise_is_more_urgent", condition=Q(before="") | Q(after__lt=F("before"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.before} -> {self.after}"


class UrgencyLowering(Proposal):
    """One person found it less urgent; it counts when another one confirms."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="urgency_lowerings")
    before = CodeField(Urgency)
    after = CodeField(Urgency)
    reasons = SealedTextField(Data.CONTENT)

    catalogue = Catalogue(
        purpose="Dringlichkeit einer Meldung und ihre Änderungen", retention="L2", fields=PROPOSAL_FIELDS
    )

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("report"),
            models.CheckConstraint(
                name="urgency_lowering_is_less_urgent", condition=Q(after__gt=F("before"))
            ),
        ]


class ImmediateProtection(ScopedModel):
    """Somebody acts for a child in danger; the second person is named and signs afterwards.

    Nothing but the act itself is needed to begin (§ 8a Abs. 2 Satz 2, § 42 SGB VIII).
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="protections")
    state = CodeField(ProtectionState, default=ProtectionState.ACTING)
    measures = models.JSONField(default=list)
    what = SealedTextField(Data.CONTENT, null=True)
    place = SealedTextField(Data.LOCATION, null=True)
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    acted_at = models.DateTimeField()
    acted_session = models.CharField(max_length=64)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    second_told_at = models.DateTimeField(null=True)
    second_told_by = CodeField(Manner, blank=True)
    confirm_by = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_session = models.CharField(max_length=64, blank=True)

    catalogue = Catalogue(
        purpose="Sofortiger Schutz eines Kindes in Gefahr",
        retention="L2",
        fields={
            "measures": Data.INTERNAL,
            "acted_session": Data.INTERNAL,
            "confirmed_session": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="protection_second_is_named_with_time_and_manner",
                condition=Q(second__isnull=True, second_told_at__isnull=True, second_told_by="")
                | Q(second__isnull=False, second_told_at__isnull=False)
                & ~Q(second_told_by="")
                & ~Q(second=F("acted_by")),
            ),
            models.CheckConstraint(
                name="protection_confirmed_by_the_second_in_another_session",
                condition=Q(state="acting", confirmed_at__isnull=True)
                | Q(state="confirmed", confirmed_at__isnull=False, second__isnull=False)
                & ~Q(confirmed_session=F("acted_session")),
            ),
        ]

    def __str__(self) -> str:
        return f"Sofortschutz {self.report_id}"


class Departure(ScopedModel):
    """One hand-over of a report to the office's own case software, and the file number it got there."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="departures")
    state = CodeField(DepartureState, default=DepartureState.ORDERED)
    after = CodeField(LeaveAt)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    file_number = SealedTextField(Data.PERSONAL, null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Übergabe an das Fachverfahren des Jugendamts",
        retention="L2",
        fields={"fingerprint": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "report", "after"], name="departure_once_per_stage"),
            models.CheckConstraint(
                name="departure_adopted_with_file_number",
                condition=Q(state="adopted", adopted_at__isnull=False, file_number__isnull=False)
                | ~Q(state="adopted") & Q(adopted_at__isnull=True, file_number__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Übergabe {self.pk}"
