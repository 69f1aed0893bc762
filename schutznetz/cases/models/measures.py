"""What is done to protect a child, and who looks after it: plan, watched items, help, the clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import (
    CheckFinding,
    ChildTold,
    Consent,
    HelpAnswer,
    PlanState,
    WatchedKind,
    WatchedState,
)
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.court import CourtReferral
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel


class SafetyPlan(ScopedModel):
    """One version of what was agreed for a child: never changed, never without an end.

    The next version takes its place; the database refuses any other change (``walls``).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_plans")
    version = models.PositiveIntegerField()
    state = CodeField(PlanState, default=PlanState.ACTIVE)
    goal = SealedTextField(Data.CONTENT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    consent = CodeField(Consent)
    consent_by = SealedTextField(Data.PERSONAL)
    child_told = CodeField(ChildTold)
    child_view = SealedTextField(Data.CONTENT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Schutzplan für ein Kind",
        retention="L7",
        fields={
            "version": Data.INTERNAL,
            "starts_on": Data.INTERNAL,
            "ends_on": Data.INTERNAL,
            "review_on": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "case", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(state="active"), name="plan_in_force_once"
            ),
            models.CheckConstraint(
                name="plan_is_reviewed_before_it_ends",
                condition=Q(review_on__gte=F("starts_on"), review_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="plan_ended_when_it_no_longer_holds",
                condition=Q(state="active", ended_at__isnull=True)
                | ~Q(state="active") & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Schutzplan Fassung {self.version}"


class WatchedItem(ScopedModel):
    """One thing somebody looks after: an agreement, an order, a condition, a finding still awaited.

    It has a named watcher and a substitute, and a day of the next look, for as long as it is open.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="watched")
    kind = CodeField(WatchedKind)
    state = CodeField(WatchedState, default=WatchedState.OPEN)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, null=True, related_name="items")
    referral = models.ForeignKey(CourtReferral, on_delete=models.PROTECT, null=True, related_name="items")
    position = models.PositiveIntegerField(default=1)
    what = SealedTextField(Data.CONTENT)
    whose = SealedTextField(Data.PERSONAL)
    how = SealedTextField(Data.CONTENT)
    otherwise = SealedTextField(Data.CONTENT)
    until = models.DateField(null=True)
    watcher = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    check_on = models.DateField()
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Was im Schutzverfahren überwacht wird",
        retention="L7",
        fields={"position": Data.INTERNAL, "until": Data.INTERNAL, "check_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["network", "check_on", "id"],
                name="watched_by_day",
                condition=Q(state__in=["open", "broken"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="watched_by_two_different_people", condition=~Q(substitute=F("watcher"))
            ),
            models.CheckConstraint(
                name="watched_item_belongs_where_it_comes_from",
                condition=Q(kind="plan", plan__isnull=False, referral__isnull=True, until__isnull=False)
                | Q(kind__in=["order", "condition"], plan__isnull=True, referral__isnull=False)
                | Q(kind="finding", plan__isnull=True, referral__isnull=True),
            ),
            models.CheckConstraint(
                name="watched_item_done_at_a_time",
                condition=Q(state__in=["open", "broken"], done_at__isnull=True)
                | Q(state__in=["done", "superseded", "handed_over"], done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.kind.label}"


class Check(ScopedModel):
    """One look at a watched item: by whom, when, and what it showed."""

    item = models.ForeignKey(WatchedItem, on_delete=models.PROTECT, related_name="checks")
    finding = CodeField(CheckFinding)
    evidence = SealedTextField(Data.CONTENT)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    next_on = models.DateField()
    reaction = SealedTextField(Data.CONTENT, null=True)
    reacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reacted_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Was im Schutzverfahren überwacht wird", retention="L7", fields={"next_on": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="check_reaction_by_somebody_at_a_time",
                condition=Q(reaction__isnull=True, reacted_by__isnull=True, reacted_at__isnull=True)
                | Q(reaction__isnull=False, reacted_by__isnull=False, reacted_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Kontrolle {self.pk}"


class HelpOffer(ScopedModel):
    """Help that was offered to a family, and its answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="help_offers")
    what = SealedTextField(Data.CONTENT)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField()
    answer = CodeField(HelpAnswer, default=HelpAnswer.OPEN)
    answered_on = models.DateField(null=True)
    answer_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(
        purpose="Angebotene Hilfe und die Antwort der Familie",
        retention="L7",
        fields={"offered_on": Data.INTERNAL, "answered_on": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="help_answered_on_a_day",
                condition=Q(answer="open", answered_on__isnull=True)
                | ~Q(answer="open") & Q(answered_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} · Angebotene Hilfe"


class ChildClock(ScopedModel):
    """By when the child of a case must be seen again."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="child_clock")
    due_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Bis wann das Kind wieder gesehen wird", retention="L7")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.case} · Kind sehen"


class MissedAppointment(ScopedModel):
    """Somebody did not come, or was not there; the second time the case is looked at anew."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="missed")
    missed_on = models.DateField()
    what = SealedTextField(Data.CONTENT)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    catalogue = Catalogue(
        purpose="Versäumte Termine im Schutzverfahren", retention="L7", fields={"missed_on": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.case} · Versäumter Termin"
