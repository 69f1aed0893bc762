"""People who give a family some of their time; names, words and what they told of themselves are sealed.

The extended certificate (§ 72a SGB VIII) is looked at and given back: three items are noted, and there is
no place for the paper itself.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedJSONField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.volunteers.choices import (
    EndReason,
    LeavingReason,
    MatchState,
    Training,
    VolunteerState,
    WishState,
)

PERSON = settings.AUTH_USER_MODEL
DONE = Q(state__in=["running", "ended"])
UNDECIDED = Q(state__in=["proposed", "called_off"])  # nobody decided: the family took it back before


class Volunteer(ScopedModel):
    """Somebody who helps families without pay; ``profile`` is ``values.Profile``, packed."""

    reference = models.CharField(max_length=9)
    state = CodeField(VolunteerState, default=VolunteerState.PREPARING)
    name = SealedTextField(Data.PERSONAL)
    contact = SealedTextField(Data.PERSONAL)
    profile = SealedJSONField(Data.PERSONAL)
    training = CodeField(Training, default=Training.NONE)
    insured = models.BooleanField(default=False)
    confidential_on = models.DateField(null=True)  # when the declaration of confidentiality was signed
    declared_on = models.DateField(null=True)  # self-declaration for the time between two certificates
    added_at = models.DateTimeField()
    last_active_on = models.DateField(null=True)  # empty: not taken up; else six months run from here
    reminded_of = models.DateField(null=True)  # the last day of the certificate that a task was opened for
    stopped_at = models.DateTimeField(null=True)  # when a task was opened because it no longer counts
    left_on = models.DateField(null=True)
    left_why = CodeField(LeavingReason, blank=True)

    catalogue = Catalogue(
        purpose="Ehrenamtliche in Familien gewinnen, vermitteln, begleiten",
        retention="L18",
        fields={
            "reference": Data.INTERNAL,
            "insured": Data.INTERNAL,
            "confidential_on": Data.INTERNAL,
            "declared_on": Data.INTERNAL,
            "last_active_on": Data.INTERNAL,
            "reminded_of": Data.INTERNAL,
            "left_on": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "reference"], name="volunteer_reference_once"),
            models.CheckConstraint(
                name="volunteer_left_has_day_and_reason",
                condition=Q(state="left", left_on__isnull=False) & ~Q(left_why="")
                | ~Q(state="left") & Q(left_on=None, left_why=""),
            ),
            models.CheckConstraint(
                name="volunteer_active_since_a_day",
                condition=Q(state="preparing", last_active_on=None)
                | ~Q(state="preparing") & Q(last_active_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Ehrenamt {self.reference}"


class Certificate(ScopedModel):
    """What § 72a Abs. 5 SGB VIII lets one note: when it was seen, its date, a relevant entry or none."""

    volunteer = models.OneToOneField(Volunteer, on_delete=models.CASCADE, related_name="certificate")
    seen_on = models.DateField()
    issued_on = models.DateField()
    relevant_entry = models.BooleanField()

    catalogue = Catalogue(
        purpose="Vermerk der Einsicht in ein erweitertes Führungszeugnis (§ 72a SGB VIII)",
        retention="L18",
        rest=Data.INTERNAL,
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="certificate_seen_after_it_was_issued", condition=Q(seen_on__gte=F("issued_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id}/{self.pk}"


class GroupMeeting(ScopedModel):
    """One meeting of the reflection group."""

    on = models.DateField()
    topic = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Reflexionsgruppe der Ehrenamtlichen", retention="L18", fields={"on": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "on"], name="group_meets_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"Reflexionsgruppe {self.on:%d.%m.%Y}"


class Attendance(ScopedModel):
    """Who came to a meeting of the group."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.CASCADE, related_name="attendances")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="attendances")

    catalogue = Catalogue(purpose="Reflexionsgruppe der Ehrenamtlichen", retention="L18", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "meeting", "volunteer"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.volunteer_id}"


