"""Newborns whom the registry named, and what becomes of their welcome: no row leads to another domain.

Of who has a block under §§ 51, 52 BMG, of who declined and of who was put on the stop list there is nothing
here but a keyed tag like that of every child, so that no later list brings the family back.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.blind import BlindTagField, Part
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedBytesField, SealedJSONField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import LetterKind
from schutznetz.welcome.choices import NewbornListState, VisitResult, VisitState, WelcomeTopic


class NewbornList(ScopedModel):
    """A list of the registry: checked, taken over, freed of who gets no letter, and then written to."""

    state = CodeField(NewbornListState, default=NewbornListState.CHECKED)
    arrived = SealedJSONField(Data.PERSONAL, null=True)  # the checked rows, until they are taken over
    arrived_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    ordered_at = models.DateTimeField(null=True)
    job = models.UUIDField(null=True)

    catalogue = Catalogue(
        purpose="Liste der Meldebehörde für Willkommensbesuche (§ 2 KKG)",
        retention="L1",
        fields={"job": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                name="newborn_list_confirmed_by_somebody",
                condition=Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False)
                | ~Q(state="confirmed") & Q(confirmed_by=None, confirmed_at=None),
            ),
            models.CheckConstraint(
                name="newborn_list_no_letter_before_the_stop_list",
                condition=Q(ordered_at=None) | Q(state="confirmed"),
            ),
            models.CheckConstraint(
                name="newborn_list_rows_only_until_taken_over",
                condition=Q(state="checked", arrived__isnull=False)
                | ~Q(state="checked") & Q(arrived__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"NewbornList {self.pk}"


class LetterBundle(ScopedModel):
    """Some letters of one kind in one accessible PDF, for the printer."""

    newborns = models.ForeignKey(NewbornList, on_delete=models.CASCADE, related_name="bundles")
    kind = CodeField(LetterKind)
    count = models.PositiveSmallIntegerField()
    content = SealedBytesField(Data.PERSONAL)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Willkommensbriefe für den Druck", retention="L1", fields={"count": Data.INTERNAL}
    )

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"LetterBundle {self.pk}"


class WelcomeVisit(ScopedModel):
    """One family: written to, perhaps visited, and deleted on its day."""

    newborns = models.ForeignKey(NewbornList, on_delete=models.CASCADE, related_name="visits")
    state = CodeField(VisitState, default=VisitState.WAITING)
    household = SealedJSONField(Data.PERSONAL)  # names, address, birth date, language: nothing else
    offered = models.BooleanField(default=False)  # the letter offers a visit; the others may call
    bundle = models.ForeignKey(LetterBundle, on_delete=models.SET_NULL, null=True, related_name="visits")
    written_on = models.DateField(null=True)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    visit_on = models.DateField(null=True)
    visit_at = models.TimeField(null=True)
    result = CodeField(VisitResult, blank=True)
    delete_on = models.DateField()

    catalogue = Catalogue(
        purpose="Willkommensbesuch bei einer Familie (§ 2 KKG)",
        retention="L6",
        fields={
            "offered": Data.INTERNAL,
            "written_on": Data.INTERNAL,
            "visit_on": Data.INTERNAL,
            "visit_at": Data.INTERNAL,
            "delete_on": Data.INTERNAL,
        },
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["network", "visit_on", "visitor"], name="welcome_visit_by_day"),
            models.Index(fields=["network", "delete_on"], name="welcome_visit_by_deletion"),
        ]
        constraints = [
            models.CheckConstraint(
                name="welcome_visit_arranged_for_somebody_on_a_day",
                condition=Q(state="arranged", visitor__isnull=False, visit_on__isnull=False)
                | ~Q(state="arranged"),
            ),
            models.CheckConstraint(
                name="welcome_visit_written_on_a_day",
                condition=Q(state__in=["waiting", "stopped"], written_on=None, bundle=None)
                | ~Q(state__in=["waiting", "stopped"]) & Q(written_on__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_visit_closed_with_a_result",
                condition=Q(state="closed", result__in=["visited", "not_met", "moved"])
                | ~Q(state="closed") & Q(result=""),
            ),
        ]

    def __str__(self) -> str:
        return f"WelcomeVisit {self.pk}"


class KnownNewborn(ScopedModel):
    """A keyed tag of a child that once came in a list: whatever became of it, it comes only once."""

    tag = BlindTagField(Part.NAME, Part.NAME, Part.DATE, null=False, db_index=False)
    visit = models.ForeignKey(WelcomeVisit, on_delete=models.SET_NULL, null=True, related_name="known")
    until = models.DateField()  # from then on every list that names the child is refused

    catalogue = Catalogue(
        purpose="Kein zweiter Brief an dieselbe Familie",
        retention="L6",
        fields={"tag": Data.PERSONAL, "until": Data.INTERNAL},
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["network", "tag"], name="newborn_known_once")]

    def __str__(self) -> str:
        return f"KnownNewborn {self.pk}"


class WelcomeCount(ScopedModel):
    """How many families of a district were written to and visited: numbers that stay."""

    year = models.PositiveSmallIntegerField()
    district = models.CharField(max_length=160)
    written = models.PositiveIntegerField(default=0)
    visited = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(purpose="Zählung der Willkommensbesuche", retention="network", rest=Data.INTERNAL)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "district"], name="welcome_count_one_row"),
            models.CheckConstraint(
                name="welcome_count_adds_up",
                condition=Q(written__gte=F("visited") + F("declined") + F("not_met") + F("moved")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.district}"


class TopicCount(ScopedModel):
    """In how many visits of a year a topic was handed over: a number that leads to no family."""

    year = models.PositiveSmallIntegerField()
    topic = CodeField(WelcomeTopic)
    handed_over = models.PositiveIntegerField(default=0)

    catalogue = Catalogue(
        purpose="Zählung der Themen in Willkommensbesuchen", retention="network", rest=Data.INTERNAL
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["network", "year", "topic"], name="topic_count_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.topic}"
