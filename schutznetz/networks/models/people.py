"""People in a network: who acts in which function, and who is away."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel import clock
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Role
from schutznetz.networks.models.organisation import ContactPerson, Organisation, Unit


def in_a_year() -> date:
    """Return the last day of an assignment that begins today: rights never outlive a year unasked."""
    return clock.today() + timedelta(days=365)


class Assignment(ScopedModel):
    """One person, one role, from–to, granted by: the only source of rights."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    role = CodeField(Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="assignments")
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField(default=in_a_year)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)

    catalogue = Catalogue(purpose="Zuständigkeit auf Zeit", retention="L12", rest=Data.STAFF)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="assignment_needs_two_different_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("granted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.network.people.add(self.user)


class Absence(ScopedModel):
    """When somebody is away and who stands in. Why is nobody's business and is not stored."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="absences"
    )
    contact_person = models.ForeignKey(
        ContactPerson, on_delete=models.CASCADE, null=True, related_name="absences"
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    catalogue = Catalogue(purpose="Vertretung bei Abwesenheit", retention="L12", rest=Data.STAFF)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_of_one_person",
                condition=Q(person__isnull=True) ^ Q(contact_person__isnull=True),
            ),
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="absence_stand_in_is_another_person",
                condition=Q(stand_in__isnull=True) | Q(person__isnull=True) | ~Q(stand_in=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"Absence {self.pk}"


class Lock(ScopedModel):
    """Somebody is shut out at once, for instance after a lost telephone, until the lock is lifted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="locks")
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    catalogue = Catalogue(purpose="Sperren eines Zugangs", retention="L12")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(lifted_at__isnull=True), name="lock_one_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"Lock {self.pk}"