class Wish(ScopedModel):
    """What a family wishes for; ``details`` is ``values.Wanted``, packed. No field is for a diagnosis."""

    family = models.ForeignKey("care.Family", on_delete=models.CASCADE, related_name="volunteer_wishes")
    state = CodeField(WishState, default=WishState.WAITING)
    details = SealedJSONField(Data.PERSONAL)
    words = SealedTextField(Data.CONTENT)
    # by which the volunteers' coordinator was told; while it stands she reads on
    consent = models.ForeignKey("care.FamilyConsent", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Wunsch einer Familie nach ehrenamtlicher Begleitung",
        retention="L6",
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["network", "state", "asked_at", "id"], name="wish_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "family"],
                condition=Q(state__in=["waiting", "matched"]),
                name="wish_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Wunsch vom {self.asked_at:%d.%m.%Y}"


class Match(ScopedModel):
    """One volunteer and one family: talked over with both, decided by a human with the reason."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="matches")
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, related_name="matches"
    )  # nobody once the volunteer's record is deleted
    state = CodeField(MatchState, default=MatchState.PROPOSED)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    talk_volunteer_on = models.DateField(null=True)
    talk_volunteer = SealedTextField(Data.CONTENT, null=True)
    talk_family_on = models.DateField(null=True)
    talk_family = SealedTextField(Data.CONTENT, null=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reasons = SealedTextField(Data.CONTENT, null=True)
    agreement = SealedTextField(Data.CONTENT, null=True)
    allowance = models.DecimalField(max_digits=6, decimal_places=2, default=0)  # euros a visit
    starts_on = models.DateField(null=True)
    planned_until = models.DateField(null=True)
    end_asked_of = models.DateField(null=True)  # the planned end that a task was opened for
    ended_on = models.DateField(null=True)
    end_reason = CodeField(EndReason, blank=True)
    end_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Ehrenamtliche Begleitung einer Familie",
        retention="L6",
        fields={
            "talk_volunteer_on": Data.INTERNAL,
            "talk_family_on": Data.INTERNAL,
            "allowance": Data.INTERNAL,
            "starts_on": Data.INTERNAL,
            "planned_until": Data.INTERNAL,
            "end_asked_of": Data.INTERNAL,
            "ended_on": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["network", "wish"],
                condition=Q(state__in=["proposed", "running"]),
                name="match_one_at_a_time",
            ),
            models.CheckConstraint(
                name="match_talked_over_with_both",
                condition=~DONE
                | Q(
                    talk_volunteer_on__isnull=False,
                    talk_volunteer__isnull=False,
                    talk_family_on__isnull=False,
                    talk_family__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="match_decided_by_somebody_with_a_reason",
                condition=UNDECIDED & Q(decided_by=None, decided_at=None, reasons__isnull=True)
                | ~UNDECIDED & Q(decided_by__isnull=False, decided_at__isnull=False, reasons__isnull=False),
            ),
            models.CheckConstraint(
                name="match_agreed_from_when_until_when",
                condition=~DONE & Q(agreement__isnull=True, starts_on=None, planned_until=None)
                | DONE
                & Q(agreement__isnull=False, starts_on__isnull=False)
                & Q(planned_until__isnull=False, planned_until__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="match_ended_has_day_and_reason",
                condition=Q(state="ended", ended_on__isnull=False, ended_on__gte=F("starts_on"))
                & ~Q(end_reason="")
                | ~Q(state="ended") & Q(ended_on=None, end_reason="", end_note__isnull=True),
            ),
            models.CheckConstraint(name="match_allowance_is_no_debt", condition=Q(allowance__gte=0)),
        ]

    def __str__(self) -> str:
        return f"Begleitung ab {self.starts_on:%d.%m.%Y}" if self.starts_on else "Begleitung"


class GivenTime(ScopedModel):
    """Time given on one day, and what was spent on it: exact to the cent."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="visits")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    expense = models.DecimalField(max_digits=7, decimal_places=2)
    note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Stunden und Auslagen von Ehrenamtlichen",
        retention="L6",
        fields={"on": Data.INTERNAL, "minutes": Data.INTERNAL, "expense": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(name="given_time_within_a_day", condition=Q(minutes__range=(1, 1440))),
            models.CheckConstraint(name="given_time_costs_are_no_debt", condition=Q(expense__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.match_id}/{self.on}"
