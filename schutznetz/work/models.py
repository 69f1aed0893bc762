"""What somebody must do by a time, who is called when nobody does it, and who is on duty."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.networks.choices import Role
from schutznetz.work.choices import LateCause, Rung, TaskKind


class Task(ScopedModel):
    """One thing to do about one record, which is named by type and id and never linked."""

    kind = CodeField(TaskKind)
    about_type = models.CharField(max_length=64)
    about_id = models.UUIDField()
    about_label = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    line = CodeField(Role, blank=True)
    protective = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ladder = models.JSONField(default=list)
    steps_climbed = models.PositiveIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    late = models.BooleanField(default=False)
    late_cause = CodeField(LateCause, blank=True)
    late_note = SealedTextField(Data.CONTENT, null=True)

    catalogue = Catalogue(purpose="Was jemand bis wann tun muss", retention="L8", rest=Data.INTERNAL)

    class Meta:
        indexes = [
            models.Index(
                fields=["network", "owner", "due_at", "id"],
                name="task_of_owner",
                condition=Q(settled_at=None),
            ),
            models.Index(
                fields=["network", "line", "due_at", "id"], name="task_of_line", condition=Q(settled_at=None)
            ),
            models.Index(fields=["network", "about_type", "about_id"], name="task_about"),
            models.Index(
                fields=["network", "next_step_at"], name="task_to_climb", condition=Q(settled_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(name="task_has_an_owner", condition=Q(owner__isnull=False) | ~Q(line="")),
            models.CheckConstraint(
                name="task_in_protection_has_a_substitute",
                condition=Q(protective=False) | Q(owner__isnull=True) | Q(substitute__isnull=False),
            ),
            models.CheckConstraint(
                name="task_substitute_is_somebody_else",
                condition=Q(substitute__isnull=True) | Q(owner__isnull=True) | ~Q(substitute=F("owner")),
            ),
            models.CheckConstraint(
                name="task_late_means_settled_after_its_time",
                condition=Q(late=True, settled_at__gt=F("due_at"))
                | Q(late=False, late_cause="") & (Q(settled_at=None) | Q(settled_at__lte=F("due_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_label}"


class Escalation(ScopedModel):
    """One person called for one step of one task; without a person when nobody could be called."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="escalations")
    step = models.PositiveIntegerField()
    rung = CodeField(Rung)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    called_at = models.DateTimeField()
    letter_id = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    catalogue = Catalogue(purpose="Wer wegen einer Aufgabe gerufen wurde", retention="L8", rest=Data.INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "step", "person"], name="escalation_calls_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.step}"


class Shift(ScopedModel):
    """A stretch of duty with the person who answers and the one who stands in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    catalogue = Catalogue(purpose="Dienste und Vertretung", retention="L8")

    class Meta:
        indexes = [models.Index(fields=["network", "starts_at", "ends_at"], name="shift_by_time")]
        constraints = [
            models.CheckConstraint(
                name="shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="shift_substitute_is_somebody_else", condition=~Q(substitute=F("person"))
            ),
        ]

    def __str__(self) -> str:
        return f"Dienst {self.starts_at:%Y-%m-%d %H:%M}"
